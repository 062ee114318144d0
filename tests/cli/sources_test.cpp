// How runs use the network: recordings, doing without it, and insisting on it.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"
#include "tests/support/https_server.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

namespace fs = std::filesystem;
using namespace seedbed::test;
using seedbed::tests::answer;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

namespace {

const std::string latest = fixture("coinspot/latest.json");

https_server serving(const answer& reply) {
    return https_server([reply](const seen_request&) { return reply; });
}

/// CoinSpot's prices of three coins, and a history of a day around them.
words prices_from(const https_server& server) {
    return {"--only",
            "coinspot_prices,price_history",
            "--coins",
            "BTC,ETH,DOGE",
            "--coinspot-coins",
            "BTC,ETH,DOGE",
            "--days",
            "1",
            "--coinspot-url",
            server.url("/pubapi/v2")};
}

boost::json::object source_in(const command_result& result,
                              const std::string& name = "coinspot_prices") {
    return plugin_in(result.out, name).at("source").as_object();
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(sources_test, on_database)

BOOST_AUTO_TEST_SUITE(recordings)

BOOST_AUTO_TEST_CASE(a_replay_gives_the_same_rows_without_the_network) {
    const scratch_directory scratch;
    const words tape{(scratch.path() / "tape").string()};
    const on_database replayed;
    words line;
    {
        const https_server server = serving(http_answer(200, latest));
        line = prices_from(server);
        check_ends(run(line + words{"--record"} + tape), 0);
    }
    const auto result = replayed.run(line + words{"--json", "--replay"} + tape);
    check_ends(result, 0);
    BOOST_TEST(source_in(result).at("outcome").as_string() == "complete");
    BOOST_TEST(plugin_in(result.out, "coinspot_prices").at("added").to_number<int>() == 3);
    BOOST_TEST(replayed.database.dump() == database.dump());
}

BOOST_AUTO_TEST_CASE(a_replay_as_of_another_time_asks_for_nothing) {
    const scratch_directory scratch;
    const words tape{(scratch.path() / "tape").string()};
    const https_server server = serving(http_answer(200, latest));
    check_ends(run(prices_from(server) + words{"--record"} + tape), 0);
    const auto result = run(prices_from(server) +
                            words{"--json", "--as-of", "2025-01-01T00:00Z", "--replay"} + tape);
    check_ends(result, 0);
    BOOST_TEST(source_in(result).at("outcome").as_string() == "skipped");
}

BOOST_AUTO_TEST_CASE(a_replay_asks_for_what_was_in_reach_when_it_was_recorded) {
    const scratch_directory scratch;
    const words line{"--only", "kraken_history", "--json", "--replay", scratch.path().string()};
    const auto outcome_of_recording_made_at = [&](const std::string& present) {
        scratch.write("recording.json",
                      R"({"format": 1, "as_of": "2025-01-01T00:00:00Z", "present": ")" + present +
                          R"(", "variables": []})");
        return source_in(run(line), "kraken_history").at("outcome").as_string();
    };
    BOOST_TEST(outcome_of_recording_made_at("2025-01-03T11:00:00Z") == "unavailable"); // no answer
    BOOST_TEST(outcome_of_recording_made_at("2025-01-03T13:00:00Z") == "skipped");     // 61 hours
}

BOOST_AUTO_TEST_CASE(a_recording_without_an_answer_may_be_made_again) {
    const scratch_directory scratch;
    const words line{"--only", "users", "--record", (scratch.path() / "tape").string()};
    check_ends(run(line), 0);
    check_ends(run(line), 0);
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_recording_is_told) {
    const scratch_directory scratch;
    const words tape{(scratch.path() / "tape").string()};
    const https_server server = serving(http_answer(200, latest));
    check_ends(run(prices_from(server) + words{"--record"} + tape), 0);
    const https_server another = serving(http_answer(200, latest));
    const auto result = run(prices_from(another) + words{"--json", "--replay"} + tape);
    check_ends(result, 0, {"not in the recording", "Record again"});
    BOOST_TEST(source_in(result).at("outcome").as_string() == "unavailable");
    BOOST_TEST(another.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_failure_is_replayed_as_one) {
    const scratch_directory scratch;
    const words tape{(scratch.path() / "tape").string()};
    const https_server server = serving(http_answer(403, "error code: 1010"));
    const words line = prices_from(server);
    const auto recorded = run(line + words{"--json", "--record"} + tape);
    const auto replayed = run(line + words{"--json", "--replay"} + tape);
    BOOST_TEST(source_in(recorded).at("outcome").as_string() == "refused");
    BOOST_TEST(source_in(recorded) == source_in(replayed));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_recorded_or_replayed_is_a_usage_error) {
    const scratch_directory scratch;
    scratch.write("something", "here");
    const https_server server = serving(http_answer(200, latest));
    const words line = prices_from(server);
    const std::string used = scratch.path().string();
    check_ends(run(line + words{"--record", used}), 2, {"there is something in it", used});
    check_ends(run(line + words{"--replay", used}), 2, {"recording.json", "--record"});
    check_ends(run(line + words{"--replay", used, "--record", "x"}), 2, {"exclude each other"});
    check_ends(run(line + words{"--offline", "--record", "x"}), 2, {"exclude each other"});
    scratch.write("recording.json", "{}");
    check_ends(run(line + words{"--replay", used}), 2, {"recording.json is no recording's"});
    BOOST_TEST(server.connections() == 0U);
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(without_the_network)

BOOST_AUTO_TEST_CASE(offline_everything_else_is_seeded) {
    const https_server server = serving(http_answer(200, latest));
    const auto result = run(prices_from(server) + words{"--offline", "--json"});
    check_ends(result, 0, {"offline: it was not asked"});
    BOOST_TEST(source_in(result).at("outcome").as_string() == "unavailable");
    BOOST_TEST(prices() == std::to_string(3 * 288));
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(offline_a_recording_answers) {
    const scratch_directory scratch;
    const words tape{(scratch.path() / "tape").string()};
    const https_server server = serving(http_answer(200, latest));
    check_ends(run(prices_from(server) + words{"--record"} + tape), 0);
    const auto result = run(prices_from(server) + words{"--offline", "--json", "--replay"} + tape);
    BOOST_TEST(source_in(result).at("outcome").as_string() == "complete");
    BOOST_TEST(server.connections() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(progress)

BOOST_TEST_DECORATOR(*boost::unit_test::precondition(terminals))
BOOST_AUTO_TEST_CASE(a_long_download_shows_what_has_come) {
    answer slow = http_answer(200, latest);
    const std::string body = slow.pieces.back();
    slow.pieces.back() = body.substr(0, 20);
    slow.pieces.push_back(body.substr(20));
    slow.pause = std::chrono::milliseconds(200); // longer than the line stands still
    const https_server server = serving(slow);
    running_seedbed running(arguments(prices_from(server)), {}, streams::terminal);
    const auto result = running.finish();
    BOOST_TEST(result.exit_code == 0);
    check_contains(result.out, {"coinspot_prices    0.0 MiB received"});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(required_sources)

BOOST_AUTO_TEST_CASE(a_required_source_that_gives_nothing_leaves_the_database_alone) {
    const https_server server = serving(http_answer(403, "no"));
    const std::string before = database.dump();
    for (const char* name : {"coinspot_prices", "coin*", "*"}) {
        const auto result = run(prices_from(server) + words{"--require", name});
        check_ends(result, 1);
        check_contains(
            result.out,
            {"coinspot_prices    refused                 0         0  CoinSpot answered 403",
             "--require wants it complete, and it is refused: CoinSpot answered 403",
             "was not touched"});
        BOOST_TEST(database.dump() == before);
        BOOST_TEST(database.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'seedbed'") ==
                   "0");
    }
}

BOOST_AUTO_TEST_CASE(json_says_it_too) {
    const https_server server = serving(http_answer(403, "no"));
    const auto result = run(prices_from(server) + words{"--json", "--require", "coinspot_prices"});
    check_ends(result, 1);
    const boost::json::value report = boost::json::parse(result.out);
    BOOST_TEST(report.at("exit_code").to_number<int>() == 1);
    BOOST_TEST(!report.at("committed").as_bool());
    BOOST_TEST(source_in(result).at("outcome").as_string() == "refused");
}

BOOST_AUTO_TEST_CASE(a_skipped_source_is_not_complete) {
    const https_server server = serving(http_answer(200, latest));
    check_ends(run(prices_from(server) +
                   words{"--as-of", "2025-01-01T00:00Z", "--require", "coinspot_prices"}),
               1);
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(a_required_source_that_gives_everything_is_fine) {
    const https_server server = serving(http_answer(200, latest));
    check_ends(run(prices_from(server) + words{"--require", "coinspot_prices"}), 0);
    BOOST_TEST(prices() == std::to_string(3 * 288));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_no_source_of_the_run_is_a_usage_error) {
    const https_server server = serving(http_answer(200, latest));
    const words line = prices_from(server);
    check_ends(run(line + words{"--require", "coinspot_price"}),
               2,
               {"--require coinspot_price", "did you mean 'coinspot_prices'"});
    check_ends(run(line + words{"--require", "price_history"}), 2, {"no source of that name"});
    check_ends(run({"--clear", "--yes", "--require", "coinspot_prices"}),
               2,
               {"--clear alone collects nothing"});
    check_ends(run(line + words{"--no-real-data", "--require", "coinspot_prices"}),
               2,
               {"exclude each other"});
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(memory)

BOOST_AUTO_TEST_CASE(far_fewer_records_than_usual_are_told) {
    const https_server server = serving(http_answer(200, latest));
    check_ends(run(prices_from(server)), 0);
    const auto result = run({"--only",
                             "coinspot_prices",
                             "--coinspot-coins",
                             "BTC",
                             "--coinspot-url",
                             server.url("/pubapi/v2")});
    check_ends(result, 0);
    check_contains(result.out, {"coinspot_prices gave 1 records, fewer than half of the usual 3"});
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(secrets)

const std::string key = "s3cr3t/k+y-of-cryptopanic";

const std::string page =
    R"({"next": "https://cryptopanic.com/x?auth_token=s3cr3t%2Fk%2By-of-cryptopanic&page=2", )"
    R"("results": [{"title": "Bitcoin rises", "url": "https://news.example/1", )"
    R"("published_at": "2026-11-20T10:00:00Z", "kind": "news"}]})";

/// All that a run leaves behind holds the key in no form that this file can think of.
void check_keyless(const std::string& text) {
    check_lacks(text, {key, "s3cr3t%2Fk", "s3cr3t%2fk", "s3cr3t\\/k", "czNjcjN0L2sre"});
}

BOOST_AUTO_TEST_CASE(what_was_recorded_with_a_key_is_replayed_without_one) {
    const scratch_directory scratch;
    const on_database replayed;
    const https_server server([](const seen_request& seen) {
        const bool first = seen.target.find("page=2") == std::string::npos;
        return http_answer(200, first ? page : R"({"next": null, "results": []})");
    });
    const words line{"--only", "cryptopanic_news", "--json", "--cryptopanic-url", server.url("")};
    const words tape{(scratch.path() / "tape").string()};
    check_ends(
        run_seedbed(arguments(line + words{"--record"} + tape), {{"CRYPTOPANIC_API_KEY", key}}), 0);
    const auto asked = server.connections();
    const auto result = replayed.run(line + words{"--replay"} + tape);
    check_ends(result, 0);
    BOOST_TEST(plugin_in(result.out, "cryptopanic_news").at("added").to_number<int>() == 1);
    BOOST_TEST(replayed.database.dump() == database.dump());
    BOOST_TEST(server.connections() == asked);
}

BOOST_AUTO_TEST_CASE(a_key_is_nowhere_but_in_the_request) {
    for (const answer& reply : {http_answer(200, page),
                                http_answer(401, "bad token " + key),
                                http_answer(302, "", {"Location: http://x/?auth_token=" + key}),
                                http_answer(500, "token " + key),
                                answer{{""}, {}, seedbed::tests::ending::orderly}}) {
        const scratch_directory scratch;
        const https_server server = serving(reply);
        const auto result = run_seedbed(
            arguments({"--only",
                       "cryptopanic_news",
                       "--verbose",
                       "--json",
                       "--record",
                       (scratch.path() / "tape").string(),
                       "--cryptopanic-url",
                       server.url("")}),
            {{"CRYPTOPANIC_API_KEY", key}, {"XDG_CACHE_HOME", scratch.path().string()}});
        BOOST_TEST(server.connections() > 0U);
        check_keyless(result.out + result.err);
        check_keyless(all_text(scratch.path()));
        check_keyless(database.dump());
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(base_urls)

const words url_options{"--coinspot-url", "--cryptopanic-url", "--defillama-url", "--kraken-url"};

BOOST_AUTO_TEST_CASE(that_are_none_are_a_usage_error) {
    for (const std::string& option : url_options)
        for (const char* value : {"foo", "", "https://", "ftp://a.example", "https://a.example/?x"})
            check_ends(run({"--all", option, value}), 2, {option, "is no base URL; write it as"});
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(may_end_with_a_slash) {
    const https_server server = serving(http_answer(404, ""));
    const std::string base = server.url("/base//");
    words line{"--only",
               "coinspot_prices,cryptopanic_news,defillama_protocols,kraken_history",
               "--kraken-coins",
               "BTC",
               "--no-cache"};
    for (const std::string& option : url_options)
        line = line + words{option, base};
    check_ends(run(line, {{"CRYPTOPANIC_API_KEY", "s3cr3t"}}), 0);
    BOOST_TEST(server.requests().size() == url_options.size());
    for (const seen_request& request : server.requests())
        BOOST_TEST((request.target.starts_with("/base/") && request.target[6] != '/'),
                   request.target);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(nobody_is_asked_for_a_database_that_is_not_there) {
    std::atomic<int> asked{0};
    const https_server server([&asked](const seen_request&) {
        ++asked;
        return http_answer(200, latest);
    });
    const auto result =
        run_seedbed(prices_from(server) + words{"--database", "postgresql://127.0.0.1:1/nowhere"});
    check_ends(result, 4, {"the database cannot be reached", "port 1 failed"});
    BOOST_TEST(asked == 0);
}

BOOST_AUTO_TEST_SUITE_END()
