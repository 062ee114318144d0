#include "tests/support/http_requests.hpp"

#include <seedbed/http.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <string>

namespace http = seedbed::http;
namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace seedbed::tests;

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
                          is(http::problem::connect, "handshake"));
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

BOOST_AUTO_TEST_CASE(the_request_says_who_asks_and_what_it_can_inflate) {
    const https_server server = raw_server(http_answer(200, ""));
    get(plain_client(), server.url("/"));
    const seen_request seen = server.requests().at(0);
    BOOST_TEST(seen.header("User-Agent") == user_agent);
    BOOST_TEST(seen.header("Accept-Encoding") == "gzip");
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
    for (const unsigned status : {300U, 404U, 429U, 500U}) {
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

BOOST_AUTO_TEST_SUITE_END()
