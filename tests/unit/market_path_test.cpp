#include "market/pinned_path.hpp"
#include "market/skeleton.hpp"
#include "tests/unit/market_paths.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace market = seedbed::market;
using namespace seedbed::market::test;

BOOST_AUTO_TEST_SUITE(market_path_test)

BOOST_AUTO_TEST_CASE(a_day_is_the_same_alone_in_sequence_backwards_and_from_another_model) {
    const pinned_path eth = path_of("ETH");
    std::vector<day_quotes> forward;
    for (std::int64_t day = today; day < today + 5; ++day) {
        forward.push_back(quotes_of(eth, day));
    }
    for (std::int64_t i = 4; i >= 0; --i) {
        BOOST_TEST((quotes_of(eth, today + i) == forward[static_cast<std::size_t>(i)]));
    }
    const market::model another(42);
    const pinned_path alone(another, market::coin_index("ETH"), {});
    BOOST_TEST((quotes_of(alone, today + 3) == forward[3]));

    market::series_day shared;
    another.make_market_day(today + 3, shared);
    day_quotes with_shared_market;
    alone.day_quotes(today + 3, shared, with_shared_market);
    BOOST_TEST((with_shared_market == forward[3]));
}

BOOST_AUTO_TEST_CASE(seeds_coins_and_days_differ) {
    const market::model other(43);
    const day_quotes btc = quotes_of(path_of("BTC"), today);
    BOOST_TEST((quotes_of({other, market::coin_index("BTC"), {}}, today) != btc));
    BOOST_TEST((quotes_of(path_of("BTC"), today + 1) != btc));
    BOOST_TEST((quotes_of(path_of("ETH"), today) != btc));
}

BOOST_AUTO_TEST_CASE(a_day_ends_where_the_next_begins) {
    market::coin_day day;
    market::coin_day next;
    for (std::size_t coin = 0; coin < market::coins().size(); ++coin) {
        default_model().make_coin_day(coin, today, day);
        default_model().make_coin_day(coin, today + 1, next);
        BOOST_TEST(day.log_price.back() == next.log_price.front());
        BOOST_TEST(day.variance_before + day.day_variance == next.variance_before,
                   boost::test_tools::tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(quotes_are_ordered_positive_and_on_the_tick) {
    for (const market::coin& coin : market::coins()) {
        const pinned_path path = path_of(coin.ticker);
        for (std::int64_t day = today; day < today + 60; ++day) {
            for (const quote& q : quotes_of(path, day)) {
                BOOST_REQUIRE(q.bid > 0);
                BOOST_REQUIRE(q.bid < q.last);
                BOOST_REQUIRE(q.last < q.ask);
                const std::int64_t step = market::tick(coin, q.last);
                BOOST_REQUIRE(q.bid % step == 0);
                BOOST_REQUIRE(q.last % step == 0);
                BOOST_REQUIRE(q.ask % step == 0);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(spreads_are_those_of_a_retail_venue_and_grow_with_volatility) {
    for (std::size_t coin = 0; coin < market::coins().size(); ++coin) {
        const pinned_path path(default_model(), coin, {});
        std::vector<double> spreads;
        double calm = 0.0;
        double wild = 0.0;
        market::coin_day model_day;
        for (std::int64_t day = today; day < today + 60; ++day) {
            default_model().make_coin_day(coin, day, model_day);
            const day_quotes quotes = quotes_of(path, day);
            const auto [least, most] = std::ranges::minmax_element(model_day.variance);
            const auto relative = [](const quote& q) {
                return static_cast<double>(q.ask - q.bid) / static_cast<double>(q.last);
            };
            calm += relative(quotes[static_cast<std::size_t>(least - model_day.variance.begin())]);
            wild += relative(quotes[static_cast<std::size_t>(most - model_day.variance.begin())]);
            std::ranges::transform(quotes, std::back_inserter(spreads), relative);
        }
        std::ranges::sort(spreads);
        BOOST_TEST(spreads.front() > 0.002);
        BOOST_TEST(spreads[spreads.size() * 9 / 10] < 0.009);
        BOOST_TEST(spreads[spreads.size() * 99 / 100] < 0.013);
        BOOST_TEST(wild > 1.5 * calm);
    }
}

BOOST_AUTO_TEST_CASE(the_path_goes_through_every_pin_exactly) {
    const std::vector<pin> pins = {
        {midnight - 40 * market::seconds_per_day + 197, 65'000'00000001}, // 00:03:17
        {midnight - 40 * market::seconds_per_day + 300, 65'010'12345678},
        {midnight, btc_price},
        {midnight + 12 * market::seconds_per_slot, 118'900'00000003},
        {midnight + market::seconds_per_day - 1, 117'000'50000000},
        {midnight + market::seconds_per_day, 117'000'60000000},
        {midnight + 9 * market::seconds_per_day + 4242, 90'000'00000007},
    };
    const pinned_path path = path_of("BTC", pins);
    for (const pin& here : pins) {
        const quote q = path.quote_at(here.unix_seconds);
        BOOST_TEST(q.last == here.price);
        BOOST_TEST((q.bid < q.last && q.last < q.ask));
    }
    BOOST_TEST(quotes_of(path, today)[0].last == btc_price);
    BOOST_TEST(quotes_of(path, today)[12].last == 118'900'00000003);
    BOOST_TEST(quotes_of(path, today + 1)[0].last == 117'000'60000000);
}

BOOST_AUTO_TEST_CASE(between_slots_quotes_lie_on_the_line_from_slot_to_slot) {
    const pinned_path path = path_of("SOL", {{midnight + 197, 150'00000000}});
    const day_quotes quotes = quotes_of(path, today);
    for (std::int64_t slot = 5; slot < 280; slot += 7) {
        const std::int64_t time = midnight + slot * market::seconds_per_slot;
        const quote& here = quotes[static_cast<std::size_t>(slot)];
        const quote& next = quotes[static_cast<std::size_t>(slot) + 1];
        BOOST_TEST((path.quote_at(time) == here));
        const std::int64_t between = path.quote_at(time + 150).last;
        const std::int64_t step = market::tick(market::coin_at(market::coin_index("SOL")), between);
        BOOST_TEST(between >= std::min(here.last, next.last) - step);
        BOOST_TEST(between <= std::max(here.last, next.last) + step);
    }
}

// A pin between two slots leaves both within an ordinary distance of it.
BOOST_AUTO_TEST_CASE(a_pin_off_the_grid_has_its_neighbours_close) {
    const pinned_path path = path_of("BTC", {{midnight + 197, btc_price}});
    const day_quotes quotes = quotes_of(path, today);
    for (const std::size_t slot : {0U, 1U}) {
        const double distance = static_cast<double>(quotes[slot].last) / btc_price - 1.0;
        BOOST_TEST(std::fabs(distance) < 0.01);
        BOOST_TEST(distance != 0.0);
    }
}

BOOST_AUTO_TEST_CASE(outside_of_the_pins_the_correction_is_constant) {
    const std::int64_t price = 236'000'00000000;
    const pinned_path free = path_of("BTC");
    const pinned_path pinned = path_of("BTC", {{midnight + 197, price}, {midnight + 500, price}});
    const auto ratio = [&](std::int64_t day, std::size_t slot) {
        return static_cast<double>(quotes_of(pinned, day)[slot].last) /
               static_cast<double>(quotes_of(free, day)[slot].last);
    };
    const auto near = boost::test_tools::tolerance(1e-6); // rounding to the tick
    BOOST_TEST(ratio(today - 300, 0) == ratio(today, 0), near);
    BOOST_TEST(ratio(today - 1, 287) == ratio(today, 0), near);
    BOOST_TEST(ratio(today + 300, 0) == ratio(today, 2), near);
}

BOOST_AUTO_TEST_CASE(a_later_pin_changes_nothing_before_the_last_pin) {
    std::vector<pin> pins = {{midnight - 3 * market::seconds_per_day + 30, 100'000'00000000},
                             {midnight + 100 * market::seconds_per_slot, btc_price}};
    const pinned_path before = path_of("BTC", pins);
    pins.push_back({midnight + 5 * market::seconds_per_day, 99'000'00000000});
    const pinned_path after = path_of("BTC", pins);
    for (std::int64_t day = today - 5; day < today; ++day) {
        BOOST_TEST((quotes_of(before, day) == quotes_of(after, day)));
    }
    const day_quotes then = quotes_of(before, today);
    const day_quotes now = quotes_of(after, today);
    BOOST_TEST(std::equal(then.begin(), then.begin() + 101, now.begin()));
    BOOST_TEST(!std::equal(then.begin() + 101, then.end(), now.begin() + 101));
}

// What stands in the database is pinned row by row; new snapshots extend it.
BOOST_AUTO_TEST_CASE(a_stretch_without_gaps_keeps_every_pinned_price) {
    const pinned_path first_run = path_of("ADA", {{midnight, 45'000'000}});
    std::vector<pin> rows;
    for (std::int64_t day = today; day < today + 3; ++day) {
        const day_quotes quotes = quotes_of(first_run, day);
        for (std::size_t slot = 0; slot < quotes.size(); ++slot) {
            const auto seconds = static_cast<std::int64_t>(slot) * market::seconds_per_slot;
            rows.push_back({day * market::seconds_per_day + seconds, quotes[slot].last});
        }
    }
    rows.push_back({midnight + 4 * market::seconds_per_day + 77, 60'000'000});
    const pinned_path second_run = path_of("ADA", rows);
    for (std::int64_t day = today; day < today + 3; ++day) {
        const day_quotes then = quotes_of(first_run, day);
        const day_quotes now = quotes_of(second_run, day);
        BOOST_TEST(std::ranges::equal(then, now, {}, &quote::last, &quote::last));
    }
}

BOOST_AUTO_TEST_CASE(extreme_pins_still_give_ordered_quotes) {
    for (const std::int64_t price : {std::int64_t{1},
                                     std::int64_t{2},
                                     std::int64_t{777},
                                     std::int64_t{4'000'000'000'000'000'000}}) {
        const pinned_path path = path_of("DOGE", {{midnight + 300, price}});
        BOOST_TEST(quotes_of(path, today)[1].last == price);
        for (const quote& q : quotes_of(path, today)) {
            BOOST_REQUIRE((q.bid > 0 && q.bid <= q.last && q.last <= q.ask && q.bid < q.ask));
        }
    }
}

BOOST_AUTO_TEST_CASE(prices_stay_within_reach_of_the_reference_over_fifty_years) {
    market::coin_day day;
    for (std::size_t coin = 0; coin < market::coins().size(); ++coin) {
        const double reference = market::coin_at(coin).reference_price;
        for (std::int64_t d = 14'610; d < 33'238; d += 10) { // 2010 to 2060
            default_model().make_coin_day(coin, d, day);
            const double ratio = std::exp(day.log_price[0]) / reference;
            BOOST_REQUIRE(ratio > 1.0 / 60.0);
            BOOST_REQUIRE(ratio < 60.0);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_made_is_refused_with_a_reason) {
    const auto refuses = [](auto make) {
        BOOST_CHECK_EXCEPTION(make(), seedbed::error, is_usage_error);
    };
    refuses([] { market::coin_index("XYZ"); });
    refuses([] { market::coin_index("btc"); });
    refuses([] { pinned_path(default_model(), 10, {}); });
    refuses([] { path_of("BTC", {{midnight, 0}}); });
    refuses([] { path_of("BTC", {{midnight, -5}}); });
    refuses([] { path_of("BTC", {{midnight, 5}, {midnight, 5}}); });
    refuses([] { path_of("BTC", {{midnight, 5}, {midnight - 1, 5}}); });
    refuses([] { path_of("BTC", {{0, 5}}); });
    refuses([] { quotes_of(path_of("BTC"), market::first_day - 1); });
    refuses([] { quotes_of(path_of("BTC"), market::last_day + 1); });
    refuses([] { path_of("BTC").quote_at(-1); });
    BOOST_CHECK_NO_THROW(quotes_of(path_of("BTC"), market::first_day));
    BOOST_CHECK_NO_THROW(quotes_of(path_of("BTC"), market::last_day));
}

// Version 1 of the model. A change here changes everybody's prices.
BOOST_AUTO_TEST_CASE(version_one_of_the_prices_is_pinned) {
    const day_quotes btc = quotes_of(path_of("BTC"), today);
    const day_quotes doge = quotes_of(path_of("DOGE", {{midnight + 197, 12'190'948}}), today);
    const std::vector<std::pair<quote, quote>> table = {
        {btc[0], {13128678000000, 13156335000000, 13172427000000}},
        {btc[1], {13128252000000, 13145589000000, 13168975000000}},
        {btc[287], {13102204000000, 13115988000000, 13134263000000}},
        {doge[0], {12164600, 12193700, 12235100}},
        {doge[1], {12150500, 12189500, 12217400}},
        {doge[287], {11921600, 11954700, 11995600}},
    };
    for (const auto& [made, expected] : table) {
        BOOST_TEST(made.bid == expected.bid);
        BOOST_TEST(made.last == expected.last);
        BOOST_TEST(made.ask == expected.ask);
    }
}

BOOST_AUTO_TEST_SUITE_END()
