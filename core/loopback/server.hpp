#pragma once

#include "core/loopback/answer.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::loopback {

/// An HTTP server on 127.0.0.1 and a free port that plays what its responder says: it reads one
/// request of each connection, asks the responder, sends that, and ends the connection. It works
/// on `loop`, where the responder runs, too; the loop outlives it, and does not run any more when
/// it is destroyed.
class server {
public:
    using responder = std::function<answer(const seen_request&)>;

    /// HTTPS where `tls` is given.
    server(boost::asio::io_context& loop,
           responder respond,
           std::optional<boost::asio::ssl::context> tls = std::nullopt);
    ~server();
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    std::uint16_t port() const;
    std::string url(std::string_view path, std::string_view host = "127.0.0.1") const;

    /// TCP connections that were taken, whatever became of them. Callable from any thread.
    std::size_t connections() const;
    /// Requests that came in whole. Callable from any thread.
    std::vector<seen_request> requests() const;

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

} // namespace seedbed::loopback
