#pragma once

#include "location.hpp"

#include <seedbed/http.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::http {

using outgoing = boost::beast::http::request<boost::beast::http::empty_body>;

/// One connection for one request: open() it, then exchange(). Both throw transport_error, or
/// boost::system::system_error with operation_aborted when they are cancelled. What the
/// constructor is given by reference outlives the connection.
class connection {
public:
    connection(const boost::asio::any_io_executor& executor,
               boost::asio::ssl::context& tls,
               const location& where,
               const limits& allowed);

    /// Looks the host up, connects to the first of its addresses that answers, and makes the TLS
    /// handshake where the URL wants one.
    boost::asio::awaitable<void> open();

    /// Sends the request and reads the whole response.
    boost::asio::awaitable<response> exchange(const outgoing& message);

private:
    using clock = std::chrono::steady_clock;
    using endpoints = std::vector<boost::asio::ip::tcp::endpoint>;

    /// When a step must have ended, and the limit that says so.
    struct deadline {
        clock::time_point at;
        std::string_view name;
        std::chrono::milliseconds length;
    };

    /// `length` from now, or the end of the whole request where that is sooner. Throws when that
    /// is over already.
    deadline
    within(std::chrono::milliseconds length, std::string_view name, std::string_view step) const;

    boost::asio::awaitable<endpoints> look_up(deadline until);
    boost::asio::awaitable<void> connect(const endpoints& addresses, deadline until);
    boost::asio::awaitable<void> shake_hands(deadline until);

    template <class Stream>
    boost::asio::awaitable<void> send(Stream& stream, const outgoing& message);
    template <class Stream>
    boost::asio::awaitable<response> receive(Stream& stream);

    [[noreturn]] void time_out(const deadline& until, std::string_view step) const;
    boost::beast::tcp_stream& tcp() { return stream_.next_layer(); }

    const location& where_;
    const limits& allowed_;
    clock::time_point end_;
    std::string refusal_; ///< why the server's certificate is refused, where it is
    boost::asio::ssl::stream<boost::beast::tcp_stream> stream_; ///< for plain HTTP only its tcp()
};

} // namespace seedbed::http
