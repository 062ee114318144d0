#include "https_server.hpp"

#include "core/loopback/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>

#include <optional>
#include <thread>
#include <utility>

namespace seedbed::tests {

namespace asio = boost::asio;

namespace {

asio::ssl::context make_context(const identity& who) {
    asio::ssl::context tls(asio::ssl::context::tls_server);
    tls.use_certificate_chain(asio::buffer(who.certificate));
    tls.use_private_key(asio::buffer(who.private_key), asio::ssl::context::pem);
    return tls;
}

} // namespace

struct https_server::running {
    running(responder respond, std::optional<asio::ssl::context> tls)
        : server(loop, std::move(respond), std::move(tls)), thread([this] { loop.run(); }) {}

    ~running() {
        loop.stop();
        thread.join();
    }

    asio::io_context loop;
    loopback::server server;
    std::thread thread;
};

https_server::https_server(responder respond)
    : running_(std::make_unique<running>(std::move(respond), std::nullopt)) {}

https_server::https_server(const identity& who, responder respond)
    : running_(std::make_unique<running>(std::move(respond), make_context(who))) {}

https_server::~https_server() = default;

std::uint16_t https_server::port() const {
    return running_->server.port();
}

std::string https_server::url(std::string_view path, std::string_view host) const {
    return running_->server.url(path, host);
}

std::size_t https_server::connections() const {
    return running_->server.connections();
}

std::vector<seen_request> https_server::requests() const {
    return running_->server.requests();
}

} // namespace seedbed::tests
