#pragma once

#include "step.hpp"

#include <seedbed/redaction.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::http {

/// Whether the host is one of the patterns; `*.example.com` has every host below example.com.
bool is_allowed_host(const std::vector<std::string>& patterns, std::string_view host);

/// The absolute URL that `reference`, a Location field of an answer from `base`, leads to: without
/// fragment. Throws transport_error for what is no URL.
std::string resolve_reference(const std::string& base, const std::string& reference);

/// The URL without those of its query's parameters that hold a secret.
std::string without_secret_parameters(const std::string& url, const redaction& secrets);

/// Follows redirects to hosts that may be asked, at most five, never from https to http. On the
/// way to another host all headers but Accept stay behind, and the query's secrets.
class redirecting final : public step {
public:
    redirecting(step& next, const redaction& secrets) : next_(next), secrets_(secrets) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    void follow(inquiry& at, const response& answer) const;

    step& next_;
    const redaction& secrets_;
};

} // namespace seedbed::http
