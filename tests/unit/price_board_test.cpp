#include "prices.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

using ohmycoins::trading::price_board;
using ohmycoins::trading::tick;
using seedbed::timestamp;

namespace {

const timestamp begin = timestamp::parse("2026-01-01T00:00Z");

timestamp minute(int count) {
    return begin + std::chrono::minutes(count);
}

/// One tick each five minutes, from `first` on.
std::vector<tick> ticks(int first, int count) {
    std::vector<tick> made;
    for (int i = 0; i < count; ++i)
        made.push_back({.time = minute(first + 5 * i), .bid = 1, .last = 2, .ask = 3});
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(price_board_test)

BOOST_AUTO_TEST_CASE(since_a_moment_it_has_the_ticks_from_then_on) {
    const price_board board = price_board({{"BTC", ticks(0, 20)}}).since(minute(50));
    BOOST_TEST(board.of("BTC").size() == 10U);
    BOOST_TEST((board.begin() == minute(50)));
    BOOST_TEST((board.end() == minute(95)));
}

BOOST_AUTO_TEST_CASE(since_a_moment_it_is_without_the_coins_that_have_snapshots_only) {
    const price_board whole({{"BTC", ticks(0, 20)}, {"ETH", ticks(90, 2)}, {"SOL", ticks(50, 5)}});
    BOOST_TEST((whole.since(minute(0)).coins() == std::vector<std::string>{"BTC"}));
    BOOST_TEST((whole.since(minute(50)).coins() == std::vector<std::string>{"BTC", "SOL"}));
    BOOST_TEST((whole.since(minute(90)).coins() == std::vector<std::string>{"BTC", "ETH"}));
}

BOOST_AUTO_TEST_CASE(a_price_holds_for_five_minutes) {
    const price_board board({{"BTC", ticks(0, 2)}});
    BOOST_TEST(board.at("BTC", minute(9)) != nullptr);
    BOOST_TEST(board.at("BTC", minute(10)) == nullptr);
    BOOST_TEST(board.at("BTC", minute(-1)) == nullptr);
    BOOST_TEST(board.at("ETH", minute(1)) == nullptr);
}

BOOST_AUTO_TEST_CASE(after_its_last_tick_it_is_empty) {
    BOOST_TEST(price_board({{"BTC", ticks(0, 2)}}).since(minute(6)).empty());
}

BOOST_AUTO_TEST_SUITE_END()
