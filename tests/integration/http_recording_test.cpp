#include "tests/support/asking_client.hpp"
#include "tests/support/files.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace http = seedbed::http;
namespace fs = std::filesystem;
using namespace seedbed::tests;
using seedbed::test::scratch_directory;

using seedbed::test::all_text;
using seedbed::test::text_of;

namespace {

std::set<std::string> names_in(const fs::path& directory) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory))
        names.insert(entry.path().filename().string());
    return names;
}

struct tape : asking_client {
    scratch_directory scratch;

    http::client recorder() {
        options.network = http::network_use::record;
        options.recording = scratch.path();
        return client();
    }
    http::client player() {
        options.network = http::network_use::replay;
        options.recording = scratch.path();
        return client();
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(http_recording_test, tape)

BOOST_AUTO_TEST_CASE(what_was_recorded_is_answered_without_the_network) {
    std::string url;
    http::response first;
    {
        const https_server server =
            raw_server(http_answer(200, "{\"a\": 1}", {"Content-Type: application/json"}));
        url = server.url("/v1/prices?pair=BTC/AUD");
        first = get(recorder(), url);
    }
    const http::response again = get(player(), url);
    BOOST_TEST(again.status == 200U);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(again.reason == first.reason);
    BOOST_TEST((again.headers == first.headers));
}

BOOST_AUTO_TEST_CASE(a_recording_is_plain_files) {
    const https_server server = raw_server(http_answer(
        200, gzip("{\"a\": 1}"), {"Content-Type: application/json", "Content-Encoding: gzip"}));
    get(recorder(), server.url("/v1/prices"));
    const std::string stem = "0001-127.0.0.1-" + std::to_string(server.port()) + "-v1-prices";
    BOOST_TEST((names_in(scratch.path() / "sample") ==
                std::set<std::string>{stem + ".body.json", stem + ".exchange.json"}));
    BOOST_TEST(text_of(scratch.path() / "sample" / (stem + ".body.json")) == "{\"a\": 1}");
    const std::string exchange = text_of(scratch.path() / "sample" / (stem + ".exchange.json"));
    for (const char* part : {"\"method\": \"GET\"",
                             "\"status\": 200",
                             "\"at\": \"2026-11-22T00:00:00",
                             "[\"Content-Type\", \"application/json\"]",
                             "\"sha256\": \""})
        BOOST_TEST(exchange.find(part) != std::string::npos, part << " is not in " << exchange);
}

BOOST_AUTO_TEST_CASE(answers_to_one_url_come_in_their_order) {
    std::string url;
    {
        const https_server server(one_after_another(
            {http_answer(200, "1"), http_answer(404, "2"), http_answer(200, "3")}));
        url = server.url("/");
        const http::client recording = recorder();
        for (int i = 0; i < 3; ++i)
            get(recording, url);
    }
    const http::client playing = player();
    for (const char* body : {"1", "2", "3"})
        BOOST_TEST(get(playing, url).body == body);
    BOOST_CHECK_EXCEPTION(get(playing, url),
                          http::transport_error,
                          is(http::problem::not_recorded, "sample asks for something that is not"));
}

BOOST_AUTO_TEST_CASE(a_failure_is_recorded_and_fails_again) {
    std::string url;
    std::string message;
    {
        const https_server server = raw_server({{""}, {}, ending::orderly});
        url = server.url("/");
        try {
            get(recorder(), url);
        } catch (const http::transport_error& failed) {
            message = failed.what();
        }
    }
    BOOST_CHECK_EXCEPTION(
        get(player(), url), http::transport_error, is(http::problem::truncated, message));
}

BOOST_AUTO_TEST_CASE(an_answer_reaches_a_sink_in_both) {
    std::string url;
    kept_body sink;
    {
        const https_server server(one_after_another(
            {http_answer(503, "busy"), http_answer(200, std::string(200'000, 'x'))}));
        url = server.url("/");
        run(recorder().get_into(http::request(url, {}, patient()), sink));
    }
    kept_body replayed;
    const http::response got = run(player().get_into(http::request(url, {}, patient()), replayed));
    BOOST_TEST(got.body == "");
    BOOST_TEST((replayed.text == sink.text));
    BOOST_TEST(names_in(scratch.path() / "sample").size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_header_in_another_character_set_does_no_harm) {
    std::string url;
    {
        const https_server server = raw_server(http_answer(200, "1", {"X-City: M\xfcnchen"}));
        url = server.url("/");
        get(recorder(), url);
    }
    BOOST_TEST(get(player(), url).header("X-City").value() == "M?nchen");
}

BOOST_AUTO_TEST_CASE(another_source_does_not_get_it) {
    std::string url;
    {
        const https_server server = raw_server(http_answer(200, "1"));
        url = server.url("/");
        get(recorder(), url);
    }
    rules.source = "another";
    BOOST_CHECK_THROW(get(player(), url), http::transport_error);
}

BOOST_AUTO_TEST_CASE(a_changed_body_is_refused) {
    std::string url;
    {
        const https_server server = raw_server(http_answer(200, "1"));
        url = server.url("/");
        get(recorder(), url);
    }
    for (const auto& entry : fs::directory_iterator(scratch.path() / "sample"))
        if (entry.path().string().ends_with(".body.bin"))
            std::ofstream(entry.path()) << "2";
    BOOST_CHECK_THROW(get(player(), url), seedbed::error);
}

BOOST_AUTO_TEST_CASE(no_secret_is_recorded_in_any_form) {
    const std::string key = "s3cr3t/k+y";
    options.secrets = {key};
    std::string url;
    {
        const https_server server = raw_server(http_answer(
            200,
            "{\"next\": \"https:\\/\\/x\\/?auth=s3cr3t%2Fk%2By&page=2\", \"raw\": \"" + key + "\"}",
            {"X-Echo: " + key, "Set-Cookie: session=private"}));
        url = server.url("/s3cr3t%2Fk%2By/?auth=s3cr3t%2fk%2by");
        http::request wanted(
            url, {{"Authorization", "Token other-private"}, {"X-K", key}}, patient());
        const http::response got = run(recorder().get(std::move(wanted)));
        BOOST_TEST(got.body.find(key) != std::string::npos); // the source needs it
    }
    const std::string text = all_text(scratch.path());
    for (const char* hidden : {"s3cr3t", "private", "k%2", "k+y"})
        BOOST_TEST(text.find(hidden) == std::string::npos, hidden << " is in\n" << text);
    BOOST_TEST(text.find("auth=REDACTED&page=2") != std::string::npos);

    options.secrets = {"a key of today"};
    const std::string today =
        url.substr(0, url.find("/s3cr3t")) + "/a%20key%20of%20today/?auth=a%20key%20of%20today";
    BOOST_TEST(get(player(), today).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_a_word_is_not_taken_out_of_what_others_say) {
    options.secrets = {"test"};
    std::string url;
    {
        const https_server server = raw_server(http_answer(200, "the latest test"));
        url = server.url("/latest");
        get(recorder(), url);
    }
    BOOST_TEST(get(player(), url).body == "the latest test");
}

BOOST_AUTO_TEST_CASE(no_part_of_a_secret_is_left_at_the_end_of_a_message) {
    const std::string key = "deadbeefcafe0123456789abcdef0123456789ab";
    options.secrets = {key};
    const std::string far = "ftp://" + std::string(140, 'a') + "/" + key + "/posts";
    for (const answer& odd : {http_answer(200, "x", {"Content-Encoding: t=" + key}),
                              http_answer(302, "", {"Location: " + far})}) {
        const https_server server = raw_server(odd);
        BOOST_CHECK_EXCEPTION(get(client(), server.url("/")),
                              http::transport_error,
                              [&](const http::transport_error& failed) {
                                  return std::string(failed.what()).find(key.substr(0, 8)) ==
                                         std::string::npos;
                              });
    }
    const https_server refusing = raw_server(http_answer(403, std::string(180, 'x') + key));
    const http::response refusal = get(client(), refusing.url("/"));
    BOOST_TEST(http::excerpt(refusal.body).find(key.substr(0, 8)) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_offline_client_asks_nobody) {
    const https_server server = raw_server(http_answer(200, "1"));
    options.network = http::network_use::forbidden;
    BOOST_CHECK_EXCEPTION(get(client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::offline, "--offline"));
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
