#pragma once

#include "location.hpp"

#include <seedbed/http_options.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace seedbed::http {

/// An HTTP proxy between this machine and a server.
struct proxy {
    std::string host;
    std::uint16_t port = 1080; // curl's
    std::string authorization; ///< for Proxy-Authorization; a secret
    std::string shown;         ///< host and port: all that messages may say
};

/// The proxy for a server, by curl's rules: https_proxy or http_proxy by the URL's scheme, else
/// all_proxy, unless no_proxy lists the host. Throws transport_error for a variable that cannot be
/// read, or that names a kind of proxy other than HTTP.
std::optional<proxy> proxy_for(const location& where, const proxy_variables& variables);

/// Whether a list like "localhost,.example.com,10.0.0.0/8" has the host: `*` has all, a name has
/// itself and what is below it, an address itself, a prefix its addresses.
bool is_listed(const std::string& no_proxy, const std::string& host);

} // namespace seedbed::http
