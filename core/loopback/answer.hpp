#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed::loopback {

/// A request as the server saw it.
struct seen_request {
    std::string method;
    std::string target;
    std::string server_name; ///< of the TLS handshake (SNI); empty when none was sent
    std::vector<std::pair<std::string, std::string>> headers;

    /// The field's value, empty when there is none; upper and lower case are the same.
    std::string header(std::string_view name) const;
};

/// How the server ends a connection.
enum class ending {
    orderly, ///< TLS's close_notify, then close
    abrupt,  ///< close, without close_notify
    held,    ///< not at all, until the client hangs up
};

/// The very bytes that the server sends, so that they can be as wrong as need be: `pieces` one
/// after the other with a pause between them.
struct answer {
    std::vector<std::string> pieces;
    std::chrono::milliseconds pause{0};
    ending end = ending::orderly;
};

/// A well-formed answer with Content-Length. `fields` are whole lines, `Name: value`.
answer
http_answer(unsigned status, const std::string& body, const std::vector<std::string>& fields = {});

/// The same in chunks of that size, with an extension and a trailer.
answer chunked_answer(const std::string& body, std::size_t chunk);

/// An answer that leads elsewhere.
answer redirect_answer(unsigned status, const std::string& location);

/// The text as gzip.
std::string gzip(const std::string& text);

} // namespace seedbed::loopback
