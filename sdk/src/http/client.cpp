#include "connection.hpp"
#include "failure.hpp"
#include "location.hpp"
#include "tls.hpp"

#include <seedbed/http.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/string.hpp>
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

outgoing compose(const location& where, const header_list& headers, const std::string& user_agent) {
    outgoing message(beast::http::verb::get, where.target, 11);
    for (const auto& [name, value] : headers) {
        check_header(name, value);
        message.insert(name, value);
    }
    message.set(beast::http::field::host, where.authority);
    message.set(beast::http::field::user_agent, user_agent);
    message.set(beast::http::field::accept_encoding, "identity"); // nothing here inflates
    message.set(beast::http::field::connection, "close");
    return message;
}

} // namespace

request::request(std::string where, header_list fields, http::limits allowed)
    : url(std::move(where)), headers(std::move(fields)), limits(allowed) {}

struct client::shared_state {
    asio::ssl::context tls;
    std::string user_agent;
};

client::client(client_options options) {
    if (options.user_agent.empty() || !is_field_value(options.user_agent))
        throw error(failure::usage,
                    fmt::format("The user agent \"{}\" cannot be sent. Give one line that says "
                                "who asks, such as \"seedbed/1.0 (+https://...)\".",
                                excerpt(options.user_agent)));
    state_ = std::make_shared<shared_state>(
        shared_state{make_tls_context(options.ca_file), std::move(options.user_agent)});
}

namespace {

asio::awaitable<response> attempt(asio::ssl::context& tls,
                                  const location& where,
                                  const limits& allowed,
                                  const outgoing& message) {
    try {
        connection link(co_await asio::this_coro::executor, tls, where, allowed);
        co_await link.open();
        // The connection is closed without TLS's farewell: the response's end is known by then.
        co_return co_await link.exchange(message);
    } catch (const boost::system::system_error& failed) {
        if (failed.code() != asio::error::operation_aborted)
            throw;
        fail(problem::cancelled, where.shown, "the request was cancelled");
    }
}

} // namespace

// Static: what it needs lives in the coroutine, not in the client that was asked.
asio::awaitable<response> client::perform(std::shared_ptr<shared_state> state, request wanted) {
    const location where = locate(wanted.url);
    const outgoing message = compose(where, wanted.headers, state->user_agent);
    co_return co_await attempt(state->tls, where, wanted.limits, message);
}

asio::awaitable<response> client::get(request wanted) const {
    return perform(state_, std::move(wanted));
}

std::optional<std::string_view> response::header(std::string_view name) const {
    for (const auto& [field, value] : headers) {
        if (beast::iequals(field, name))
            return value;
    }
    return std::nullopt;
}

} // namespace seedbed::http
