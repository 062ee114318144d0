#include "connection.hpp"

#include "failure.hpp"
#include "reception.hpp"
#include "tls.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <memory>

namespace seedbed::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::string_view sending = "sending the request";
constexpr std::string_view making_tunnel = "asking the proxy for a tunnel";

void rethrow_if_cancelled(const error_code& failed) {
    if (failed == asio::error::operation_aborted)
        throw boost::system::system_error(failed);
}

/// A look-up that the waiting side can leave behind: getaddrinfo runs in a thread of Asio's and
/// cannot be broken off.
struct pending_look_up {
    explicit pending_look_up(const asio::any_io_executor& executor)
        : resolver(executor), finished(executor) {}

    tcp::resolver resolver;
    asio::steady_timer finished; ///< cancelled, so woken, when the result is in
    bool done = false;
    error_code failed;
    tcp::resolver::results_type results;
};

outgoing tunnel_request(const location& where, const proxy& via) {
    const bool bracketed = where.host.find(':') != std::string::npos;
    const std::string server = fmt::format(
        "{}{}{}:{}", bracketed ? "[" : "", where.host, bracketed ? "]" : "", where.port);
    outgoing message(beast::http::verb::connect, server, 11);
    message.set(beast::http::field::host, server);
    if (!via.authorization.empty())
        message.set(beast::http::field::proxy_authorization, via.authorization);
    return message;
}

} // namespace

connection::connection(const asio::any_io_executor& executor,
                       asio::ssl::context& tls,
                       const location& where,
                       const std::optional<proxy>& via,
                       const time_limits& time)
    : where_(where), via_(via), time_(time), stream_(executor, tls) {}

std::string connection::through() const {
    return via_ ? fmt::format(" to the proxy {}", via_->shown) : std::string();
}

asio::awaitable<void> connection::open() {
    const deadline until = time_.for_connecting();
    const endpoints addresses = co_await look_up(until);
    co_await connect(addresses, until);
    if (!where_.tls)
        co_return;
    if (via_)
        co_await make_tunnel(until);
    co_await shake_hands(until);
}

asio::awaitable<response>
connection::exchange(const outgoing& message, std::uint64_t body_limit, receiver& into) {
    const reception_rules rules{where_, time_, body_limit};
    const deadline until = time_.for_reading(sending);
    if (where_.tls) {
        co_await send(stream_, message, until);
        co_return co_await receive(stream_, tcp(), rules, into);
    }
    co_await send(tcp(), message, until);
    co_return co_await receive(tcp(), tcp(), rules, into);
}

asio::awaitable<endpoints> connection::look_up(deadline until) {
    error_code no_address;
    const auto address = asio::ip::make_address(next_host(), no_address);
    endpoints addresses;
    if (!no_address)
        addresses.emplace_back(address, next_port());

    const auto pending = std::make_shared<pending_look_up>(stream_.get_executor());
    if (addresses.empty()) {
        pending->finished.expires_at(until.at);
        pending->resolver.async_resolve(
            next_host(),
            std::to_string(next_port()),
            [pending](const error_code& failed, const tcp::resolver::results_type& results) {
                pending->done = true;
                pending->failed = failed;
                pending->results = results;
                pending->finished.cancel();
            });
        error_code woken;
        co_await pending->finished.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        if (!pending->done) {
            pending->resolver.cancel();
            rethrow_if_cancelled(woken);
            time_.time_out(until, "looking up the host's name");
        }
    }
    if (pending->failed)
        fail(problem::resolve,
             where_.shown,
             fmt::format("the {} name has no address: {}",
                         via_ ? fmt::format("proxy's ({})", via_->shown) : "host's",
                         pending->failed.message()));

    // The system's order (RFC 6724) puts IPv6 first where this machine has a route for it.
    for (const auto& entry : pending->results)
        addresses.push_back(entry.endpoint());
    if (!where_.tls)
        std::erase_if(addresses, [](const auto& each) { return !each.address().is_loopback(); });
    if (addresses.empty())
        fail(problem::insecure_url,
             where_.shown,
             via_ ? fmt::format("plain HTTP, and the proxy {} is elsewhere", via_->shown)
                  : "plain HTTP, and the name leads elsewhere");
    co_return addresses;
}

asio::awaitable<void> connection::connect(const endpoints& addresses, deadline until) {
    const std::string refusals = co_await connect_to_first(tcp(), addresses, until.at);
    if (refusals.empty())
        co_return;
    if (time_limits::clock::now() >= until.at)
        time_.time_out(until, fmt::format("connecting{} ({})", through(), refusals));
    fail(problem::connect, where_.shown, fmt::format("no connection{} ({})", through(), refusals));
}

asio::awaitable<void> connection::make_tunnel(deadline until) {
    const outgoing message = tunnel_request(where_, *via_);
    co_await send(tcp(), message, until);
    beast::flat_buffer buffer;
    beast::http::response_parser<beast::http::empty_body> parser;
    parser.skip(true); // what follows is the server's
    error_code failed;
    co_await beast::http::async_read_header(
        tcp(), buffer, parser, asio::redirect_error(asio::use_awaitable, failed));
    rethrow_if_cancelled(failed);
    if (failed == beast::error::timeout)
        time_.time_out(until, making_tunnel);
    if (failed)
        fail(problem::connect,
             where_.shown,
             fmt::format("the proxy {} does not answer: {}", via_->shown, failed.message()));
    const unsigned status = parser.get().result_int();
    if (status / 100 != 2)
        fail(problem::connect,
             where_.shown,
             fmt::format("the proxy {} refuses a tunnel: {} {}{}",
                         via_->shown,
                         status,
                         excerpt(std::string(parser.get().reason()), 60),
                         status == 407 ? "; its URL needs a user name and a password" : ""));
}

asio::awaitable<void> connection::shake_hands(deadline until) {
    expect_server(stream_.native_handle(), where_.host);
    stream_.set_verify_callback([this](bool accepted, asio::ssl::verify_context& verification) {
        if (!accepted)
            refusal_ = certificate_problem(verification.native_handle());
        return accepted;
    });
    tcp().expires_at(until.at);
    error_code failed;
    co_await stream_.async_handshake(asio::ssl::stream_base::client,
                                     asio::redirect_error(asio::use_awaitable, failed));
    if (!failed)
        co_return;
    rethrow_if_cancelled(failed);
    if (failed == beast::error::timeout)
        time_.time_out(until, "making the TLS handshake");
    if (!refusal_.empty())
        fail(problem::tls, where_.shown, "the server's certificate is refused: " + refusal_);
    if (failed.category() != asio::error::get_ssl_category())
        fail(problem::connect,
             where_.shown,
             "the connection ended during the TLS handshake: " + failed.message());
    fail(problem::tls, where_.shown, "the TLS handshake failed: " + failed.message());
}

template <class Stream>
asio::awaitable<void> connection::send(Stream& stream, const outgoing& message, deadline until) {
    tcp().expires_at(until.at);
    error_code failed;
    co_await beast::http::async_write(
        stream, message, asio::redirect_error(asio::use_awaitable, failed));
    if (!failed)
        co_return;
    rethrow_if_cancelled(failed);
    if (failed == beast::error::timeout)
        time_.time_out(until, sending);
    fail(problem::truncated,
         where_.shown,
         fmt::format("the connection ended while sending the request ({})", failed.message()));
}

} // namespace seedbed::http
