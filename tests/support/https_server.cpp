#include "https_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>

#include <atomic>
#include <mutex>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <zlib.h>

namespace seedbed::tests {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::use_awaitable;
using asio::ip::tcp;
using tls_stream = asio::ssl::stream<tcp::socket>;

namespace {

asio::ssl::context make_context(const identity& who) {
    asio::ssl::context tls(asio::ssl::context::tls_server);
    tls.use_certificate_chain(asio::buffer(who.certificate));
    tls.use_private_key(asio::buffer(who.private_key), asio::ssl::context::pem);
    return tls;
}

seen_request describe(const beast::http::request<beast::http::empty_body>& message) {
    seen_request seen;
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

struct https_server::running {
    running(responder answering, std::optional<asio::ssl::context> context)
        : respond(std::move(answering)), tls(std::move(context)),
          acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
          port(acceptor.local_endpoint().port()) {
        asio::co_spawn(loop, accept(), asio::detached);
        thread = std::thread([this] { loop.run(); });
    }

    ~running() {
        loop.stop();
        thread.join();
    }

    asio::awaitable<void> accept() {
        for (;;) {
            tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
            ++connections;
            asio::co_spawn(loop, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        try {
            if (tls)
                co_await serve_tls(std::move(socket));
            else
                co_await send(socket, answer_to(co_await read_request(socket)));
        } catch (const boost::system::system_error&) {
            // A client that refuses the certificate or hangs up is what many tests are about.
        }
    }

    asio::awaitable<void> serve_tls(tcp::socket socket) {
        tls_stream stream(std::move(socket), *tls);
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
            const std::lock_guard guard(mutex);
            requests.push_back(seen);
        }
        return respond(seen);
    }

    asio::io_context loop;
    responder respond;
    std::optional<asio::ssl::context> tls;
    tcp::acceptor acceptor;
    std::uint16_t port;
    std::atomic<std::size_t> connections{0};
    mutable std::mutex mutex; // guards requests
    std::vector<seen_request> requests;
    std::thread thread;
};

https_server::https_server(responder respond)
    : running_(std::make_unique<running>(std::move(respond), std::nullopt)) {}

https_server::https_server(const identity& who, responder respond)
    : running_(std::make_unique<running>(std::move(respond), make_context(who))) {}

https_server::~https_server() = default;

std::uint16_t https_server::port() const {
    return running_->port;
}

std::string https_server::url(std::string_view path, std::string_view host) const {
    std::string text = running_->tls ? "https://" : "http://";
    return text.append(host).append(":").append(std::to_string(port())).append(path);
}

std::size_t https_server::connections() const {
    return running_->connections;
}

std::vector<seen_request> https_server::requests() const {
    const std::lock_guard guard(running_->mutex);
    return running_->requests;
}

std::string seen_request::header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
        if (beast::iequals(field, name))
            return value;
    }
    return {};
}

answer
http_answer(unsigned status, const std::string& body, const std::vector<std::string>& fields) {
    std::string head =
        "HTTP/1.1 " + std::to_string(status) + " " +
        std::string(beast::http::obsolete_reason(static_cast<beast::http::status>(status))) +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    for (const std::string& field : fields)
        head += field + "\r\n";
    return {{head + "\r\n", body}, {}, ending::orderly};
}

answer chunked_answer(const std::string& body, std::size_t chunk) {
    answer made{{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"}, {}, ending::orderly};
    for (std::size_t at = 0; at < body.size(); at += chunk) {
        const std::string piece = body.substr(at, chunk);
        std::ostringstream size;
        size << std::hex << piece.size();
        made.pieces.push_back(size.str() + ";seen=\"yes\"\r\n" + piece + "\r\n");
    }
    made.pieces.emplace_back("0\r\nX-Trailer: at the end\r\n\r\n");
    return made;
}

answer redirect_answer(unsigned status, const std::string& location) {
    return http_answer(status, "moved", {"Location: " + location});
}

std::string gzip(const std::string& text) {
    z_stream state{};
    if (deflateInit2(&state, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        throw std::runtime_error("zlib refuses");
    std::string packed(deflateBound(&state, text.size()), '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    state.avail_in = static_cast<uInt>(text.size());
    state.next_out = reinterpret_cast<Bytef*>(packed.data());
    state.avail_out = static_cast<uInt>(packed.size());
    deflate(&state, Z_FINISH);
    packed.resize(state.total_out);
    deflateEnd(&state);
    return packed;
}

} // namespace seedbed::tests
