#include "plugins/coinspot_prices/latest_prices.hpp"
#include "tests/support/files.hpp"

#include <seedbed/error.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>

namespace coinspot = seedbed::coinspot;

namespace {

coinspot::latest parse_fixture(const char* name) {
    return coinspot::parse_latest(seedbed::test::fixture(std::string("coinspot/") + name));
}

const coinspot::coin_price& find(const coinspot::latest& all, const std::string& ticker) {
    const auto found = std::ranges::find(all.prices, ticker, &coinspot::coin_price::ticker);
    if (found == all.prices.end())
        throw std::runtime_error("no price of " + ticker);
    return *found;
}

std::string tickers(const coinspot::latest& all) {
    std::string joined;
    for (const auto& entry : all.prices)
        joined += (joined.empty() ? "" : " ") + entry.ticker;
    return joined;
}

std::string one_coin(const std::string& key, const std::string& bid) {
    return R"({"status":"ok","prices":{")" + key + R"(":{"bid":)" + bid +
           R"(,"ask":"99999999","last":"99999999"}}})";
}

struct price_text {
    const char* json;
    const char* price;
};

std::ostream& operator<<(std::ostream& out, const price_text& row) {
    return out << row.json;
}

constexpr std::array price_texts = {
    price_text{R"("24100.0899999")", "24100.08999990"},
    price_text{R"("5394")", "5394.00000000"},
    price_text{R"("0.00000051")", "0.00000051"},
    price_text{R"("1.000000005")", "1.00000000"}, // half to even
    price_text{R"("1.000000015")", "1.00000002"},
    price_text{R"("1.0000000050001")", "1.00000001"},
    price_text{R"("1e-7")", "0.00000010"},
    price_text{"7", "7.00000000"},
    price_text{"52732.47000022", "52732.47000022"},
    price_text{"0.07355459", "0.07355459"},
    price_text{"5.1e-7", "0.00000051"},
    price_text{"0.1", "0.10000000"},
    price_text{"9999999.87654321", "9999999.87654321"}, // 15 digits
};

struct bad_entry {
    const char* coin;
    const char* warning;
};

std::ostream& operator<<(std::ostream& out, const bad_entry& row) {
    return out << row.coin;
}

constexpr std::array bad_entries = {
    bad_entry{"uni", "bid is \"0\", not above zero"},
    bad_entry{"link", "ask is \"-14.9\", not above zero"},
    bad_entry{"dot", "ask is \"NaN\", which no price column holds"},
    bad_entry{"aave", "bid is \"\", which no price column holds"},
    bad_entry{"xrp", "last is absent"},
    bad_entry{"ltc", "bid is null, not a price"},
    bad_entry{"trx", "\"0.18\" stands for its prices"},
    bad_entry{"gas", "bid is \"0.000000001\", not above zero"},
    bad_entry{"powr", "bid is \"1234567890123\", which no price column holds"},
    bad_entry{"usdt", "last is true, not a price"},
    bad_entry{"we ird", "the key is no coin's code"},
};

struct bad_answer {
    const char* name;
    const char* body;
    const char* message;
};

std::ostream& operator<<(std::ostream& out, const bad_answer& row) {
    return out << row.name;
}

constexpr std::array bad_answers = {
    bad_answer{"empty", "", "the answer is empty"},
    bad_answer{"blank", " \r\n", "the answer is empty"},
    bad_answer{"html", "\n<!DOCTYPE html><html>Just a moment", "HTML or XML page"},
    bad_answer{"cut", R"({"status":"ok","prices":{"btc")", "not valid JSON: incomplete"},
    bad_answer{"array", "[]", "the answer's type is array, not object"},
    bad_answer{"number", "12", "the answer's type is int64, not object"},
    bad_answer{"no status", R"({"prices":{}})", "the status is absent"},
    bad_answer{
        "bad status", R"({"status":"invalid"})", "\"invalid\", not \"ok\": it gives no message"},
    bad_answer{"odd status", R"({"status":1})", "the status is 1"},
    bad_answer{"no prices", R"({"status":"ok"})", "\"prices\" is absent"},
    bad_answer{"prices are a list",
               R"({"status":"ok","prices":[]})",
               "the type of \"prices\" is array, not object"},
    bad_answer{"no coin", R"({"status":"ok","prices":{}})", "none of the 0 entries"},
    bad_answer{"one coin's own answer",
               R"({"status":"ok","prices":{"bid":"1","ask":"2","last":"1"}})",
               "none of the 3 entries under \"prices\" is a usable price; the first: CoinSpot"},
    bad_answer{"other markets only",
               R"({"status":"ok","prices":{"btc_usdt":{"bid":"1","ask":"2","last":"1"}}})",
               "none of the 1 entries"},
    bad_answer{"a key twice",
               R"({"status":"ok","prices":{"btc":{},"btc":{}}})",
               "the key \"btc\" comes twice in one object"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(coinspot_latest_test)

BOOST_AUTO_TEST_CASE(every_usable_coin_is_read_by_its_usual_ticker) {
    const coinspot::latest all = parse_fixture("latest.json");
    BOOST_TEST(tickers(all) == "BTC DOGE ETH MATIC NEO PEPE SOL XLM");
    BOOST_TEST(find(all, "BTC").ask.to_string() == "101977.35000010");
    BOOST_TEST(find(all, "ETH").bid.to_string() == "4012.00000025");
    BOOST_TEST(find(all, "ETH").last.to_string() == "4020.12345678");
    BOOST_TEST(find(all, "PEPE").bid.to_string() == "0.00000051");
    BOOST_TEST(find(all, "XLM").last.to_string() == "0.42000000");
    BOOST_TEST(all.warnings.empty());
}

BOOST_AUTO_TEST_CASE(prices_may_be_json_numbers) {
    const coinspot::latest all = parse_fixture("latest.json");
    BOOST_TEST(find(all, "SOL").bid.to_string() == "211.00000000");
    BOOST_TEST(find(all, "SOL").ask.to_string() == "218.40000001");
    BOOST_TEST(find(all, "SOL").last.to_string() == "212.50000000");
}

BOOST_DATA_TEST_CASE(a_price_keeps_the_digits_of_its_text, price_texts, row) {
    BOOST_TEST(find(coinspot::parse_latest(one_coin("btc", row.json)), "BTC").bid.to_string() ==
               row.price);
}

BOOST_AUTO_TEST_CASE(an_odd_price_is_kept_and_flagged) {
    const coinspot::latest all = parse_fixture("latest_odd.json");
    BOOST_TEST(tickers(all) == "ADA BTC EOS RHOC");
    const auto flagged = [&all](const std::string& text) {
        return std::ranges::count(all.warnings, "CoinSpot /latest, " + text) == 1;
    };
    BOOST_TEST(flagged(
        "ada: last 0.79000000 is outside of bid 0.81000000 and ask 0.85000000; it is kept"));
    BOOST_TEST(flagged(
        "eos: last 2.87000000 is outside of bid 1.21000000 and ask 2.47000000; it is kept"));
    BOOST_TEST(flagged("rhoc: ask 0.05000000 is below bid 0.13000000; it is kept"));
    BOOST_TEST(all.warnings.size() == 3 + bad_entries.size());
}

BOOST_DATA_TEST_CASE(a_bad_entry_is_left_out_and_says_why, bad_entries, row) {
    const coinspot::latest all = parse_fixture("latest_odd.json");
    const std::string begin = std::string("CoinSpot /latest, ") + row.coin + ": " + row.warning;
    BOOST_TEST(std::ranges::count_if(all.warnings, [&begin](const std::string& warning) {
                   return warning.starts_with(begin) && warning.ends_with("; it is left out");
               }) == 1);
}

BOOST_AUTO_TEST_CASE(a_price_that_nobody_can_compute_with_is_left_out) {
    const auto of = [](const std::string& last) {
        return coinspot::parse_latest(
            R"({"status":"ok","prices":{"xrp":{"bid":"1","ask":"2","last":"1"},"btc":{"bid":"1",)"
            R"("ask":"2","last":")" +
            last + R"("}}})");
    };
    BOOST_TEST(tickers(of("23058430092.13693951")) == "BTC XRP");
    for (const char* last : {"23058430092.13693952", "99999999999.5", "184467464795"}) {
        const coinspot::latest rest = of(last);
        BOOST_TEST(tickers(rest) == "XRP");
        BOOST_TEST(rest.rejected == 1U);
        BOOST_TEST(rest.unusable.at("BTC") == fmt::format("last is \"{}\", more than prices are "
                                                          "computed with",
                                                          last));
    }
}

BOOST_AUTO_TEST_CASE(a_coin_is_unusable_only_where_no_other_entry_has_its_price) {
    const coinspot::latest all = coinspot::parse_latest(
        R"({"status":"ok","prices":{"str":7,"xlm":{"bid":"1","ask":"2","last":"1"},"ans":8}})");
    BOOST_TEST(all.rejected == 2U);
    BOOST_REQUIRE(all.unusable.size() == 1U);
    BOOST_TEST(all.unusable.begin()->first == "NEO");
}

BOOST_AUTO_TEST_CASE(a_hostile_value_is_shown_short_and_harmless) {
    const std::string body = R"({"status":"ok","prices":{"eth":{"bid":"\u001b[2J)" +
                             std::string(500, '9') +
                             R"(","ask":"1","last":"1"},"btc":{"bid":"1","ask":"2","last":"1"}}})";
    const coinspot::latest all = coinspot::parse_latest(body);
    BOOST_REQUIRE(all.warnings.size() == 1);
    BOOST_TEST(all.warnings[0].size() < 200);
    BOOST_TEST(all.warnings[0].find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_usual_ticker_wins_over_an_old_code_whatever_the_order) {
    const std::string old_code = R"("str":{"bid":"1","ask":"3","last":"2"})";
    const std::string usual = R"("xlm":{"bid":"4","ask":"6","last":"5"})";
    for (const std::string& both :
         {fmt::format("{},{}", old_code, usual), fmt::format("{},{}", usual, old_code)}) {
        std::string body = R"({"status":"ok","prices":{)";
        body.append(both).append("}}");
        const coinspot::latest all = coinspot::parse_latest(body);
        BOOST_TEST(tickers(all) == "XLM");
        BOOST_TEST(find(all, "XLM").last.to_string() == "5.00000000");
        BOOST_REQUIRE(all.warnings.size() == 1);
        BOOST_TEST(all.warnings[0] == "CoinSpot /latest, str: \"xlm\" gives XLM too; its price is "
                                      "kept, this one left out");
    }
}

BOOST_DATA_TEST_CASE(an_answer_of_no_use_is_an_error_that_says_why, bad_answers, row) {
    BOOST_CHECK_EXCEPTION(
        coinspot::parse_latest(row.body), seedbed::error, [&row](const seedbed::error& thrown) {
            BOOST_TEST_MESSAGE(thrown.what());
            const std::string message = thrown.what();
            return thrown.kind() == seedbed::failure::seeding &&
                   message.starts_with("CoinSpot /latest: ") &&
                   message.find(row.message) != std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(a_refusal_carries_the_vendors_message_in_one_short_line) {
    BOOST_CHECK_EXCEPTION(
        parse_fixture("error.json"), seedbed::error, [](const seedbed::error& thrown) {
            return std::string(thrown.what()).find("not \"ok\": The service is resting.") !=
                   std::string::npos;
        });
    const std::string endless =
        R"({"status":"error","message":")" + std::string(5'000, 'm') + R"("})";
    BOOST_CHECK_EXCEPTION(
        coinspot::parse_latest(endless), seedbed::error, [](const seedbed::error& thrown) {
            const std::string message = thrown.what();
            return message.find(std::string(197, 'm') + "...") != std::string::npos &&
                   message.find(std::string(198, 'm')) == std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(a_reference_answer_is_read_whole,
                     *boost::unit_test::precondition(seedbed::test::payloads_are_there)) {
    const coinspot::latest all =
        coinspot::parse_latest(seedbed::test::payload("coinspot_latest.json"));
    for (const auto& warning : all.warnings)
        BOOST_TEST_MESSAGE(warning);
    BOOST_TEST(all.prices.size() >= 10U);
    BOOST_CHECK(find(all, "BTC").bid > coinspot::price::from_integer(1'000));
    BOOST_TEST(std::ranges::none_of(all.warnings, [](const std::string& warning) {
        return warning.ends_with("it is left out");
    }));
}

BOOST_AUTO_TEST_SUITE_END()
