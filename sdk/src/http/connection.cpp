#include "connection.hpp"

#include "failure.hpp"
#include "tls.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <fmt/format.h>

#include <memory>

namespace seedbed::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint32_t header_limit = 65'536; // Cloudflare's cookies and policies pass 8 KiB
constexpr std::size_t buffer_limit = 131'072;  // a header and one read

using incoming = beast::http::response_parser<beast::http::string_body>;

std::string text_of(const tcp::endpoint& address) {
    return address.address().is_v6()
               ? fmt::format("[{}]:{}", address.address().to_string(), address.port())
               : fmt::format("{}:{}", address.address().to_string(), address.port());
}

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

problem cause_of_broken_response(const error_code& failed) {
    if (failed == beast::http::error::body_limit || failed == beast::http::error::header_limit ||
        failed == beast::http::error::buffer_overflow)
        return problem::too_large;
    if (failed == beast::http::error::end_of_stream ||
        failed == beast::http::error::partial_message)
        return problem::truncated;
    static const error_code http_error = beast::http::error::bad_version;
    if (failed.category() == http_error.category())
        return problem::protocol;
    if (failed.category() == asio::error::get_ssl_category())
        return problem::tls;
    return problem::truncated; // reset, or closed without TLS's close_notify
}

[[noreturn]] void
fail_response(const location& where, const limits& allowed, incoming& parser, error_code failed) {
    const problem cause = cause_of_broken_response(failed);
    if (cause == problem::too_large && parser.is_header_done())
        fail(cause,
             where.shown,
             fmt::format("the body is larger than the limit of {} bytes", allowed.body_bytes));
    if (cause == problem::too_large)
        fail(cause, where.shown, fmt::format("the header is larger than {} bytes", header_limit));
    if (cause != problem::truncated)
        fail(cause, where.shown, fmt::format("reading the response: {}", failed.message()));
    if (!parser.is_header_done())
        fail(cause,
             where.shown,
             fmt::format("the connection ended before a response came ({})", failed.message()));
    const auto announced = parser.content_length();
    fail(cause,
         where.shown,
         fmt::format("the connection ended after {} bytes of a body of {} ({})",
                     parser.get().body().size(),
                     announced ? fmt::format("{}", *announced) : "unknown size",
                     failed.message()));
}

response to_response(beast::http::response<beast::http::string_body>&& message) {
    response result;
    result.status = message.result_int();
    result.reason = std::string(message.reason());
    for (const auto& field : message)
        result.headers.emplace_back(field.name_string(), field.value());
    result.body = std::move(message.body());
    return result;
}

} // namespace

connection::connection(const asio::any_io_executor& executor,
                       asio::ssl::context& tls,
                       const location& where,
                       const limits& allowed)
    : where_(where), allowed_(allowed), end_(clock::now() + allowed.total), stream_(executor, tls) {
}

asio::awaitable<void> connection::open() {
    const deadline until = within(allowed_.connect, "connect", "connecting");
    const endpoints addresses = co_await look_up(until);
    co_await connect(addresses, until);
    if (where_.tls)
        co_await shake_hands(until);
}

asio::awaitable<response> connection::exchange(const outgoing& message) {
    if (where_.tls) {
        co_await send(stream_, message);
        co_return co_await receive(stream_);
    }
    co_await send(tcp(), message);
    co_return co_await receive(tcp());
}

connection::deadline connection::within(std::chrono::milliseconds length,
                                        std::string_view name,
                                        std::string_view step) const {
    const clock::time_point now = clock::now();
    const deadline total{end_, "total", allowed_.total};
    if (now >= end_)
        time_out(total, step);
    return now + length < end_ ? deadline{now + length, name, length} : total;
}

void connection::time_out(const deadline& until, std::string_view step) const {
    fail(problem::timeout,
         where_.shown,
         fmt::format("the {} limit of {:g} s ran out while {}",
                     until.name,
                     std::chrono::duration<double>(until.length).count(),
                     step));
}

asio::awaitable<connection::endpoints> connection::look_up(deadline until) {
    error_code no_address;
    const auto address = asio::ip::make_address(where_.host, no_address);
    if (!no_address)
        co_return endpoints{tcp::endpoint(address, where_.port)};

    const auto pending = std::make_shared<pending_look_up>(stream_.get_executor());
    pending->finished.expires_at(until.at);
    pending->resolver.async_resolve(
        where_.host,
        std::to_string(where_.port),
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
        time_out(until, "looking up the host's name");
    }
    if (pending->failed)
        fail(problem::resolve,
             where_.shown,
             fmt::format("the host's name has no address: {}", pending->failed.message()));

    // The system's order (RFC 6724) puts IPv6 first where this machine has a route for it.
    endpoints addresses;
    for (const auto& entry : pending->results) {
        if (where_.tls || entry.endpoint().address().is_loopback())
            addresses.push_back(entry.endpoint());
    }
    if (addresses.empty())
        fail(problem::insecure_url, where_.shown, "plain HTTP, and the name leads elsewhere");
    co_return addresses;
}

asio::awaitable<void> connection::connect(const endpoints& addresses, deadline until) {
    std::string refusals;
    std::size_t left = addresses.size();
    for (const tcp::endpoint& address : addresses) {
        const clock::time_point now = clock::now();
        if (now >= until.at)
            break;
        tcp().close(); // the address before may have been of the other family
        tcp().expires_at(now + (until.at - now) / left--);
        error_code failed;
        co_await tcp().async_connect(address, asio::redirect_error(asio::use_awaitable, failed));
        if (!failed)
            co_return;
        rethrow_if_cancelled(failed);
        refusals += fmt::format(
            "{}{}: {}", refusals.empty() ? "" : "; ", text_of(address), failed.message());
    }
    if (clock::now() >= until.at)
        time_out(until, fmt::format("connecting ({})", refusals));
    fail(problem::connect, where_.shown, fmt::format("no connection ({})", refusals));
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
        time_out(until, "making the TLS handshake");
    if (!refusal_.empty())
        fail(problem::tls, where_.shown, "the server's certificate is refused: " + refusal_);
    fail(problem::tls, where_.shown, "the TLS handshake failed: " + failed.message());
}

template <class Stream>
asio::awaitable<void> connection::send(Stream& stream, const outgoing& message) {
    const std::string_view step = "sending the request";
    const deadline until = within(allowed_.read, "read", step);
    tcp().expires_at(until.at);
    error_code failed;
    co_await beast::http::async_write(
        stream, message, asio::redirect_error(asio::use_awaitable, failed));
    if (!failed)
        co_return;
    rethrow_if_cancelled(failed);
    if (failed == beast::error::timeout)
        time_out(until, step);
    fail(problem::truncated,
         where_.shown,
         fmt::format("the connection ended while sending the request ({})", failed.message()));
}

template <class Stream>
asio::awaitable<response> connection::receive(Stream& stream) {
    const std::string_view step = "waiting for the response";
    beast::flat_buffer buffer(buffer_limit);
    for (;;) {
        incoming parser;
        parser.header_limit(header_limit);
        parser.body_limit(allowed_.body_bytes);
        parser.eager(true);
        while (!parser.is_done()) {
            const deadline until = within(allowed_.read, "read", step);
            tcp().expires_at(until.at);
            error_code failed;
            co_await beast::http::async_read_some(
                stream, buffer, parser, asio::redirect_error(asio::use_awaitable, failed));
            rethrow_if_cancelled(failed);
            if (failed == beast::error::timeout)
                time_out(until, step);
            if (failed)
                fail_response(where_, allowed_, parser, failed);
        }
        const bool interim = parser.get().result_int() < 200; // as 103 Early Hints: more follows
        if (!interim)
            co_return to_response(parser.release());
    }
}

} // namespace seedbed::http
