#include "market/pinned_path.hpp"
#include "market/seasonality.hpp"
#include "market/skeleton.hpp"
#include "market/volatility.hpp"
#include "tests/unit/market_paths.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <vector>

namespace market = seedbed::market;
using namespace seedbed::market::test;

BOOST_AUTO_TEST_SUITE(market_continuity_test)

BOOST_AUTO_TEST_CASE(returns_over_midnight_are_like_those_beside_it) {
    std::array<double, market::day_size> mean_square{};
    double largest = 0.0;
    constexpr int days = 365;
    for (std::size_t coin = 0; coin < market::coins().size(); ++coin) {
        const std::vector<double> all =
            shocks(pinned_path(default_model(), coin, {}), coin, today, days + 1);
        for (std::size_t i = 0; i < static_cast<std::size_t>(days) * market::day_size; ++i) {
            // Jumps aside, a shock is standard normal.
            const double square = std::min(all[i] * all[i], 9.0);
            mean_square[i % market::day_size] += square / (days * 10.0);
        }
        for (std::size_t i = market::day_size; i < all.size(); i += market::day_size) {
            largest = std::max({largest, std::fabs(all[i - 1]), std::fabs(all[i])});
        }
    }
    const auto [least, most] = std::ranges::minmax_element(mean_square);
    for (const std::size_t slot : {std::size_t{286}, std::size_t{287}, std::size_t{0}}) {
        BOOST_TEST(std::fabs(mean_square[slot] - 1.0) < 0.15);
    }
    BOOST_TEST((*least > 0.8 && *most < 1.2));
    BOOST_TEST(largest < 7.0);
}

BOOST_AUTO_TEST_CASE(volatility_is_as_continuous_over_midnight_as_within_the_day) {
    std::array<double, market::day_size> mean_square{}; // of its change after each slot
    constexpr int days = 365;
    market::series_day day;
    double before = 0.0;
    for (std::int64_t d = today; d < today + days; ++d) {
        default_model().make_market_day(d, day);
        const auto season = market::seasonal_variance(d);
        for (std::size_t slot = 0; slot < market::day_size; ++slot) {
            const double log_volatility = 0.5 * std::log(day.variance[slot] / season[slot]);
            const double change = d == today && slot == 0 ? 0.0 : log_volatility - before;
            mean_square[(slot + market::day_size - 1) % market::day_size] += change * change / days;
            before = log_volatility;
        }
    }
    const double over_midnight = mean_square.back();
    mean_square.back() = 0.0;
    BOOST_TEST(over_midnight < std::ranges::max(mean_square));
}

BOOST_AUTO_TEST_CASE(news_late_in_the_day_is_still_felt_after_midnight) {
    const seedbed::random_key key = seedbed::derive_key(42, "market");
    const market::skeleton news(key, 0.03);
    std::array<double, market::day_size> today_variance;
    std::array<double, market::day_size> next_variance;
    double surprise = 0.0;
    double change = 0.0;
    for (std::int64_t day = market::first_day; day < market::last_day; ++day) {
        const market::daily_state& state = news.at(day);
        if (state.surprise() == 0.0 || state.news_slot < 280) {
            continue;
        }
        market::fill_variance(key, 0.03, news, nullptr, day, today_variance);
        market::fill_variance(key, 0.03, news, nullptr, day + 1, next_variance);
        const double season =
            market::seasonal_variance(day + 1)[0] / market::seasonal_variance(day)[287];
        surprise += state.surprise();
        change += 0.5 * std::log(next_variance[0] / today_variance[287] / season);
    }
    BOOST_TEST(surprise > 10.0); // there is such news
    BOOST_TEST(change > -0.25 * surprise);
}

// A pin off the model's path by what a week brings is reached over the week, not at its end.
BOOST_AUTO_TEST_CASE(returns_at_pins_are_no_outliers) {
    const std::size_t btc = market::coin_index("BTC");
    std::vector<pin> pins;
    const pinned_path free = path_of("BTC");
    for (std::int64_t week = 0; week < 50; ++week) {
        const std::int64_t day = today + 7 * week;
        const double off = week % 2 == 0 ? 1.05 : 0.95;
        const auto price = static_cast<double>(quotes_of(free, day)[100].last) * off;
        const std::int64_t time = day * market::seconds_per_day + 100 * market::seconds_per_slot;
        pins.push_back({time + (week % 3) * 97, static_cast<std::int64_t>(price)});
    }
    const std::vector<double> all = shocks(path_of("BTC", pins), btc, today, 7 * 49 + 1);
    double sum = 0.0;
    double largest = 0.0;
    for (std::size_t week = 1; week < 49; ++week) {
        for (const std::size_t slot : {99U, 100U, 101U}) {
            const double shock = all[week * 7 * market::day_size + slot];
            sum += shock * shock;
            largest = std::max(largest, std::fabs(shock));
        }
    }
    BOOST_TEST(sum / (48 * 3) < 1.6);
    BOOST_TEST(largest < 5.0);
}

BOOST_AUTO_TEST_SUITE_END()
