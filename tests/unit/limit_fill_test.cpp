#include "limit_fill.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace ohmycoins;
using seedbed::timestamp;
using trading::side;
using trading::tick;

namespace {

constexpr std::int64_t start = 1'700'000'100;

timestamp at(int minutes) {
    return timestamp::from_unix_seconds(start + minutes * 60);
}

/// One tick every five minutes; bid one below, ask one above.
std::vector<tick> ticks(const std::vector<int>& prices) {
    std::vector<tick> made;
    for (const int price : prices)
        made.push_back({.time = at(static_cast<int>(made.size()) * 5),
                        .bid = (price - 1) * 100'000'000LL,
                        .last = price * 100'000'000LL,
                        .ask = (price + 1) * 100'000'000LL});
    return made;
}

limit_order order_at(side side, int limit, int ends) {
    return {.side = side,
            .limit = price_decimal::from_integer(limit),
            .quantity = quantity_decimal::from_integer(2),
            .submitted_at = at(1),
            .ends_at = at(ends)};
}

limit_fill
fill(const limit_order& order, const std::vector<int>& prices, int now, std::uint64_t i) {
    seedbed::random draws(seedbed::derive_key(42, "limits"), i);
    return fill_limit_order(order, ticks(prices), at(now), draws);
}

} // namespace

BOOST_AUTO_TEST_SUITE(limit_fill_test)

BOOST_AUTO_TEST_CASE(a_buy_fills_when_the_ask_comes_down_to_its_limit) {
    bool partly = false;
    bool at_once = false;
    for (std::uint64_t i = 0; i < 100; ++i) {
        const limit_fill got = fill(order_at(side::buy, 95, 1000), {100, 97, 94, 99, 90}, 22, i);
        BOOST_TEST((got.filled == quantity_decimal::from_integer(2)));
        at_once |= got.filled_at >= at(10) && got.filled_at < at(15);
        partly |= got.filled_at >= at(20) && got.filled_at <= at(22);
        BOOST_TEST(!got.ended);
    }
    BOOST_TEST(at_once);
    BOOST_TEST(partly); // the rest of it at the second chance
}

BOOST_AUTO_TEST_CASE(a_sell_fills_when_the_bid_comes_up_to_its_limit) {
    const limit_fill got = fill(order_at(side::sell, 105, 1000), {100, 104, 106, 110}, 60, 7);
    BOOST_TEST((got.filled_at >= at(10)));
    BOOST_TEST(
        !fill(order_at(side::sell, 120, 1000), {100, 104, 106}, 60, 7).filled_at.has_value());
}

BOOST_AUTO_TEST_CASE(what_came_before_it_was_submitted_does_not_count) {
    BOOST_TEST(fill(order_at(side::buy, 95, 1000), {90, 100, 100}, 60, 1).filled.is_zero());
}

BOOST_AUTO_TEST_CASE(it_ends_unfilled_when_the_market_comes_too_late) {
    const limit_fill late = fill(order_at(side::buy, 95, 7), {100, 100, 90}, 60, 1);
    BOOST_TEST(late.filled.is_zero());
    BOOST_TEST(late.ended);
    const limit_fill open = fill(order_at(side::buy, 95, 70), {100, 100, 100}, 60, 1);
    BOOST_TEST(open.filled.is_zero());
    BOOST_TEST(!open.ended);
}

BOOST_AUTO_TEST_CASE(what_is_filled_in_part_is_more_than_nothing_and_less_than_all) {
    int parts = 0;
    for (std::uint64_t i = 0; i < 200; ++i) {
        const limit_fill got = fill(order_at(side::buy, 95, 30), {100, 100, 90, 100}, 60, i);
        BOOST_TEST((got.filled > quantity_decimal()));
        if (got.filled < quantity_decimal::from_integer(2)) {
            ++parts;
            BOOST_TEST(got.ended);
        }
    }
    BOOST_TEST(parts > 20);
    BOOST_TEST(parts < 70);
}

BOOST_AUTO_TEST_SUITE_END()
