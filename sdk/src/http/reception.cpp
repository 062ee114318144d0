#include "reception.hpp"

#include "failure.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include <array>
#include <optional>

namespace seedbed::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr std::uint32_t header_limit = 65'536; // Cloudflare's cookies and policies pass 8 KiB
constexpr std::size_t buffer_limit = 131'072;  // a header and one read
constexpr std::string_view part = "waiting for the response";

using incoming = beast::http::response_parser<beast::http::buffer_body>;

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

response head_of(const incoming& parser) {
    response head;
    head.status = parser.get().result_int();
    head.reason = std::string(parser.get().reason());
    for (const auto& field : parser.get())
        head.headers.emplace_back(field.name_string(), field.value());
    return head;
}

template <class Stream>
class reception {
public:
    reception(Stream& stream, beast::tcp_stream& tcp, const reception_rules& rules, receiver& into)
        : stream_(stream), tcp_(tcp), rules_(rules), into_(into) {}

    asio::awaitable<response> run() {
        for (;;) {
            next_response();
            co_await read_header();
            const bool interim = parser_->get().result_int() < 200; // as 103 Early Hints
            if (interim)
                continue;
            const response head = head_of(*parser_);
            into_.begin(head);
            while (!parser_->is_done())
                co_await read_body();
            co_return head;
        }
    }

private:
    void next_response() {
        parser_.emplace();
        parser_->header_limit(header_limit);
        parser_->body_limit(rules_.body_limit);
    }

    asio::awaitable<void> read_header() {
        while (!parser_->is_header_done()) {
            const deadline until = rules_.time.for_reading(part);
            tcp_.expires_at(until.at);
            error_code failed;
            co_await beast::http::async_read_some(
                stream_, buffer_, *parser_, asio::redirect_error(asio::use_awaitable, failed));
            check(failed, until);
        }
    }

    asio::awaitable<void> read_body() {
        const deadline until = rules_.time.for_reading(part);
        tcp_.expires_at(until.at);
        parser_->eager(true);
        parser_->get().body().data = chunk_.data();
        parser_->get().body().size = chunk_.size();
        error_code failed;
        co_await beast::http::async_read_some(
            stream_, buffer_, *parser_, asio::redirect_error(asio::use_awaitable, failed));
        if (failed == beast::http::error::need_buffer)
            failed = {};
        const std::size_t got = chunk_.size() - parser_->get().body().size;
        received_ += got;
        if (got > 0)
            into_.write({chunk_.data(), got});
        check(failed, until);
    }

    void check(const error_code& failed, const deadline& until) const {
        if (!failed)
            return;
        if (failed == asio::error::operation_aborted)
            throw boost::system::system_error(failed);
        if (failed == beast::error::timeout)
            rules_.time.time_out(until, part);
        fail_response(failed);
    }

    [[noreturn]] void fail_response(const error_code& failed) const {
        const problem cause = cause_of_broken_response(failed);
        const std::string_view where = rules_.where.shown;
        if (failed == beast::http::error::body_limit)
            fail(cause,
                 where,
                 fmt::format("the body is larger than the limit of {} bytes", rules_.body_limit));
        if (cause == problem::too_large)
            fail(cause, where, fmt::format("the header is larger than {} bytes", header_limit));
        if (cause != problem::truncated)
            fail(cause, where, fmt::format("reading the response: {}", failed.message()));
        if (!parser_->is_header_done())
            fail(cause,
                 where,
                 fmt::format("the connection ended before a response came ({})", failed.message()));
        const auto announced = parser_->content_length();
        fail(cause,
             where,
             fmt::format("the connection ended after {} bytes of a body of {} ({})",
                         received_,
                         announced ? fmt::format("{}", *announced) : "unknown size",
                         failed.message()));
    }

    Stream& stream_;
    beast::tcp_stream& tcp_;
    const reception_rules& rules_;
    receiver& into_;
    beast::flat_buffer buffer_{buffer_limit};
    std::optional<incoming> parser_;
    std::array<char, 65'536> chunk_;
    std::uint64_t received_ = 0;
};

} // namespace

template <class Stream>
asio::awaitable<response>
receive(Stream& stream, beast::tcp_stream& tcp, const reception_rules& rules, receiver& into) {
    reception<Stream> incoming_response(stream, tcp, rules, into);
    co_return co_await incoming_response.run();
}

template asio::awaitable<response>
receive(beast::tcp_stream&, beast::tcp_stream&, const reception_rules&, receiver&);
template asio::awaitable<response> receive(asio::ssl::stream<beast::tcp_stream>&,
                                           beast::tcp_stream&,
                                           const reception_rules&,
                                           receiver&);

} // namespace seedbed::http
