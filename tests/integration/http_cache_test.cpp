#include "tests/support/asking_client.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace http = seedbed::http;
namespace fs = std::filesystem;
using namespace std::chrono_literals;
using namespace seedbed::tests;

namespace {

struct cached : asking_client {
    seedbed::test::scratch_directory scratch;

    cached() {
        options.cache = scratch.path() / "seedbed";
        rules.cache_for = 600s;
    }

    /// A client of its own each time, as each run has.
    std::string body(const https_server& server, const std::string& path = "/") const {
        return get(client(), server.url(path)).body;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(http_cache_test, cached)

BOOST_AUTO_TEST_CASE(an_answer_is_used_again_until_it_is_too_old) {
    const https_server server(
        one_after_another({http_answer(200, "one"), http_answer(200, "two")}));
    BOOST_TEST(body(server) == "one");
    time->pass(599s);
    BOOST_TEST(body(server) == "one");
    time->pass(1s);
    BOOST_TEST(body(server) == "two");
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(an_old_answer_is_asked_about_and_used_where_nothing_changed) {
    const https_server server([](const seen_request& seen) {
        if (seen.header("If-None-Match") == "\"v1\"" &&
            seen.header("If-Modified-Since") == "Sun, 22 Nov 2026 00:00:00 GMT")
            return answer{{"HTTP/1.1 304 Not Modified\r\n\r\n"}, {}, ending::orderly};
        return http_answer(
            200, "one", {"ETag: \"v1\"", "Last-Modified: Sun, 22 Nov 2026 00:00:00 GMT"});
    });
    BOOST_TEST(body(server) == "one");
    for (int i = 0; i < 2; ++i) {
        time->pass(601s);
        BOOST_TEST(body(server) == "one");
        time->pass(1s);
        BOOST_TEST(body(server) == "one"); // fresh again
    }
    BOOST_TEST(server.connections() == 3U);
}

BOOST_AUTO_TEST_CASE(a_sink_gets_it_as_well) {
    const https_server server = raw_server(http_answer(200, "one"));
    body(server);
    kept_body sink;
    const http::response got =
        run(client().get_into(http::request(server.url("/"), {}, patient()), sink));
    BOOST_TEST(got.status == 200U);
    BOOST_TEST(sink.text == "one");
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_CASE(only_good_answers_that_may_be_kept_are) {
    for (const answer& reply :
         {http_answer(404, "no"), http_answer(200, "no", {"Cache-Control: private, no-store"})}) {
        const https_server server = raw_server(reply);
        body(server);
        body(server);
        BOOST_TEST(server.connections() == 2U);
    }
}

BOOST_AUTO_TEST_CASE(an_old_answer_does_not_stand_in_for_a_failure) {
    const https_server server(one_after_another({http_answer(200, "one"), http_answer(500, "")}));
    body(server);
    time->pass(601s);
    BOOST_TEST(get(client(), server.url("/")).status == 500U);
}

BOOST_AUTO_TEST_CASE(without_a_time_in_the_manifest_nothing_is_kept) {
    rules.cache_for = 0s;
    const https_server server = raw_server(http_answer(200, "one"));
    body(server);
    body(server);
    BOOST_TEST(server.connections() == 2U);
    BOOST_TEST(!fs::exists(*options.cache));
}

BOOST_AUTO_TEST_CASE(a_damaged_entry_is_none) {
    const https_server server = raw_server(http_answer(200, "one"));
    body(server);
    for (const auto& entry : fs::recursive_directory_iterator(*options.cache))
        if (entry.is_regular_file())
            std::ofstream(entry.path()) << "damaged";
    BOOST_TEST(body(server) == "one");
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_written_is_no_cache) {
    options.cache = "/dev/null/seedbed";
    const https_server server = raw_server(http_answer(200, "one"));
    BOOST_TEST(body(server) == "one");
    BOOST_TEST(body(server) == "one");
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_CASE(nothing_new_is_no_answer_where_nothing_is_known) {
    const https_server server =
        raw_server({{"HTTP/1.1 304 Not Modified\r\n\r\n"}, {}, ending::orderly});
    BOOST_TEST(get(client(), server.url("/")).status == 304U);
    options.network = http::network_use::record;
    options.recording = scratch.path() / "recording";
    BOOST_TEST(get(client(), server.url("/")).status == 304U);
}

BOOST_AUTO_TEST_CASE(no_secret_is_kept) {
    options.secrets = {"s3cr3t-key"};
    const https_server server([](const seen_request& seen) {
        return http_answer(200, seen.target.starts_with("/echo") ? "next?k=s3cr3t-key" : "plain");
    });
    body(server, "/echo?k=s3cr3t-key");
    body(server, "/plain?k=s3cr3t-key");
    std::string kept;
    for (const auto& entry : fs::recursive_directory_iterator(*options.cache)) {
        kept += entry.path().string();
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        kept += std::string(std::istreambuf_iterator<char>(in), {});
    }
    BOOST_TEST(kept.find("s3cr3t") == std::string::npos, kept);
    BOOST_TEST(kept.find("REDACTED") != std::string::npos, kept);
    body(server, "/echo?k=s3cr3t-key");
    body(server, "/plain?k=s3cr3t-key");
    BOOST_TEST(server.connections() == 3U); // what holds a key is asked for again
}

BOOST_AUTO_TEST_SUITE_END()
