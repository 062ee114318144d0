#include "transport.hpp"

#include "connection.hpp"
#include "location.hpp"
#include "proxies.hpp"
#include "tls.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/beast/http/field.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace seedbed::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

namespace {

/// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
    static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) != 0 || marks.find(static_cast<char>(c)) != std::string_view::npos;
    });
}

/// A line break in a value would begin a field of its own.
bool is_field_value(std::string_view text) {
    return std::ranges::none_of(
        text, [](unsigned char c) { return (c < ' ' && c != '\t') || c == 0x7f; });
}

/// Names the field and never its value, which may be a key.
void check_header(const std::string& name, const std::string& value) {
    if (!is_token(name))
        throw error(failure::usage,
                    fmt::format("\"{}\" is no name for a request header. Use letters, digits and "
                                "'-'.",
                                excerpt(name)));
    if (!is_field_value(value))
        throw error(failure::usage,
                    fmt::format("The value for the request header \"{}\" has a line break or "
                                "another control character. Check where it comes from, an "
                                "environment variable for example.",
                                name));
}

std::string checked_user_agent(const std::string& text) {
    if (text.empty() || !is_field_value(text))
        throw error(failure::usage,
                    fmt::format("The user agent \"{}\" cannot be sent. Give one line that says "
                                "who asks, such as \"seedbed/1.0 (+https://...)\".",
                                excerpt(text)));
    return text;
}

outgoing compose(const location& where, const header_list& headers, const std::string& user_agent) {
    outgoing message(beast::http::verb::get, where.target, 11);
    for (const auto& [name, value] : headers) {
        check_header(name, value);
        message.insert(name, value);
    }
    message.set(beast::http::field::host, where.authority);
    message.set(beast::http::field::user_agent, user_agent);
    message.set(beast::http::field::connection, "close");
    return message;
}

/// Through a proxy, plain HTTP names the whole URL; a tunnel needs nothing.
void address_to_proxy(outgoing& message, const location& where, const proxy& via) {
    if (where.tls)
        return;
    message.target(where.shown + where.target);
    if (!via.authorization.empty())
        message.set(beast::http::field::proxy_authorization, via.authorization);
}

} // namespace

transport::transport(const client_options& options, const timekeeper& time)
    : tls_(make_tls_context(options.ca_file)), user_agent_(checked_user_agent(options.user_agent)),
      proxies_(options.proxies), time_(time) {}

asio::awaitable<response> transport::get(const inquiry& wanted, receiver& into) {
    const location where = locate(wanted.request.url);
    const std::optional<proxy> via = proxy_for(where, proxies_);
    outgoing message = compose(where, wanted.request.headers, user_agent_);
    if (via)
        address_to_proxy(message, where, *via);
    const time_limits time(where, wanted.request.limits, wanted.time.left(time_.now()));
    connection link(co_await asio::this_coro::executor, tls_, where, via, time);
    co_await link.open();
    // The connection is closed without TLS's farewell: the response's end is known by then.
    co_return co_await link.exchange(message, *wanted.request.limits.body_bytes, into);
}

} // namespace seedbed::http
