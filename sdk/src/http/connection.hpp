#pragma once

#include "connecting.hpp"
#include "location.hpp"
#include "proxies.hpp"
#include "step.hpp"
#include "time_limits.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <optional>
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
               const std::optional<proxy>& via,
               const time_limits& time);

    /// Looks the host up (or its proxy), connects to the first of its addresses that answers, and
    /// makes the TLS handshake where the URL wants one.
    boost::asio::awaitable<void> open();

    /// Sends the request and reads the whole response, of no more than `body_limit` bytes.
    boost::asio::awaitable<response>
    exchange(const outgoing& message, std::uint64_t body_limit, receiver& into);

private:
    boost::asio::awaitable<endpoints> look_up(deadline until);
    boost::asio::awaitable<void> connect(const endpoints& addresses, deadline until);
    boost::asio::awaitable<void> make_tunnel(deadline until);
    boost::asio::awaitable<void> shake_hands(deadline until);
    template <class Stream>
    boost::asio::awaitable<void> send(Stream& stream, const outgoing& message, deadline until);

    const std::string& next_host() const { return via_ ? via_->host : where_.host; }
    std::uint16_t next_port() const { return via_ ? via_->port : where_.port; }
    std::string through() const; ///< " through the proxy p:3128", or nothing
    boost::beast::tcp_stream& tcp() { return stream_.next_layer(); }

    const location& where_;
    const std::optional<proxy>& via_;
    const time_limits& time_;
    std::string refusal_; ///< why the server's certificate is refused, where it is
    boost::asio::ssl::stream<boost::beast::tcp_stream> stream_; ///< for plain HTTP only its tcp()
};

} // namespace seedbed::http
