#include "market/pinned_path.hpp"

#include <seedbed/statistics.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// One year of ten coins against the figures published for real markets (sources: coins.hpp,
// skeleton.hpp, seasonality.hpp).

namespace market = seedbed::market;
namespace statistics = seedbed::statistics;

namespace {

constexpr std::int64_t first_of_2025 = 20'089;
constexpr std::int64_t days = 365;
constexpr std::size_t btc = 0;
constexpr std::size_t eth = 1;

using series = std::vector<double>;

// The last prices of a year, 5 minutes apart, of each coin.
std::vector<series> prices_of(std::uint64_t seed) {
    const market::model model(seed);
    std::vector<market::pinned_path> paths;
    for (std::size_t coin = 0; coin < market::coins().size(); ++coin) {
        paths.emplace_back(model, coin, std::span<const market::pin>{});
    }
    std::vector<series> prices(paths.size());
    std::array<market::quote, market::day_size> quotes;
    market::series_day market_day;
    for (std::int64_t day = first_of_2025; day < first_of_2025 + days; ++day) {
        model.make_market_day(day, market_day);
        for (std::size_t coin = 0; coin < paths.size(); ++coin) {
            paths[coin].day_quotes(day, market_day, quotes);
            for (const market::quote& quote : quotes) {
                prices[coin].push_back(static_cast<double>(quote.last));
            }
        }
    }
    return prices;
}

// Checks values against bands that are `slack` of their width wider on both sides.
class bands {
public:
    bands(std::uint64_t seed, double slack) : seed_(seed), slack_(slack) {}

    void
    expect(std::string_view what, std::size_t coin, double value, double low, double high) const {
        const double widening = slack_ * (high - low);
        BOOST_TEST((value >= low - widening && value <= high + widening),
                   what << " of " << market::coins()[coin].ticker << " with seed " << seed_
                        << " is " << value << ", not in " << low << " to " << high);
    }

private:
    std::uint64_t seed_;
    double slack_;
};

void check_daily(const std::vector<series>& prices, const bands& expected) {
    const series btc_daily = statistics::log_returns(prices[btc], market::day_size);
    const double btc_deviation = statistics::standard_deviation(btc_daily);
    expected.expect("daily standard deviation", btc, btc_deviation, 0.025, 0.045);
    for (std::size_t coin = 0; coin < prices.size(); ++coin) {
        const series daily = statistics::log_returns(prices[coin], market::day_size);
        expected.expect("daily kurtosis", coin, statistics::kurtosis(daily), 5.0, 20.0);
        expected.expect("daily lag-1 autocorrelation",
                        coin,
                        statistics::autocorrelation(daily, 1),
                        -0.08,
                        0.08);
        if (coin == btc) {
            continue;
        }
        const double ratio = statistics::standard_deviation(daily) / btc_deviation;
        expected.expect("daily deviation over BTC's", coin, ratio, 1.2, 1.8);
        const double correlation = statistics::correlation(daily, btc_daily);
        expected.expect("correlation with BTC",
                        coin,
                        correlation,
                        coin == eth ? 0.75 : 0.5,
                        coin == eth ? 0.92 : 0.85);
    }
}

void check_intraday(const std::vector<series>& prices, const bands& expected) {
    for (std::size_t coin = 0; coin < prices.size(); ++coin) {
        const series five_minutes = statistics::log_returns(prices[coin]);
        const double kurtosis = statistics::kurtosis(five_minutes);
        const double hourly = statistics::kurtosis(statistics::log_returns(prices[coin], 12));
        const double daily =
            statistics::kurtosis(statistics::log_returns(prices[coin], market::day_size));
        expected.expect("5-minute kurtosis", coin, kurtosis, 10.0, 150.0);
        expected.expect("5-minute over hourly kurtosis", coin, kurtosis / hourly, 1.0, 6.0);
        expected.expect("hourly over daily kurtosis", coin, hourly / daily, 0.8, 6.0);
        expected.expect(
            "tail index", coin, statistics::hill_tail_index(five_minutes, 0.01), 2.5, 4.5);
        expected.expect("lag-1 autocorrelation",
                        coin,
                        statistics::autocorrelation(five_minutes, 1),
                        -0.02,
                        0.02);
        const auto moved = std::ranges::count_if(
            five_minutes, [](double change) { return std::fabs(change) > 0.05; });
        const double share = static_cast<double>(moved) / static_cast<double>(five_minutes.size());
        expected.expect("share of changes beyond 5 %", coin, share, 0.0, 0.001);
    }
}

void check_clustering(const std::vector<series>& prices, const bands& expected) {
    for (std::size_t coin = 0; coin < prices.size(); ++coin) {
        const series sizes = statistics::magnitudes(statistics::log_returns(prices[coin]));
        const auto at = [&](std::size_t lag) { return statistics::autocorrelation(sizes, lag); };
        expected.expect("|return| autocorrelation, 5 minutes", coin, at(1), 0.2, 0.5);
        expected.expect("|return| autocorrelation, 1 hour", coin, at(12), 0.1, 0.35);
        expected.expect("|return| autocorrelation, 1 day", coin, at(288), 0.05, 0.25);
        expected.expect("|return| autocorrelation, 1 week", coin, at(2016), 0.02, 0.2);
    }
}

// Mean |return| by hour of the day and over weekends, each relative to the coin's mean.
void check_seasons(const std::vector<series>& prices, const bands& expected) {
    std::array<double, 24> by_hour{};
    double weekend = 0.0;
    double weekdays = 0.0;
    for (const series& one : prices) {
        const series sizes = statistics::magnitudes(statistics::log_returns(one));
        const double mean = statistics::mean(sizes);
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const double relative = sizes[i] / mean;
            by_hour[i % market::day_size / 12] += relative;
            const auto day = first_of_2025 + static_cast<std::int64_t>(i / market::day_size);
            (market::weekday_of(day) >= 5 ? weekend : weekdays) += relative;
        }
    }
    const auto peak = std::ranges::max_element(by_hour) - by_hour.begin();
    expected.expect("hour of the peak (UTC)", btc, static_cast<double>(peak), 15.0, 17.0);
    const double height = by_hour[16] / statistics::mean(by_hour);
    expected.expect("16-17 UTC over the day's mean", btc, height, 1.2, 1.6);
    expected.expect("weekend over weekdays", btc, weekend / weekdays * 5.0 / 2.0, 0.65, 0.9);
}

void check_year(std::uint64_t seed, double slack) {
    const std::vector<series> prices = prices_of(seed);
    const bands expected(seed, slack);
    check_daily(prices, expected);
    check_intraday(prices, expected);
    check_clustering(prices, expected);
    check_seasons(prices, expected);
}

} // namespace

BOOST_AUTO_TEST_SUITE(market_statistics_test)

BOOST_AUTO_TEST_CASE(a_year_of_the_default_seed_lies_in_every_band) {
    check_year(42, 0.0);
}

// A single year is a small sample: about one seed in four leaves a band somewhere among ten coins.
BOOST_AUTO_TEST_CASE(a_year_of_other_seeds_lies_in_or_near_every_band) {
    for (const std::uint64_t seed : {1U, 7U, 2026U}) {
        check_year(seed, 0.2);
    }
}

BOOST_AUTO_TEST_SUITE_END()
