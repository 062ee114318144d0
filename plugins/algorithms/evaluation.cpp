#include "evaluation.hpp"

#include "backtesting.hpp"
#include "strategy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace ohmycoins {
namespace {

std::span<const trading::tick> ticks_of(const algorithm_outline& algorithm,
                                        const trading::price_board& prices) {
    const auto ticks = prices.of(algorithm.coin_type);
    const auto begin = trading::ticks_until(ticks, algorithm.updated_at - evaluation_span);
    const auto end = trading::ticks_until(ticks, algorithm.updated_at);
    return ticks.subspan(begin, end - begin);
}

/// Six decimals: what machines may compute differently is far behind them.
double rounded(double value) {
    const double steps = std::round(value * 1e6);
    return steps == 0 ? 0 : steps / 1e6; // no -0
}

std::string
metrics_json(const trading::performance& figures, seedbed::timestamp from, seedbed::timestamp to) {
    return fmt::format(
        R"({{"sharpe_ratio":{},"sortino_ratio":{},"max_drawdown":{},"win_rate":{},)"
        R"("total_return":{},"num_trades":{},"profit_factor":{},"evaluated_from":"{}",)"
        R"("evaluated_to":"{}"}})",
        rounded(figures.sharpe_ratio),
        rounded(figures.sortino_ratio),
        rounded(figures.max_drawdown),
        rounded(figures.win_rate),
        rounded(figures.total_return),
        figures.trades,
        rounded(figures.profit_factor),
        from.to_string(),
        to.to_string());
}

} // namespace

std::optional<std::string> evaluate(const algorithm_outline& algorithm,
                                    const trading::price_board& prices) {
    const auto ticks = ticks_of(algorithm, prices);
    const auto rule = trading::make_strategy(algorithm.configuration_json);
    if (ticks.size() <= std::max(trading::backtest_warm_up, rule->warm_up()))
        return std::nullopt;
    const trading::backtest_plan plan{.initial_capital = algorithm.position_limit,
                                      .execution_step =
                                          std::chrono::seconds(algorithm.execution_frequency)};
    const auto outcome = trading::run_backtest(*rule, ticks, plan);
    return metrics_json(outcome.figures, ticks.front().time, ticks.back().time);
}

} // namespace ohmycoins
