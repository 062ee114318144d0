#include "backtesting.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

using namespace ohmycoins;
using namespace ohmycoins::trading;
using boost::test_tools::tolerance;

namespace {

constexpr std::int64_t one_aud = 100'000'000;

/// Ticks every five minutes at prices of that shape, in AUD, with a spread of 0.2 %.
std::vector<tick> ticks_of(std::size_t count, const std::function<double(double)>& shape) {
    std::vector<tick> ticks;
    for (std::size_t i = 0; i < count; ++i) {
        const auto last = static_cast<std::int64_t>(shape(static_cast<double>(i)) * one_aud);
        ticks.push_back({.time = seedbed::timestamp::from_unix_seconds(
                             1'700'000'100 + static_cast<std::int64_t>(i) * 300),
                         .bid = last - last / 1000,
                         .last = last,
                         .ask = last + last / 1000});
    }
    return ticks;
}

double wave(double i) {
    return 100 + 10 * std::sin(i / 20);
}

const backtest_plan plan{.initial_capital = aud::from_integer(10'000)};

} // namespace

BOOST_AUTO_TEST_SUITE(backtesting_test)

BOOST_AUTO_TEST_CASE(a_crossover_follows_a_wave) {
    const auto rule =
        make_strategy(R"({"strategy": "ma_crossover", "short_window": 4, "long_window": 16})");
    const auto ticks = ticks_of(1000, wave);
    const backtest_outcome outcome = run_backtest(*rule, ticks, plan);
    BOOST_TEST(outcome.trades.size() >= 7U); // eight waves
    BOOST_TEST(outcome.figures.win_rate > 0.8);
    BOOST_TEST(outcome.figures.total_return > 0.2);
    BOOST_TEST(outcome.figures.sharpe_ratio > 1);
    BOOST_TEST(outcome.figures.sortino_ratio > outcome.figures.sharpe_ratio);
}

BOOST_AUTO_TEST_CASE(the_account_adds_up_to_the_cent) {
    const auto rule = make_strategy(
        R"({"strategy": "rsi_reversion", "period": 10, "oversold": 30, "overbought": 70})");
    const backtest_outcome outcome = run_backtest(*rule, ticks_of(2000, wave), plan);
    BOOST_REQUIRE(!outcome.trades.empty());
    aud profit;
    for (const round_trip& trade : outcome.trades) {
        BOOST_TEST((trade.profit == value_of(trade.quantity, trade.sell_price) -
                                        value_of(trade.quantity, trade.buy_price)));
        BOOST_TEST((trade.bought_at < trade.sold_at));
        profit += trade.profit;
    }
    BOOST_TEST((outcome.curve.back().equity == plan.initial_capital + profit));
    BOOST_TEST(outcome.figures.trades == outcome.trades.size());
}

BOOST_AUTO_TEST_CASE(figures_are_those_of_the_curve) {
    const auto at = [](int hour) {
        return seedbed::timestamp::from_unix_seconds(1'700'000'000 + hour * 3600);
    };
    const std::vector<equity_point> curve{{at(0), aud::from_integer(100)},
                                          {at(1), aud::from_integer(120)},
                                          {at(2), aud::from_integer(90)},
                                          {at(3), aud::from_integer(110)}};
    const performance figures = figures_of({}, curve, aud::from_integer(100));
    BOOST_TEST(figures.total_return == 0.1, tolerance(1e-12));
    BOOST_TEST(figures.max_drawdown == 0.25, tolerance(1e-12));
    BOOST_TEST(figures.max_drawdown_duration == 1U);
    // Returns 0.2, -0.25, 2/9: mean 0.0574, deviation 0.2664, 8766 hours in a year.
    BOOST_TEST(figures.sharpe_ratio == 0.0574074 / 0.2664544 * std::sqrt(8766.0), tolerance(1e-4));
    BOOST_TEST(figures.win_rate == 0);
    BOOST_TEST(figures.profit_factor == 0);
}

BOOST_AUTO_TEST_CASE(profits_without_a_loss_have_the_agreed_factor) {
    const round_trip won{.bought_at = {},
                         .sold_at = {},
                         .buy_price = {},
                         .sell_price = {},
                         .quantity = {},
                         .profit = aud::from_integer(5)};
    round_trip lost = won;
    lost.profit = aud::from_integer(-2);
    const std::vector<round_trip> both{won, lost};
    BOOST_TEST(figures_of(std::vector{won}, {}, aud::from_integer(1)).profit_factor == no_losses);
    const performance figures = figures_of(both, {}, aud::from_integer(1));
    BOOST_TEST(figures.profit_factor == 2.5);
    BOOST_TEST(figures.average_profit.to_string() == "1.50");
    BOOST_TEST(figures.best_trade.to_string() == "5.00");
    BOOST_TEST(figures.worst_trade.to_string() == "-2.00");
}

BOOST_AUTO_TEST_CASE(too_few_prices_are_refused_with_both_numbers) {
    const auto rule =
        make_strategy(R"({"strategy": "ma_crossover", "short_window": 4, "long_window": 60})");
    BOOST_CHECK_EXCEPTION(
        run_backtest(*rule, ticks_of(60, wave), plan), seedbed::error, [](const auto& e) {
            const std::string text = e.what();
            return text.find("60 prices") != std::string::npos;
        });
}

BOOST_AUTO_TEST_SUITE_END()
