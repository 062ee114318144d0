#include "core/loopback/server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>

#include <atomic>
#include <mutex>
#include <utility>

namespace seedbed::loopback {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using asio::ip::tcp;
using tls_stream = asio::ssl::stream<tcp::socket>;

namespace {

seen_request describe(const beast::http::request<beast::http::empty_body>& message) {
    seen_request seen;
    seen.method = std::string(message.method_string());
    seen.target = std::string(message.target());
    for (const auto& field : message)
        seen.headers.emplace_back(field.name_string(), field.value());
    return seen;
}

template <class Stream>
asio::awaitable<seen_request> read_request(Stream& stream) {
    beast::flat_buffer buffer;
    beast::http::request<beast::http::empty_body> message;
    co_await beast::http::async_read(stream, buffer, message, use_awaitable);
    co_return describe(message);
}

template <class Stream>
asio::awaitable<void> send(Stream& stream, const answer& reply) {
    asio::steady_timer timer(stream.get_executor());
    bool first = true;
    for (const std::string& piece : reply.pieces) {
        if (!first && reply.pause.count() > 0) {
            timer.expires_after(reply.pause);
            co_await timer.async_wait(use_awaitable);
        }
        first = false;
        co_await asio::async_write(stream, asio::buffer(piece), use_awaitable);
    }
    if (reply.end != ending::held)
        co_return;
    char unexpected = 0;
    co_await stream.async_read_some(asio::buffer(&unexpected, 1), use_awaitable);
}

} // namespace

class server::implementation {
public:
    implementation(asio::io_context& loop,
                   responder respond,
                   std::optional<asio::ssl::context> context)
        : loop_(loop), respond_(std::move(respond)), tls_(std::move(context)),
          acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
          port_(acceptor_.local_endpoint().port()) {
        asio::co_spawn(loop, accept(), asio::detached);
    }

    bool is_secure() const { return tls_.has_value(); }
    std::uint16_t port() const { return port_; }
    std::size_t connections() const { return connections_; }
    std::vector<seen_request> requests() const {
        const std::lock_guard guard(mutex_);
        return requests_;
    }

private:
    asio::awaitable<void> accept() {
        for (;;) {
            tcp::socket socket = co_await acceptor_.async_accept(use_awaitable);
            ++connections_;
            asio::co_spawn(loop_, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        try {
            if (tls_) {
                co_await serve_tls(std::move(socket));
            } else {
                const answer reply = answer_to(co_await read_request(socket));
                co_await send(socket, reply);
            }
        } catch (const boost::system::system_error&) {
            // A client that refuses the certificate or hangs up is what much of this is about.
        }
    }

    asio::awaitable<void> serve_tls(tcp::socket socket) {
        tls_stream stream(std::move(socket), *tls_);
        co_await stream.async_handshake(asio::ssl::stream_base::server, use_awaitable);
        seen_request seen = co_await read_request(stream);
        const char* name = SSL_get_servername(stream.native_handle(), TLSEXT_NAMETYPE_host_name);
        seen.server_name = name == nullptr ? "" : name;
        const answer reply = answer_to(seen);
        co_await send(stream, reply);
        if (reply.end == ending::orderly)
            co_await stream.async_shutdown(use_awaitable);
    }

    answer answer_to(const seen_request& seen) {
        {
            const std::lock_guard guard(mutex_);
            requests_.push_back(seen);
        }
        return respond_(seen);
    }

    asio::io_context& loop_;
    responder respond_;
    std::optional<asio::ssl::context> tls_;
    tcp::acceptor acceptor_;
    std::uint16_t port_;
    std::atomic<std::size_t> connections_{0};
    mutable std::mutex mutex_; // guards requests_
    std::vector<seen_request> requests_;
};

server::server(asio::io_context& loop, responder respond, std::optional<asio::ssl::context> tls)
    : implementation_(std::make_unique<implementation>(loop, std::move(respond), std::move(tls))) {}

server::~server() = default;

std::uint16_t server::port() const {
    return implementation_->port();
}

std::string server::url(std::string_view path, std::string_view host) const {
    std::string text = implementation_->is_secure() ? "https://" : "http://";
    return text.append(host).append(":").append(std::to_string(port())).append(path);
}

std::size_t server::connections() const {
    return implementation_->connections();
}

std::vector<seen_request> server::requests() const {
    return implementation_->requests();
}

} // namespace seedbed::loopback
