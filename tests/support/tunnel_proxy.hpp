#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace seedbed::tests {

/// An HTTP proxy on 127.0.0.1 that makes tunnels to ports of this machine, on a thread of its own.
class tunnel_proxy {
public:
    tunnel_proxy() {
        boost::asio::co_spawn(loop_, accept(), boost::asio::detached);
        thread_ = std::thread([this] { loop_.run(); });
    }
    ~tunnel_proxy() {
        loop_.stop();
        thread_.join();
    }
    tunnel_proxy(const tunnel_proxy&) = delete;
    tunnel_proxy& operator=(const tunnel_proxy&) = delete;

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    std::size_t tunnels() const { return tunnels_; }

private:
    using tcp = boost::asio::ip::tcp;
    using shared_socket = std::shared_ptr<tcp::socket>;

    boost::asio::awaitable<void> accept() {
        for (;;) {
            auto client = std::make_shared<tcp::socket>(
                co_await acceptor_.async_accept(boost::asio::use_awaitable));
            boost::asio::co_spawn(loop_, serve(client), boost::asio::detached);
        }
    }

    boost::asio::awaitable<void> serve(shared_socket client) {
        std::string header;
        co_await boost::asio::async_read_until(
            *client, boost::asio::dynamic_buffer(header), "\r\n\r\n", boost::asio::use_awaitable);
        const std::size_t colon = header.find(':'); // CONNECT localhost:1234 HTTP/1.1
        const auto port = static_cast<std::uint16_t>(std::stoul(header.substr(colon + 1)));
        auto server = std::make_shared<tcp::socket>(loop_);
        const tcp::endpoint there(boost::asio::ip::address_v4::loopback(), port);
        co_await server->async_connect(there, boost::asio::use_awaitable);
        ++tunnels_;
        const std::string_view ready = "HTTP/1.1 200 Connection established\r\n\r\n";
        co_await boost::asio::async_write(
            *client, boost::asio::buffer(ready), boost::asio::use_awaitable);
        boost::asio::co_spawn(loop_, carry(server, client), boost::asio::detached);
        co_await carry(client, server);
    }

    boost::asio::awaitable<void> carry(shared_socket from, shared_socket to) {
        std::array<char, 4096> bytes;
        try {
            for (;;) {
                const std::size_t size = co_await from->async_read_some(boost::asio::buffer(bytes),
                                                                        boost::asio::use_awaitable);
                co_await boost::asio::async_write(
                    *to, boost::asio::buffer(bytes, size), boost::asio::use_awaitable);
            }
        } catch (const boost::system::system_error&) { // one side has hung up
            boost::system::error_code ignored;
            to->shutdown(tcp::socket::shutdown_send, ignored);
        }
    }

    boost::asio::io_context loop_;
    tcp::acceptor acceptor_{loop_, tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
    std::atomic<std::size_t> tunnels_{0};
    std::thread thread_;
};

} // namespace seedbed::tests
