#pragma once

#include "step.hpp"

#include <boost/asio/ssl/context.hpp>

#include <string>

namespace seedbed::http {

/// The network itself: one attempt over a connection of its own.
class transport final : public step {
public:
    /// Throws error(failure::usage) for a CA file that cannot be read or a user agent that cannot
    /// be sent.
    transport(const client_options& options, const timekeeper& time);

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    boost::asio::ssl::context tls_;
    std::string user_agent_;
    proxy_variables proxies_;
    const timekeeper& time_;
};

} // namespace seedbed::http
