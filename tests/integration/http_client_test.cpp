#include "tests/support/https_server.hpp"

#include <seedbed/http.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>

namespace http = seedbed::http;
namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::ip::tcp;
using seedbed::tests::answer;
using seedbed::tests::certificate_authority;
using seedbed::tests::ending;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;
using seedbed::tests::validity;

namespace {

constexpr auto user_agent = "seedbed/test (+https://example.com/about)";

http::client plain_client() {
    return http::client({.user_agent = user_agent});
}

http::client client_trusting(const certificate_authority& authority) {
    return http::client({.ca_file = authority.file(), .user_agent = user_agent});
}

/// Long enough for a loaded machine: only tests that wait for a limit shorten it.
http::limits patient() {
    return {.connect = 30s, .read = 30s, .total = 60s};
}

http::response
get(const http::client& client, const std::string& url, const http::limits& limits = patient()) {
    asio::io_context loop;
    std::exception_ptr failed;
    http::response result;
    asio::co_spawn(loop,
                   client.get(http::request(url, {}, limits)),
                   [&](const std::exception_ptr& thrown, http::response got) {
                       failed = thrown;
                       result = std::move(got);
                   });
    loop.run();
    if (failed)
        std::rethrow_exception(failed);
    return result;
}

/// Whether the error has that cause and says that text.
auto is(http::problem cause, const std::string& text) {
    return [cause, text](const http::transport_error& thrown) {
        BOOST_TEST_MESSAGE(thrown.what());
        BOOST_TEST(static_cast<int>(thrown.cause()) == static_cast<int>(cause));
        BOOST_TEST_CONTEXT(thrown.what())
        BOOST_TEST(std::string(thrown.what()).find(text) != std::string::npos);
        return thrown.cause() == cause;
    };
}

/// A server whose answer is these bytes.
https_server raw_server(const answer& reply) {
    return https_server([reply](const seen_request&) { return reply; });
}

struct https {
    certificate_authority authority;
    http::client client = client_trusting(authority);

    https_server serve(const answer& reply, const std::string& names = "IP:127.0.0.1") const {
        return https_server(authority.issue(names), [reply](const seen_request&) { return reply; });
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(http_client_test)

BOOST_AUTO_TEST_SUITE(certificates)

BOOST_FIXTURE_TEST_CASE(a_server_of_a_trusted_authority_is_asked, https) {
    const https_server server = serve(http_answer(200, R"({"a":1})", {"X-Note: yes"}));
    const http::response got = get(client, server.url("/latest?x=1"));
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(got.reason == "OK");
    BOOST_TEST(got.body == R"({"a":1})");
    BOOST_TEST(got.header("x-note").value() == "yes");
    BOOST_TEST(server.requests().at(0).target == "/latest?x=1");
}

BOOST_FIXTURE_TEST_CASE(an_address_is_checked_and_not_sent_as_server_name, https) {
    const https_server server = serve(http_answer(200, ""));
    get(client, server.url("/"));
    BOOST_TEST(server.requests().at(0).server_name == "");
}

BOOST_FIXTURE_TEST_CASE(a_host_name_is_checked_and_sent_as_server_name, https) {
    const https_server server = serve(http_answer(200, ""), "DNS:localhost");
    get(client, server.url("/", "localhost"));
    BOOST_TEST(server.requests().at(0).server_name == "localhost");
    BOOST_TEST(server.requests().at(0).header("Host") ==
               fmt::format("localhost:{}", server.port()));
}

BOOST_FIXTURE_TEST_CASE(a_server_of_another_authority_is_refused, https) {
    const certificate_authority other;
    const https_server server(other.issue("IP:127.0.0.1"),
                              [](const seen_request&) { return http_answer(200, ""); });
    BOOST_CHECK_EXCEPTION(get(client, server.url("/")),
                          http::transport_error,
                          is(http::problem::tls, "certificate is refused"));
    BOOST_TEST(server.requests().empty());
}

BOOST_FIXTURE_TEST_CASE(without_its_authority_a_server_is_refused, https) {
    const https_server server = serve(http_answer(200, ""));
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::tls, "certificate is refused"));
    BOOST_TEST(server.requests().empty());
}

BOOST_FIXTURE_TEST_CASE(a_certificate_for_another_name_is_refused_and_both_are_named, https) {
    const https_server server = serve(http_answer(200, ""), "DNS:a.example,DNS:b.example");
    BOOST_CHECK_EXCEPTION(get(client, server.url("/", "localhost")),
                          http::transport_error,
                          is(http::problem::tls, "a.example, b.example"));
    BOOST_CHECK_EXCEPTION(get(client, server.url("/", "localhost")),
                          http::transport_error,
                          is(http::problem::tls, "https://localhost:"));
    BOOST_TEST(server.requests().empty());
}

BOOST_FIXTURE_TEST_CASE(a_certificate_for_another_address_is_refused, https) {
    const https_server server = serve(http_answer(200, ""), "DNS:127.0.0.1,IP:127.0.0.2");
    BOOST_CHECK_EXCEPTION(get(client, server.url("/")),
                          http::transport_error,
                          is(http::problem::tls, "IP address mismatch"));
}

BOOST_FIXTURE_TEST_CASE(an_expired_certificate_is_refused, https) {
    const https_server server(authority.issue("IP:127.0.0.1", validity::expired),
                              [](const seen_request&) { return http_answer(200, ""); });
    BOOST_CHECK_EXCEPTION(
        get(client, server.url("/")), http::transport_error, is(http::problem::tls, "expired"));
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_server_that_speaks_no_tls_is_refused) {
    const https_server server = raw_server(http_answer(200, ""));
    BOOST_CHECK_EXCEPTION(get(plain_client(), fmt::format("https://127.0.0.1:{}/", server.port())),
                          http::transport_error,
                          is(http::problem::tls, "handshake"));
}

BOOST_FIXTURE_TEST_CASE(a_missing_farewell_after_the_whole_body_is_success, https) {
    answer reply = http_answer(200, "whole");
    reply.end = ending::abrupt;
    const https_server server = serve(reply);
    BOOST_TEST(get(client, server.url("/")).body == "whole");
}

BOOST_FIXTURE_TEST_CASE(a_body_without_a_length_ends_with_the_farewell, https) {
    const https_server server = serve({{"HTTP/1.1 200 OK\r\n\r\n", "whole"}, {}, ending::orderly});
    BOOST_TEST(get(client, server.url("/")).body == "whole");
}

BOOST_FIXTURE_TEST_CASE(a_body_without_a_length_and_without_the_farewell_is_truncated, https) {
    const https_server server = serve({{"HTTP/1.1 200 OK\r\n\r\n", "part"}, {}, ending::abrupt});
    BOOST_CHECK_EXCEPTION(get(client, server.url("/")),
                          http::transport_error,
                          is(http::problem::truncated, "4 bytes of a body of unknown size"));
}

BOOST_AUTO_TEST_CASE(a_missing_ca_file_is_an_error_that_names_it) {
    BOOST_CHECK_EXCEPTION(
        http::client({.ca_file = "/nonexistent/ca.pem", .user_agent = user_agent}),
        seedbed::error,
        [](const seedbed::error& thrown) {
            return thrown.kind() == seedbed::failure::usage &&
                   std::string(thrown.what()).find("/nonexistent/ca.pem") != std::string::npos;
        });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(the_request_says_who_asks_and_wants_no_coding) {
    const https_server server = raw_server(http_answer(200, ""));
    get(plain_client(), server.url("/"));
    const seen_request seen = server.requests().at(0);
    BOOST_TEST(seen.header("User-Agent") == user_agent);
    BOOST_TEST(seen.header("Accept-Encoding") == "identity");
    BOOST_TEST(seen.header("Connection") == "close");
    BOOST_TEST(seen.header("Host") == fmt::format("127.0.0.1:{}", server.port()));
}

http::response get_with_header(const https_server& server, std::string name, std::string value) {
    asio::io_context loop;
    std::exception_ptr failed;
    http::response result;
    http::request wanted(server.url("/"), {{std::move(name), std::move(value)}}, patient());
    asio::co_spawn(loop,
                   plain_client().get(std::move(wanted)), // and the client is gone at once
                   [&](const std::exception_ptr& thrown, http::response got) {
                       failed = thrown;
                       result = std::move(got);
                   });
    loop.run();
    if (failed)
        std::rethrow_exception(failed);
    return result;
}

BOOST_AUTO_TEST_CASE(a_header_of_the_caller_is_sent) {
    const https_server server = raw_server(http_answer(200, ""));
    get_with_header(server, "X-Api-Key", "k e y");
    BOOST_TEST(server.requests().at(0).header("x-api-key") == "k e y");
}

// g++ 12 frees some kinds of temporaries in a co_await expression twice; a request is none of them.
BOOST_AUTO_TEST_CASE(a_request_may_be_made_where_it_is_awaited) {
    const https_server server = raw_server(http_answer(200, "ok"));
    const auto ask = [](http::client client, std::string url) -> asio::awaitable<std::string> {
        co_return (co_await client.get(http::request(url))).body;
    };
    asio::io_context loop;
    std::string body;
    asio::co_spawn(loop,
                   ask(plain_client(), server.url("/a-path-too-long-for-the-small-string")),
                   [&body](const std::exception_ptr&, std::string got) { body = std::move(got); });
    loop.run();
    BOOST_TEST(body == "ok");
}

BOOST_AUTO_TEST_CASE(a_header_that_would_begin_another_is_refused_without_showing_it) {
    const https_server server = raw_server(http_answer(200, ""));
    const auto names_only_the_field = [](const seedbed::error& thrown) {
        const std::string message = thrown.what();
        return message.find("X-Api-Key") != std::string::npos &&
               message.find("hidden") == std::string::npos;
    };
    BOOST_CHECK_EXCEPTION(get_with_header(server, "X-Api-Key", "hidden\r\nX: y"),
                          seedbed::error,
                          names_only_the_field);
    BOOST_CHECK_THROW(get_with_header(server, "X Api:", "a"), seedbed::error);
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_user_agent_is_required_and_one_line) {
    BOOST_CHECK_THROW(http::client({.user_agent = ""}), seedbed::error);
    BOOST_CHECK_THROW(http::client({.user_agent = "a\nb"}), seedbed::error);
}

BOOST_AUTO_TEST_CASE(a_bad_status_is_a_response) {
    for (const unsigned status : {301U, 404U, 429U, 500U}) {
        const https_server server = raw_server(http_answer(status, "no", {"Location: /b"}));
        const http::response got = get(plain_client(), server.url("/a"));
        BOOST_TEST(got.status == status);
        BOOST_TEST(got.body == "no");
        BOOST_TEST(server.connections() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_body_has_an_empty_one) {
    const https_server server = raw_server({{"HTTP/1.1 204 No Content\r\n\r\n"}, {}, ending::held});
    const http::response got = get(plain_client(), server.url("/"));
    BOOST_TEST(got.status == 204U);
    BOOST_TEST(got.body == "");
}

BOOST_AUTO_TEST_CASE(chunks_with_extensions_and_trailers_make_one_body) {
    const https_server server =
        raw_server({{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                     "4;note=\"x\"\r\nseed\r\n3\r\nb",
                     "ed\r\n0\r\nX-Sum: 1\r\n\r\n"},
                    10ms,
                    ending::held});
    BOOST_TEST(get(plain_client(), server.url("/")).body == "seedbed");
}

BOOST_AUTO_TEST_CASE(an_interim_answer_is_passed_over) {
    const https_server server =
        raw_server({{"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n"
                     "Content-Length: 2\r\n\r\nok"},
                    {},
                    ending::held});
    const http::response got = get(plain_client(), server.url("/"));
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(got.body == "ok");
    BOOST_TEST(!got.header("Link").has_value());
}

BOOST_AUTO_TEST_CASE(a_cut_body_is_truncated) {
    const https_server cut = raw_server(
        {{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "1234"}, {}, ending::orderly});
    BOOST_CHECK_EXCEPTION(get(plain_client(), cut.url("/")),
                          http::transport_error,
                          is(http::problem::truncated, "4 bytes of a body of 10"));
    const https_server cut_chunk = raw_server(
        {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123"}, {}, ending::orderly});
    BOOST_CHECK_EXCEPTION(get(plain_client(), cut_chunk.url("/")),
                          http::transport_error,
                          is(http::problem::truncated, "unknown size"));
}

BOOST_AUTO_TEST_CASE(a_connection_that_ends_without_an_answer_is_truncated) {
    for (const char* begun : {"", "HTTP/1.1 200 OK\r\nContent-"}) {
        const https_server server = raw_server({{begun}, {}, ending::orderly});
        BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/")),
                              http::transport_error,
                              is(http::problem::truncated, "before a response came"));
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_a_protocol_error) {
    const https_server server = raw_server({{"SSH-2.0-OpenSSH_9.2\r\n\r\n"}, {}, ending::orderly});
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::protocol, "reading the response"));
}

BOOST_AUTO_TEST_CASE(a_body_over_the_limit_is_too_large) {
    http::limits small = patient();
    small.body_bytes = 9;
    const https_server announced = raw_server(http_answer(200, "1234567890"));
    BOOST_CHECK_EXCEPTION(get(plain_client(), announced.url("/"), small),
                          http::transport_error,
                          is(http::problem::too_large, "limit of 9 bytes"));
    const https_server chunked =
        raw_server({{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                     "5\r\n12345\r\n",
                     "5\r\n67890\r\n0\r\n\r\n"},
                    {},
                    ending::held});
    BOOST_CHECK_EXCEPTION(get(plain_client(), chunked.url("/"), small),
                          http::transport_error,
                          is(http::problem::too_large, "limit of 9 bytes"));
    small.body_bytes = 10;
    BOOST_TEST(get(plain_client(), announced.url("/"), small).body == "1234567890");
    BOOST_TEST(get(plain_client(), chunked.url("/"), small).body == "1234567890");
}

BOOST_FIXTURE_TEST_CASE(nine_megabytes_need_a_raised_limit, https) {
    std::string body;
    body.assign(9'000'000, 'x');
    const https_server server = serve(http_answer(200, body));
    BOOST_CHECK_EXCEPTION(get(client, server.url("/")),
                          http::transport_error,
                          is(http::problem::too_large, "limit of 8388608 bytes"));
    http::limits raised = patient();
    raised.body_bytes = 32'000'000;
    BOOST_CHECK(get(client, server.url("/"), raised).body == body);
}

BOOST_AUTO_TEST_CASE(an_endless_header_is_too_large) {
    const std::string field = "X-Pad: " + std::string(8'000, 'x') + "\r\n";
    answer reply{{"HTTP/1.1 200 OK\r\n"}, {}, ending::held};
    reply.pieces.insert(reply.pieces.end(), 20, field);
    const https_server server = raw_server(reply);
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::too_large, "the header is larger than 65536 bytes"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(plain_http)

BOOST_AUTO_TEST_CASE(plain_http_goes_to_this_machine_only) {
    const https_server server = raw_server(http_answer(200, "ok"));
    BOOST_TEST(get(plain_client(), server.url("/")).body == "ok");
    BOOST_TEST(get(plain_client(), server.url("/", "localhost")).body == "ok");
    // 127.1 leads to this very server, but is not written as a loopback address.
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/", "127.1")),
                          http::transport_error,
                          is(http::problem::insecure_url, "http://127.1:"));
    BOOST_TEST(server.connections() == 2U);
}

/// A port of this machine where nothing listens.
std::uint16_t closed_port() {
    asio::io_context loop;
    return tcp::acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0))
        .local_endpoint()
        .port();
}

BOOST_AUTO_TEST_CASE(a_refused_connection_names_the_address) {
    const std::string authority = fmt::format("127.0.0.1:{}", closed_port());
    BOOST_CHECK_EXCEPTION(get(plain_client(), "https://" + authority + "/secret?token=secret"),
                          http::transport_error,
                          is(http::problem::connect, "no connection (" + authority));
    BOOST_CHECK_EXCEPTION(get(plain_client(), "https://" + authority + "/secret?token=secret"),
                          http::transport_error,
                          [](const http::transport_error& thrown) {
                              return std::string(thrown.what()).find("secret") == std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_name_without_an_address_is_a_resolve_error) {
    // RFC 6761: .invalid never resolves.
    BOOST_CHECK_EXCEPTION(get(plain_client(), "https://nowhere.invalid/"),
                          http::transport_error,
                          is(http::problem::resolve, "https://nowhere.invalid: "));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(time_limits)

/// The kernel completes the TCP connection; nobody ever speaks on it.
struct silent_listener {
    asio::io_context loop;
    tcp::acceptor acceptor{loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
    std::string url = fmt::format("https://127.0.0.1:{}/", acceptor.local_endpoint().port());
};

BOOST_FIXTURE_TEST_CASE(a_server_that_never_shakes_hands_meets_the_connect_limit, silent_listener) {
    http::limits limits = patient();
    limits.connect = 150ms;
    BOOST_CHECK_EXCEPTION(
        get(plain_client(), url, limits),
        http::transport_error,
        is(http::problem::timeout, "the connect limit of 0.15 s ran out while making the TLS"));
}

/// Connections to it stay half open: its queue holds one, and that place is taken.
struct crowded_listener {
    crowded_listener() {
        acceptor.open(tcp::v4());
        acceptor.bind(tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        acceptor.listen(0);
        for (tcp::socket& waiting : crowd) {
            waiting.open(tcp::v4());
            waiting.async_connect(acceptor.local_endpoint(), [](boost::system::error_code) {});
            loop.run_for(20ms);
        }
        url = fmt::format("https://127.0.0.1:{}/", acceptor.local_endpoint().port());
    }

    asio::io_context loop;
    tcp::acceptor acceptor{loop};
    std::array<tcp::socket, 3> crowd{tcp::socket(loop), tcp::socket(loop), tcp::socket(loop)};
    std::string url;
};

BOOST_FIXTURE_TEST_CASE(a_connection_that_is_not_taken_meets_the_connect_limit, crowded_listener) {
    http::limits limits = patient();
    limits.connect = 150ms;
    BOOST_CHECK_EXCEPTION(
        get(plain_client(), url, limits),
        http::transport_error,
        is(http::problem::timeout, "the connect limit of 0.15 s ran out while connecting (127"));
}

BOOST_FIXTURE_TEST_CASE(the_total_limit_bounds_connecting_too, silent_listener) {
    http::limits limits = patient();
    limits.total = 150ms;
    BOOST_CHECK_EXCEPTION(get(plain_client(), url, limits),
                          http::transport_error,
                          is(http::problem::timeout, "the total limit of 0.15 s ran out"));
}

BOOST_AUTO_TEST_CASE(a_server_that_falls_silent_meets_the_read_limit) {
    http::limits limits = patient();
    limits.read = 150ms;
    for (const char* begun :
         {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1"}) {
        const https_server server = raw_server({{begun}, {}, ending::held});
        BOOST_CHECK_EXCEPTION(
            get(plain_client(), server.url("/"), limits),
            http::transport_error,
            is(http::problem::timeout, "the read limit of 0.15 s ran out while waiting"));
    }
}

BOOST_FIXTURE_TEST_CASE(a_tls_server_that_falls_silent_meets_the_read_limit, https) {
    http::limits limits = patient();
    limits.read = 150ms;
    const https_server server = serve({{"HTTP/1.1 200 OK\r\n"}, {}, ending::held});
    BOOST_CHECK_EXCEPTION(get(client, server.url("/"), limits),
                          http::transport_error,
                          is(http::problem::timeout, "the read limit of 0.15 s"));
}

BOOST_AUTO_TEST_CASE(a_dripping_server_meets_the_total_limit) {
    answer drip{{"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"}, 20ms, ending::held};
    drip.pieces.insert(drip.pieces.end(), 10'000, "x");
    const https_server server = raw_server(drip);
    http::limits limits = patient();
    limits.total = 300ms;
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/"), limits),
                          http::transport_error,
                          is(http::problem::timeout, "the total limit of 0.3 s ran out"));
}

BOOST_AUTO_TEST_CASE(a_slow_server_within_the_limits_is_waited_for) {
    answer slow = http_answer(200, "1");
    slow.pieces.insert(slow.pieces.begin() + 1, 5, "");
    slow.pause = 30ms;
    const https_server server = raw_server(slow);
    BOOST_TEST(get(plain_client(), server.url("/")).body == "1");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(cancellation)

/// Cancels the request once the server has it, or after a moment where the server is silent.
/// Returns what the request threw; the limits are far longer than any test runs.
std::optional<http::problem> cancel_after(const std::string& url,
                                          std::chrono::milliseconds moment) {
    asio::io_context loop;
    asio::cancellation_signal signal;
    std::optional<http::problem> cause;
    const http::limits limits{.connect = 1h, .read = 1h, .total = 1h};
    const http::client client = plain_client();
    asio::co_spawn(loop,
                   client.get(http::request(url, {}, limits)),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&](const std::exception_ptr& thrown, const http::response&) {
                           try {
                               if (thrown)
                                   std::rethrow_exception(thrown);
                           } catch (const http::transport_error& failed) {
                               cause = failed.cause();
                           }
                       }));
    asio::steady_timer timer(loop, moment);
    timer.async_wait(
        [&](const boost::system::error_code&) { signal.emit(asio::cancellation_type::terminal); });
    loop.run();
    return cause;
}

BOOST_FIXTURE_TEST_CASE(a_handshake_under_way_is_broken_off, time_limits::silent_listener) {
    BOOST_CHECK(cancel_after(url, 50ms) == http::problem::cancelled);
}

BOOST_FIXTURE_TEST_CASE(a_connect_under_way_is_broken_off, time_limits::crowded_listener) {
    BOOST_CHECK(cancel_after(url, 50ms) == http::problem::cancelled);
}

BOOST_AUTO_TEST_CASE(a_read_under_way_is_broken_off) {
    const https_server server = raw_server({{"HTTP/1.1 200 OK\r\n"}, {}, ending::held});
    BOOST_CHECK(cancel_after(server.url("/"), 100ms) == http::problem::cancelled);
}

BOOST_FIXTURE_TEST_CASE(a_request_that_has_not_begun_is_broken_off, time_limits::silent_listener) {
    BOOST_CHECK(cancel_after(url, 0ms) == http::problem::cancelled);
}

BOOST_FIXTURE_TEST_CASE(a_stopped_loop_ends_the_request_without_an_answer,
                        time_limits::silent_listener) {
    bool completed = false;
    {
        asio::io_context stopped;
        asio::co_spawn(stopped,
                       plain_client().get(http::request(url, {}, patient())),
                       [&](const std::exception_ptr&, const http::response&) { completed = true; });
        asio::steady_timer timer(stopped, 50ms);
        timer.async_wait([&](const boost::system::error_code&) { stopped.stop(); });
        stopped.run();
    }
    BOOST_TEST(!completed);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
