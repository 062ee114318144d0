#include "tests/integration/price_series.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/https_server.hpp"

#include <seedbed/timestamp.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <map>
#include <random>
#include <string>

using namespace seedbed::test;
using seedbed::timestamp;
using seedbed::tests::answer;
using seedbed::tests::certificate_authority;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

namespace {

constexpr std::int64_t step = 300;

std::int64_t this_slot() {
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
               .count() /
           step * step;
}

std::string time_text(std::int64_t seconds) {
    return timestamp::from_unix_seconds(seconds).to_string();
}

/// A coin's candles as Kraken gives them: prices that look real, now and then a silent interval,
/// the last candle open.
struct coin_market {
    double level;
    int decimals;

    /// `count` candles, of which the open one begins at `open`.
    std::string candles(std::int64_t open, int count = 720) const {
        std::mt19937_64 random(static_cast<std::uint64_t>(decimals));
        double price = level;
        std::string rows;
        for (int i = 0; i < count; ++i) {
            const std::int64_t start = open - (count - 1 - i) * step;
            const double before = price;
            const bool silent = random() % 5 == 0;
            if (!silent)
                price *= std::exp(volatility(i) * noise(random));
            rows +=
                fmt::format(R"({}[{},"{:.{p}f}","{:.{p}f}","{:.{p}f}","{:.{p}f}","0.0","{}",{}])",
                            i == 0 ? "" : ",",
                            start,
                            before,
                            std::max(before, price),
                            std::min(before, price),
                            price,
                            silent ? "0.00000000" : "1.50000000",
                            silent ? 0 : 7,
                            fmt::arg("p", decimals));
        }
        return rows;
    }

    std::string answer_text(std::int64_t open, int count = 720) const {
        return R"({"error":[],"result":{"XSOMEZAUD":[)" + candles(open, count) +
               fmt::format(R"(],"last":{}}}}})", open - step);
    }

    /// Calm and busy hours follow each other.
    static double volatility(int i) { return i / 24 % 3 == 0 ? 0.0022 : 0.0009; }

    /// About a normal deviate; the sum of uniform ones is the same with every library.
    static double noise(std::mt19937_64& random) {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += static_cast<double>(random() >> 11U) * 0x1p-53;
        return sum;
    }
};

const std::map<std::string, coin_market> markets{
    {"BTC", {171234.5, 1}}, {"ETH", {6012.3, 2}}, {"DOGE", {0.2891234, 7}}};

/// Closes by the end of their candles, as strings.
std::map<std::int64_t, std::string> closes_in(const std::string& body) {
    std::map<std::int64_t, std::string> closes;
    const boost::json::value answer = boost::json::parse(body);
    for (const auto& row : answer.at("result").at("XSOMEZAUD").as_array())
        closes[row.at(0).as_int64() + step] = row.at(4).as_string();
    closes.erase(std::prev(closes.end()));
    return closes;
}

std::string coin_of(const seen_request& request) {
    const std::string before = "/0/public/OHLC?pair=";
    const std::string after = "/AUD&interval=5";
    if (!request.target.starts_with(before) || !request.target.ends_with(after))
        return "no coin in " + request.target;
    return request.target.substr(before.size(),
                                 request.target.size() - before.size() - after.size());
}

struct outcome {
    boost::json::value report;

    boost::json::object plugin(const std::string& name = "kraken_history") const {
        return plugin_in(boost::json::serialize(report), name);
    }
    int added(const std::string& name = "kraken_history") const {
        return plugin(name).at("added").to_number<int>();
    }
    std::string source(const char* field) const {
        return std::string(plugin().at("source").at(field).as_string());
    }
    std::int64_t as_of() const {
        return timestamp::parse(std::string(report.at("as_of").as_string())).unix_seconds();
    }
    std::string notes() const { return boost::json::serialize(report.at("notes")); }
};

/// A database, a server in Kraken's place, and the authority that seedbed is told to trust.
struct kraken : price_series {
    certificate_authority authority;
    std::int64_t open = this_slot(); // when the candle began that is open

    /// Answers by coin; a coin without one gets its market's.
    https_server serve(const std::map<std::string, answer>& answers = {}) const {
        return {authority.issue("DNS:localhost"),
                [answers, begin = open](const seen_request& request) {
                    const std::string coin = coin_of(request);
                    if (const auto own = answers.find(coin); own != answers.end())
                        return own->second;
                    if (const auto real = markets.find(coin); real != markets.end())
                        return http_answer(200, real->second.answer_text(begin));
                    return http_answer(200, R"({"error":["EQuery:Unknown asset pair"]})");
                }};
    }

    outcome seed(const https_server& server, const words& more = {}) const {
        const command_result result = run(words{"--json",
                                                "--ca-file",
                                                authority.file().string(),
                                                "--kraken-url",
                                                server.url("", "localhost")} +
                                          more);
        check_ends(result, 0);
        return {boost::json::parse(result.out)};
    }

    /// Every close that is not after `last` stands in its slot, to the digit, between bid and ask.
    void check_closes(const std::string& coin, const std::string& body, std::int64_t last) const {
        for (const auto& [end, close] : closes_in(body)) {
            if (end > last)
                continue;
            const std::string found = database.value(
                fmt::format("SELECT last = {} AND bid > 0 AND bid <= last AND last <= ask"
                            " FROM price_data_5min WHERE coin_type = '{}' AND timestamp = '{}'",
                            close,
                            coin,
                            time_text(end)));
            BOOST_TEST_REQUIRE(found == "t", coin << " at " << time_text(end));
        }
    }

    void check_nothing_came(const outcome& run,
                            const char* outcome_name,
                            const std::vector<std::string>& detail) const {
        BOOST_TEST(run.source("outcome") == outcome_name);
        check_contains(run.source("detail"), detail);
        BOOST_TEST(run.added() == 0);
        BOOST_TEST(prices() == "0");
    }
};

const words kraken_only{"--only", "kraken_history"};
const words bitcoin{"--kraken-coins", "BTC"};
const words with_history{"--only",
                         "kraken_history,price_history",
                         "--days",
                         "7",
                         "--coins",
                         "BTC,ETH,DOGE",
                         "--kraken-coins",
                         "doge,BTC,ETH,btc"};
constexpr int closed = 719;
constexpr int week = 7 * 288;

} // namespace

BOOST_FIXTURE_TEST_SUITE(kraken_test, kraken)

BOOST_AUTO_TEST_SUITE(real_history)

BOOST_AUTO_TEST_CASE(is_stored_to_the_last_digit_and_goes_on_from_generated_history) {
    const https_server server = serve();
    const outcome run = seed(server, with_history);
    BOOST_TEST(run.source("outcome") == "complete");
    BOOST_TEST(run.added() == 3 * closed);
    BOOST_TEST(run.added("price_history") == 3 * (week - closed));
    for (const auto& [coin, market] : markets) {
        check_closes(coin, market.answer_text(open), run.as_of());
        check_no_jump(coin, time_text(open - (closed - 1) * step)); // the oldest real price
    }
    check_gap_free(time_text(run.as_of() - (week - 1) * step), time_text(run.as_of()));
    BOOST_TEST(server.requests().size() == 3U);
}

BOOST_AUTO_TEST_CASE(keeps_the_rules_of_a_market_together_with_generated_history) {
    seed(serve(), with_history);
    const command_result verified =
        run_seedbed(words{"verify"} + arguments({"--only", "price_history"}));
    check_ends(verified, 0);
}

BOOST_AUTO_TEST_CASE(is_asked_for_by_pair_the_coins_being_those_that_kraken_has) {
    const https_server server = serve();
    const outcome run = seed(server, kraken_only);
    words targets;
    for (const seen_request& request : server.requests())
        targets.push_back(request.target);
    words expected;
    for (const char* coin : {"ADA", "BTC", "DOGE", "ETH", "LINK", "SOL"})
        expected.push_back(fmt::format("/0/public/OHLC?pair={}/AUD&interval=5", coin));
    BOOST_TEST(targets == expected, boost::test_tools::per_element());
    BOOST_TEST(run.source("outcome") == "partial"); // the server knows three of them
    check_contains(run.source("detail"), {"ADA, LINK, SOL", "EQuery:Unknown asset pair"});
    BOOST_TEST(coins() == "BTC DOGE ETH");
}

BOOST_AUTO_TEST_CASE(is_added_once) {
    const https_server server = serve();
    BOOST_TEST(seed(server, kraken_only + bitcoin).added() == closed);
    const std::string before = all();
    const outcome second = seed(server, kraken_only + bitcoin);
    BOOST_TEST(second.added() == 0);
    BOOST_TEST(second.plugin().at("kept").to_number<int>() == closed);
    BOOST_TEST((all() == before));
}

BOOST_AUTO_TEST_CASE(leaves_every_row_that_stands_there_as_it_is) {
    insert("BTC", time_text(open), "170000");
    insert("BTC", time_text(open - 5 * step + 7), "170001"); // off the grid: its slot is taken
    insert("BTC", time_text(open - 2000 * step), "1");
    insert("ETH", time_text(open - step), "6000");
    const std::string before = database.copy("SELECT * FROM price_data_5min WHERE id < 0");
    const outcome run = seed(serve(), kraken_only + bitcoin);
    BOOST_TEST(run.added() == closed - 2);
    BOOST_TEST(run.plugin().at("kept").to_number<int>() == 2);
    BOOST_TEST((database.copy("SELECT * FROM price_data_5min WHERE id < 0") == before));
    BOOST_TEST(database.value(fmt::format("SELECT count(*) FROM price_data_5min WHERE coin_type ="
                                          " 'BTC' AND timestamp BETWEEN '{}' AND '{}'",
                                          time_text(open - 5 * step),
                                          time_text(open - 4 * step - 1))) == "1");
}

BOOST_AUTO_TEST_CASE(gives_way_to_coinspots_price_of_now) {
    const https_server server =
        serve({{"no coin in /coinspot/latest",
                http_answer(
                    200, R"({"status":"ok","prices":{"btc":{"bid":"1","ask":"3","last":"2"}}})")}});
    const outcome run = seed(server,
                             bitcoin + words{"--only",
                                             "coinspot_prices,kraken_history",
                                             "--coinspot-url",
                                             server.url("/coinspot", "localhost")});
    BOOST_TEST(database.value("SELECT bid, ask, last FROM price_data_5min WHERE timestamp = '" +
                              time_text(run.as_of()) + "'") == "1.00000000|3.00000000|2.00000000");
}

BOOST_AUTO_TEST_CASE(is_only_added_where_generated_history_ends) {
    run(words{"--only", "price_history", "--days", "1", "--coins", "BTC", "--as-of"} +
        words{time_text(open - 100 * step)});
    const std::string before = all();
    const outcome run = seed(serve(), kraken_only + bitcoin);
    BOOST_TEST(run.added() == closed - 288);
    BOOST_TEST((database.copy(fmt::format("SELECT * FROM price_data_5min WHERE timestamp BETWEEN"
                                          " '{}' AND '{}' ORDER BY id",
                                          time_text(open - 387 * step),
                                          time_text(open - 100 * step))) == before));
}

BOOST_AUTO_TEST_CASE(of_a_run_in_the_past_ends_there) {
    const std::int64_t as_of = open - 300 * step;
    const outcome run = seed(serve(), kraken_only + bitcoin + words{"--as-of", time_text(as_of)});
    BOOST_TEST(run.source("outcome") == "complete");
    BOOST_TEST(run.added() == closed - 300);
    BOOST_TEST(database.value("SELECT max(timestamp) = '" + time_text(as_of) +
                              "' FROM price_data_5min") == "t");
    check_closes("BTC", markets.at("BTC").answer_text(open), as_of);
}

BOOST_AUTO_TEST_CASE(of_long_ago_is_not_asked_for) {
    const https_server server = serve();
    const outcome run =
        seed(server, kraken_only + bitcoin + words{"--as-of", time_text(open - 730 * step)});
    check_nothing_came(run, "skipped", {"60 hours"});
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(with_some_of_the_candles)

BOOST_AUTO_TEST_CASE(the_other_coins_are_generated) {
    const outcome run =
        seed(serve({{"ETH", http_answer(200, "<html>")},
                    {"DOGE", http_answer(200, R"({"error":["EGeneral:Internal error"]})")}}),
             with_history);
    BOOST_TEST(run.source("outcome") == "partial");
    check_contains(run.source("detail"), {"719 prices of 1 coins", "nothing of DOGE, ETH"});
    BOOST_TEST(run.added() == closed);
    BOOST_TEST(run.added("price_history") == 3 * week - closed);
}

BOOST_AUTO_TEST_CASE(holes_are_filled_from_both_sides_and_bad_rows_counted) {
    const std::string body = markets.at("BTC").answer_text(open);
    const std::int64_t hole = open - 200 * step;
    std::string holed = body;
    for (int i = 0; i < 12; ++i) { // their times are no times
        const std::string start = fmt::format("[{},", hole + i * step);
        holed.replace(holed.find(start), start.size(), "[null,");
    }
    const outcome run =
        seed(serve({{"BTC", http_answer(200, holed)}}),
             {"--only", "kraken_history,price_history", "--coins", "BTC", "--kraken-coins", "BTC"});
    BOOST_TEST(run.source("outcome") == "complete");
    BOOST_TEST(run.plugin().at("source").at("rejected").to_number<int>() == 12);
    check_contains(run.notes(), {"12 rows of BTC are of no use; the first: [null,"});
    BOOST_TEST(run.added() == closed - 12);
    check_gap_free(time_text(run.as_of() - (week - 1) * step), time_text(run.as_of()));
    check_no_jump("BTC", time_text(hole + step));
    check_no_jump("BTC", time_text(hole + 12 * step));
}

BOOST_AUTO_TEST_CASE(few_of_them_are_told) {
    const outcome run =
        seed(serve({{"BTC", http_answer(200, markets.at("BTC").answer_text(open, 31))}}),
             kraken_only + bitcoin);
    BOOST_TEST(run.added() == 30);
    check_contains(run.notes(), {"Kraken gave 30 candles of BTC, not the usual 719"});
}

BOOST_AUTO_TEST_CASE(a_coin_without_generated_history_may_have_holes) {
    std::string holed = markets.at("ETH").answer_text(open);
    const std::string start = fmt::format("[{},", open - 200 * step);
    holed.replace(holed.find(start), start.size(), "[null,");
    const outcome run = seed(serve({{"ETH", http_answer(200, holed)}}),
                             {"--only",
                              "kraken_history,price_history",
                              "--coins",
                              "BTC",
                              "--days",
                              "1",
                              "--kraken-coins",
                              "ETH"});
    BOOST_TEST(run.added() == closed - 1);
    BOOST_TEST(run.added("price_history") == 288);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(without_candles)

BOOST_AUTO_TEST_CASE(krakens_own_words_are_told) {
    const outcome unknown = seed(serve(), kraken_only + words{"--kraken-coins", "NONE"});
    check_nothing_came(
        unknown, "refused", {"Kraken answered for NONE/AUD: EQuery:Unknown asset pair"});
}

BOOST_AUTO_TEST_CASE(what_passes_is_told_from_what_does_not) {
    const auto ask = [&](const answer& what) {
        return seed(serve({{"BTC", what}}), kraken_only + bitcoin);
    };
    check_nothing_came(
        ask(http_answer(200, R"({"error":["EService:Busy"]})")), "unavailable", {"EService:Busy"});
    check_nothing_came(ask(http_answer(451, "not here")), "refused", {"451"});
    check_nothing_came(ask(http_answer(200, "[1]")), "malformed", {"no object"});
    check_nothing_came(
        ask(answer{{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"}}), "unavailable", {});
}

BOOST_AUTO_TEST_CASE(a_name_that_is_no_ticker_is_refused_before_anything_is_asked) {
    const https_server server = serve();
    check_ends(run(kraken_only +
                   words{"--kraken-coins", "BTC,x&y", "--kraken-url", server.url("", "localhost")}),
               2,
               {"'X&Y'", "no ticker"});
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
