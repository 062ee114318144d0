#pragma once

#include "certificates.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace seedbed::tests {

/// A request as the server saw it.
struct seen_request {
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

/// The very bytes that the server sends, so that they can be as wrong as a test needs: `pieces`
/// one after the other with a pause between them.
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

/// An HTTP server on 127.0.0.1 and a free port, on a thread of its own, from construction to
/// destruction. It reads one request of each connection, asks the responder, sends that, and ends
/// the connection. The responder runs on the server's thread.
class https_server {
public:
    using responder = std::function<answer(const seen_request&)>;

    /// Plain HTTP.
    explicit https_server(responder respond);
    /// HTTPS with that certificate.
    https_server(const identity& who, responder respond);
    ~https_server();

    std::uint16_t port() const;
    std::string url(std::string_view path, std::string_view host = "127.0.0.1") const;

    /// TCP connections that were taken, whatever became of them.
    std::size_t connections() const;
    /// Requests that came in whole.
    std::vector<seen_request> requests() const;

private:
    struct running;
    std::unique_ptr<running> running_;
};

} // namespace seedbed::tests
