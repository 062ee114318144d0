#pragma once

#include "certificates.hpp"
#include "core/loopback/answer.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::tests {

using loopback::answer;
using loopback::chunked_answer;
using loopback::ending;
using loopback::gzip;
using loopback::http_answer;
using loopback::redirect_answer;
using loopback::seen_request;

/// The loopback server on a thread of its own, from construction to destruction. The responder
/// runs on the server's thread.
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
