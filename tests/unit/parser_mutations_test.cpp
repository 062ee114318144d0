// Texts changed at random: every parser gives a result or a seedbed::error, nothing else. Run with
// a sanitizer it finds what a result does not show. (What the news plugins read:
// news_mutations_test.)
#include "core/discovery/manifest.hpp"
#include "plugins/coinspot_prices/latest_prices.hpp"
#include "plugins/kraken_history/candles.hpp"
#include "sdk/src/http/location.hpp"
#include "sdk/src/http/retry_after.hpp"
#include "strategy.hpp"
#include "tests/support/files.hpp"
#include "tests/unit/mutator.hpp"

#include <seedbed/error.hpp>
#include <seedbed/json_elements.hpp>
#include <seedbed/timestamp.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>

using seedbed::test::mutator;

using seedbed::test::fixture;

namespace {

/// Both ends occur, so that neither the mutations nor the parser are idle.
void check_mutations(const std::string& original,
                     std::uint64_t rounds,
                     const std::function<void(const std::string&)>& parse) {
    parse(original);
    std::uint64_t refused = 0;
    for (std::uint64_t i = 0; i < rounds; ++i) {
        try {
            parse(mutator(i)(original));
        } catch (const seedbed::error&) {
            ++refused;
        }
    }
    BOOST_TEST(refused > 0U);
}

constexpr const char* manifest = R"({
  "name": "orders", "version": "1.2.3", "kind": "model", "description": "What users buy and sell",
  "library": "libseedbed_plugin_orders.so", "sdk": {"abi": "1"},
  "depends": [{"plugin": "users", "version": ">=1.0, <2", "optional": true}],
  "options": [{"name": "orders", "type": "integer", "default": 25, "minimum": 0, "value": "N",
               "description": "How many"}],
  "environment": [{"name": "KEY", "description": "A key", "secret": true}]
})";

} // namespace

BOOST_AUTO_TEST_SUITE(parser_mutations_test)

BOOST_AUTO_TEST_CASE(no_manifest_breaks_its_parser) {
    std::uint64_t with_problems = 0;
    for (std::uint64_t i = 0; i < 3'000; ++i) // tells its problems, and throws nothing
        with_problems +=
            seedbed::discovery::parse_manifest(mutator(i)(manifest), "x").problems.empty() ? 0 : 1;
    BOOST_TEST(with_problems > 1'000U);
}

BOOST_AUTO_TEST_CASE(no_prices_break_their_parsers) {
    check_mutations(fixture("coinspot/latest.json"), 3'000, [](const std::string& body) {
        for (const auto& price : seedbed::coinspot::parse_latest(body).prices) {
            BOOST_TEST((price.bid > seedbed::coinspot::price()));
            BOOST_TEST((price.ask > seedbed::coinspot::price()));
            BOOST_TEST((price.last > seedbed::coinspot::price()));
        }
    });
    check_mutations(fixture("kraken/ohlc.json"), 3'000, [](const std::string& body) {
        for (const auto& candle : seedbed::kraken::parse_candles(body, "BTC/AUD").closed)
            BOOST_TEST((candle.close_aud > seedbed::kraken::aud_price()));
    });
}

BOOST_AUTO_TEST_CASE(no_address_breaks_its_parser) {
    check_mutations("https://user@api.example.com:8443/a/b?c=d%20e", 5'000, [](const auto& url) {
        if (url.find('@') != std::string::npos)
            return; // refused, and the original with it
        BOOST_TEST(seedbed::http::locate(url).port > 0);
    });
}

BOOST_AUTO_TEST_CASE(no_retry_after_breaks_its_parser) {
    const auto now = std::chrono::system_clock::time_point(std::chrono::seconds(1'790'000'000));
    for (const char* original :
         {"120", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"})
        for (std::uint64_t i = 0; i < 3'000; ++i)
            if (const auto wait = seedbed::http::parse_retry_after(mutator(i)(original), now))
                BOOST_TEST((wait->count() >= 0 && *wait <= std::chrono::hours(24 * 366)));
}

BOOST_AUTO_TEST_CASE(no_strategy_and_no_time_break_their_parsers) {
    check_mutations(R"({"strategy": "momentum_classifier", "windows": [3, 12], "weights": [1, -1],)"
                    R"( "bias": 0.5, "enter_above": 0.6, "exit_below": 0.4})",
                    3'000,
                    [](const std::string& text) {
                        BOOST_TEST(ohmycoins::trading::make_strategy(text)->warm_up() > 0U);
                    });
    check_mutations("2026-11-22 14:35:00.123456+10:00", 3'000, [](const std::string& text) {
        BOOST_TEST(!seedbed::timestamp::parse(text).to_string().empty());
    });
}

BOOST_AUTO_TEST_SUITE_END()
