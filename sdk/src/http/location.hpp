#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace seedbed::http {

/// Where a URL leads, in the forms that the steps of a request need.
struct location {
    bool tls = true;
    std::string host; ///< a name, or an address without brackets
    std::uint16_t port = 0;
    std::string authority; ///< for the Host field
    std::string target;    ///< path and query, for the request line
    std::string shown;     ///< scheme, host and port: all of a URL that messages may say
};

/// Throws transport_error: invalid_url, or insecure_url for plain HTTP to a host that is not
/// written as a loopback address or `localhost`.
location locate(std::string_view url);

} // namespace seedbed::http
