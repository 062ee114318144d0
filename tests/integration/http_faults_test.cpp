// What servers do wrong, and what the client makes of it. Faults inside a document (its type, its
// rows, its numbers) are the plugins' own tests.
#include "tests/support/asking_client.hpp"

#include <seedbed/source.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <vector>

namespace http = seedbed::http;
using namespace std::chrono_literals;
using namespace seedbed::tests;

namespace {

/// Bytes from a server that end in an error after so many tries.
struct broken_answer {
    const char* what;
    answer reply;
    http::problem cause;
    const char* message;
    std::size_t tries;
};

std::string header(const std::string& fields) {
    return "HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n";
}

const std::string bomb = gzip(std::string(20'000'000, '0'));
const std::string packed = gzip("[1,2,3]");

const std::vector<broken_answer> broken_answers = {
    {"no answer at all", {{""}, {}, ending::orderly}, http::problem::truncated, "before a", 3},
    {"half a header",
     {{"HTTP/1.1 200 OK\r\nContent-"}, {}, ending::orderly},
     http::problem::truncated,
     "before a response came",
     3},
    {"a body shorter than announced",
     {{header("Content-Length: 100"), "[1,"}, {}, ending::orderly},
     http::problem::truncated,
     "3 bytes of a body of 100",
     3},
    {"a chunk cut short",
     {{header("Transfer-Encoding: chunked"), "a\r\n[1,"}, {}, ending::orderly},
     http::problem::truncated,
     "after 3 tries",
     3},
    {"chunks without an end",
     {{header("Transfer-Encoding: chunked"), "3\r\n[1]\r\n"}, {}, ending::orderly},
     http::problem::truncated,
     "unknown size",
     3},
    {"a chunk size that is no number",
     {{header("Transfer-Encoding: chunked"), "xyz\r\n[1]\r\n"}, {}, ending::orderly},
     http::problem::protocol,
     "reading the response",
     3},
    {"another protocol",
     {{"SSH-2.0-OpenSSH_9.2\r\n\r\n"}, {}, ending::orderly},
     http::problem::protocol,
     "reading the response",
     3},
    {"gzip that ends in the middle",
     http_answer(200, packed.substr(0, packed.size() - 6), {"Content-Encoding: gzip"}),
     http::problem::truncated,
     "ends in the middle",
     3},
    {"gzip that is none",
     http_answer(200, "[1,2,3]", {"Content-Encoding: gzip"}),
     http::problem::coding,
     "is not",
     1},
    {"a gzip bomb",
     http_answer(200, bomb, {"Content-Encoding: gzip"}),
     http::problem::too_large,
     "inflated, the body is larger than the limit of 8388608 bytes",
     1},
    {"a coding nobody asked for",
     http_answer(200, "[1,2,3]", {"Content-Encoding: br"}),
     http::problem::coding,
     "coded as \"br\"",
     1},
    {"deflate",
     http_answer(200, "[1,2,3]", {"Content-Encoding: deflate"}),
     http::problem::coding,
     "coded as \"deflate\"",
     1},
    {"more than the limit",
     {{header("Content-Length: 9000000")}, {}, ending::orderly},
     http::problem::too_large,
     "limit of 8388608 bytes",
     1},
    {"a redirect to itself",
     redirect_answer(302, "/again"),
     http::problem::redirect,
     "more than 5 times",
     6},
    {"a redirect to a stranger",
     redirect_answer(307, "https://stranger.example/"),
     http::problem::redirect,
     "https://stranger.example, which the source does not know",
     1},
    {"a redirect to what is no URL",
     redirect_answer(301, "http://[half/"),
     http::problem::redirect,
     "no URL",
     1},
};

struct answered {
    std::vector<unsigned> statuses;
    std::size_t tries;
    seedbed::source_outcome outcome;
};

const std::vector<answered> bad_statuses = {
    {{408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530},
     3,
     seedbed::source_outcome::unavailable},
    {{400, 401, 402, 403, 404, 410, 418, 451}, 1, seedbed::source_outcome::refused},
    {{204, 206, 300, 304}, 1, seedbed::source_outcome::malformed}};

seedbed::source_outcome outcome_of(const http::response& got) {
    try {
        seedbed::expect_ok(got, "Sample");
        return seedbed::source_outcome::complete;
    } catch (const seedbed::source_error& refused) {
        return refused.outcome();
    }
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(http_faults_test, asking_client)

BOOST_AUTO_TEST_CASE(a_broken_answer_is_an_error_and_tried_again_where_that_may_help) {
    for (const broken_answer& fault : broken_answers) {
        BOOST_TEST_CONTEXT(fault.what) {
            const https_server server = raw_server(fault.reply);
            BOOST_CHECK_EXCEPTION(get(client(), server.url("/")),
                                  http::transport_error,
                                  is(fault.cause, fault.message));
            BOOST_TEST(server.connections() == fault.tries);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_broken_answer_never_reaches_a_sink_as_a_whole) {
    for (const broken_answer& fault : broken_answers) {
        BOOST_TEST_CONTEXT(fault.what) {
            const https_server server = raw_server(fault.reply);
            http::request wanted(server.url("/"), {}, patient());
            wanted.limits.body_bytes = 8'388'608;
            kept_body sink;
            BOOST_CHECK_THROW(run(client().get_into(std::move(wanted), sink)),
                              http::transport_error);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_bad_status_is_tried_again_where_that_may_help) {
    for (const answered& each : bad_statuses) {
        for (const unsigned status : each.statuses) {
            BOOST_TEST_CONTEXT("status " << status) {
                const std::string body = status == 204 || status == 304 ? "" : "<html>no</html>";
                const https_server server = raw_server(http_answer(status, body));
                const http::response got = get(client(), server.url("/"));
                BOOST_TEST(got.status == status);
                BOOST_TEST(got.body == body);
                BOOST_TEST((outcome_of(got) == each.outcome));
                BOOST_TEST(server.connections() == each.tries);
                BOOST_TEST((got.remark == "after 3 tries") == (each.tries == 3));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(trouble_that_passes_is_not_seen) {
    const answer whole = http_answer(200, "[1]");
    for (const answer& first : {http_answer(503, "busy"),
                                http_answer(429, "slower", {"Retry-After: 2"}),
                                answer{{""}, {}, ending::orderly},
                                answer{{header("Content-Length: 9"), "[1,"}, {}, ending::abrupt}}) {
        const https_server server(one_after_another({first, first, whole}));
        const http::response got = get(client(), server.url("/"));
        BOOST_TEST(got.status == 200U);
        BOOST_TEST(got.body == "[1]");
        BOOST_TEST(got.remark == "");
    }
}

BOOST_AUTO_TEST_CASE(a_sink_begins_again_with_each_try) {
    const https_server server(
        one_after_another({{{header("Content-Length: 9"), "[1,"}, {}, ending::orderly},
                           http_answer(503, "busy"),
                           http_answer(200, "[1,2,3]")}));
    kept_body sink;
    const http::response got =
        run(client().get_into(http::request(server.url("/"), {}, patient()), sink));
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(got.body == "");
    BOOST_TEST(sink.text == "[1,2,3]");
    BOOST_TEST(sink.begun == 2);
}

BOOST_AUTO_TEST_CASE(the_body_of_a_bad_status_is_kept_from_the_sink) {
    const https_server server = raw_server(http_answer(403, "error code: 1010"));
    kept_body sink;
    const http::response got =
        run(client().get_into(http::request(server.url("/"), {}, patient()), sink));
    BOOST_TEST(got.body == "error code: 1010");
    BOOST_TEST(sink.begun == 0);
}

BOOST_AUTO_TEST_CASE(chunks_gzip_and_both_make_the_same_body) {
    std::string text;
    for (int i = 0; i < 50'000; ++i)
        text += std::to_string(i) + ",";
    answer chunked_gzip = chunked_answer(gzip(text), 777);
    chunked_gzip.pieces.front() = header("Transfer-Encoding: chunked\r\nContent-Encoding: x-gzip");
    for (const answer& reply :
         {http_answer(200, text),
          chunked_answer(text, 1000),
          http_answer(200, gzip(text), {"Content-Encoding: gzip"}),
          http_answer(
              200, gzip(text.substr(0, 9)) + gzip(text.substr(9)), {"Content-Encoding: gzip"}),
          http_answer(200, text, {"Content-Encoding: identity"}),
          chunked_gzip}) {
        const https_server server = raw_server(reply);
        const http::response got = get(client(), server.url("/"));
        BOOST_TEST((got.body == text));
        BOOST_TEST(
            (!got.header("Content-Encoding") || got.header("Content-Encoding") == "identity"));
    }
}

BOOST_AUTO_TEST_CASE(sixteen_megabytes_stream_into_a_sink) {
    std::string text;
    text.assign(16U << 20U, 'x');
    const https_server server = raw_server(chunked_answer(text, 65'536));
    kept_body sink;
    run(client().get_into(http::request(server.url("/"), {}, patient()), sink));
    BOOST_TEST((sink.text == text));
}

BOOST_AUTO_TEST_CASE(a_stall_and_a_drip_meet_their_limits) {
    http::limits short_limits = patient();
    short_limits.read = 100ms;
    const https_server stalled =
        raw_server({{header("Content-Length: 9"), "[1"}, {}, ending::held});
    BOOST_CHECK_EXCEPTION(get(client(), stalled.url("/"), short_limits),
                          http::transport_error,
                          is(http::problem::timeout, "read limit of 0.1 s ran out"));
    BOOST_TEST(stalled.connections() == 3U);

    answer drip{{header("Content-Length: 100000")}, 20ms, ending::held};
    drip.pieces.insert(drip.pieces.end(), 10'000, "x");
    const https_server dripping = raw_server(drip);
    http::limits whole = patient();
    whole.total = 200ms;
    options.retry.tries = 1;
    BOOST_CHECK_EXCEPTION(get(client(), dripping.url("/"), whole),
                          http::transport_error,
                          is(http::problem::timeout, "total limit of 0.2 s ran out"));
}

BOOST_AUTO_TEST_CASE(nobody_listening_and_no_such_name_are_tried_three_times) {
    std::string gone;
    { gone = raw_server(http_answer(200, "")).url("/"); }
    BOOST_CHECK_EXCEPTION(
        get(client(), gone), http::transport_error, is(http::problem::connect, "after 3 tries"));
    BOOST_CHECK_EXCEPTION(get(client(), "https://nowhere.invalid/"),
                          http::transport_error,
                          is(http::problem::resolve, "after 3 tries"));
}

BOOST_AUTO_TEST_CASE(a_refused_certificate_is_not_tried_again) {
    const certificate_authority stranger;
    const https_server server(stranger.issue("IP:127.0.0.1"),
                              [](const seen_request&) { return http_answer(200, ""); });
    BOOST_CHECK_EXCEPTION(get(client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::tls, "certificate is refused"));
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(a_redirect_from_https_to_http_is_refused) {
    const certificate_authority authority;
    const https_server plain = raw_server(http_answer(200, "no"));
    const https_server server(authority.issue("IP:127.0.0.1"), [&](const seen_request&) {
        return redirect_answer(302, plain.url("/"));
    });
    options.ca_file = authority.file();
    BOOST_CHECK_EXCEPTION(get(client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::redirect, "from https to something less"));
    BOOST_TEST(plain.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(no_message_shows_a_path_a_query_or_a_secret) {
    options.secrets = {"s3cr3t+key"};
    std::vector<broken_answer> faults = broken_answers;
    faults.push_back({"a redirect that shows the key",
                      redirect_answer(302, "https://stranger.example/?auth_token=s3cr3t%2Bkey"),
                      http::problem::redirect,
                      "stranger",
                      1});
    for (const broken_answer& fault : faults) {
        const https_server server = raw_server(fault.reply);
        try {
            get(client(), server.url("/hidden?auth_token=s3cr3t%2Bkey"));
            BOOST_ERROR("no error: " << fault.what);
        } catch (const http::transport_error& thrown) {
            for (const char* hidden : {"s3cr3t", "hidden", "auth_token"})
                BOOST_TEST(std::string(thrown.what()).find(hidden) == std::string::npos,
                           thrown.what());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
