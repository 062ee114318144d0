#include "ledger.hpp"
#include "trader.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace ohmycoins;
using seedbed::timestamp;

namespace {

const timestamp now = timestamp::parse("2026-11-22T14:35Z");
const timestamp week_ago = now - std::chrono::days(7);

const trading::price_board& prices() {
    static const trading::price_board board = trading::price_board::generated(42, week_ago, now);
    return board;
}

seedbed::random draws(std::uint64_t user) {
    return {seedbed::derive_key(42, "traders"), user};
}

trader someone(std::size_t orders) {
    trader who;
    who.id = seedbed::uuid::parse("01234567-89ab-7def-8123-456789abcdef");
    who.time_zone = "Australia/Sydney";
    who.experience = "intermediate";
    who.risk_tolerance = "medium";
    who.from = week_ago;
    who.to = now;
    who.manual_orders = orders;
    return who;
}

running_algorithm crossover() {
    running_algorithm made;
    made.id = seedbed::uuid::parse("11234567-89ab-7def-8123-456789abcdef");
    made.coin = "ETH";
    made.rule = trading::make_strategy(
        R"({"strategy": "ma_crossover", "short_window": 6, "long_window": 24})");
    made.from = week_ago;
    made.to = now;
    made.amount_per_order = aud::from_integer(500);
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(trader_test)

BOOST_AUTO_TEST_CASE(the_same_trader_on_the_same_prices_places_the_same_orders) {
    const auto once = trade(someone(50), prices(), draws(1));
    const auto again = trade(someone(50), prices(), draws(1));
    BOOST_REQUIRE(once.size() == again.size());
    for (std::size_t i = 0; i < once.size(); ++i) {
        BOOST_TEST((once[i].created_at == again[i].created_at));
        BOOST_TEST((once[i].quantity == again[i].quantity));
        BOOST_TEST(once[i].status == again[i].status);
    }
}

BOOST_AUTO_TEST_CASE(no_book_ever_sells_what_it_does_not_hold) {
    trader who = someone(400);
    who.algorithms.push_back(crossover());
    auto orders = trade(who, prices(), draws(2));
    std::erase_if(orders, [](const order& each) { return !each.filled_at; });
    std::stable_sort(orders.begin(), orders.end(), [](const order& a, const order& b) {
        return a.filled_at < b.filled_at;
    });
    std::map<std::string, trading::holding> books; // throws when it is oversold
    for (const order& each : orders)
        books[each.coin_type + (each.algorithm_id ? " by algorithm" : "")].add(
            each.side == "buy" ? trading::side::buy : trading::side::sell,
            each.filled_quantity,
            *each.price);
    BOOST_TEST(orders.size() > 200U);
}

BOOST_AUTO_TEST_CASE(all_kinds_of_orders_and_ends_occur) {
    std::set<std::string> words;
    for (std::uint64_t user = 0; user < 30; ++user) {
        trader who = someone(60);
        who.experience = user % 2 == 0 ? "advanced" : "beginner";
        for (const order& each : trade(who, prices(), draws(user)))
            words.insert(each.side + " " + each.order_type + " " + each.status);
    }
    for (const char* expected : {"buy market filled",
                                 "sell market filled",
                                 "buy limit filled",
                                 "sell limit filled",
                                 "buy limit partial",
                                 "buy limit submitted",
                                 "buy limit cancelled",
                                 "buy market failed"})
        BOOST_TEST(words.contains(expected), expected);
}

BOOST_AUTO_TEST_CASE(an_algorithm_trades_when_its_strategy_says_so) {
    trader who = someone(0);
    who.algorithms.push_back(crossover());
    const auto orders = trade(who, prices(), draws(3));
    BOOST_REQUIRE(orders.size() > 10U);
    const auto ticks = prices().of("ETH");
    bool holds = false;
    for (const order& each : orders) {
        if (!each.algorithm_id)
            continue; // a last-moment order by hand
        const auto decided = each.created_at.floor_to(std::chrono::minutes(5));
        const auto seen = ticks.first(trading::ticks_until(ticks, decided));
        BOOST_TEST(who.algorithms.front().rule->wants_to_hold(seen, holds) == (each.side == "buy"));
        if (each.status == "filled")
            holds = each.side == "buy";
    }
}

BOOST_AUTO_TEST_CASE(an_algorithm_keeps_to_its_days_limit_and_its_time) {
    trader who = someone(0);
    running_algorithm limited = crossover();
    limited.max_trades_per_day = 2;
    limited.from = now - std::chrono::days(3);
    limited.to = now - std::chrono::days(1);
    who.algorithms.push_back(limited);
    std::map<std::int64_t, int> days;
    for (const order& each : trade(who, prices(), draws(4))) {
        if (!each.algorithm_id)
            continue;
        BOOST_TEST((each.created_at >= limited.from && each.created_at < limited.to));
        ++days[each.created_at.unix_seconds() / 86'400];
    }
    BOOST_TEST(!days.empty());
    for (const auto& [day, orders] : days)
        BOOST_TEST(orders <= 2);
}

BOOST_AUTO_TEST_CASE(who_came_after_the_prices_places_nothing) {
    trader who = someone(10);
    who.from = now;
    BOOST_TEST(trade(who, prices(), draws(5)).empty());
    BOOST_TEST(trade(someone(10), trading::price_board(), draws(5)).empty());
}

BOOST_AUTO_TEST_SUITE_END()
