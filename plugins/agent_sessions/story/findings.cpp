#include "findings.hpp"

#include "strategy.hpp"

#include <seedbed/statistics.hpp>

#include <algorithm>
#include <cmath>

namespace ohmycoins::agents {
namespace {

namespace statistics = seedbed::statistics;
using trading::tick;

using ticks_view = std::span<const tick>;

constexpr std::chrono::minutes grid{5};
constexpr double steps_per_day = 288;

ticks_view between(ticks_view ticks, seedbed::timestamp after, seedbed::timestamp until) {
    const ticks_view seen = ticks.first(trading::ticks_until(ticks, until));
    return seen.subspan(trading::ticks_until(seen, after));
}

/// The window as it was asked for; all there is where that would be too little.
ticks_view window_of(const assignment& task, ticks_view all, seedbed::timestamp now) {
    const ticks_view asked = between(all, now - std::chrono::days(task.window_days), now);
    return asked.size() >= fewest_ticks ? asked : all.first(trading::ticks_until(all, now));
}

std::vector<double> last_prices(ticks_view ticks) {
    std::vector<double> prices;
    prices.reserve(ticks.size());
    for (const tick& each : ticks)
        prices.push_back(each.last_aud());
    return prices;
}

/// Of the moments that both coins have a price for.
std::optional<double> correlation(ticks_view one, ticks_view other) {
    std::vector<double> x;
    std::vector<double> y;
    std::size_t j = 0;
    for (const tick& each : one) {
        while (j < other.size() && other[j].time < each.time)
            ++j;
        if (j == other.size() || other[j].time != each.time)
            continue;
        x.push_back(each.last_aud());
        y.push_back(other[j].last_aud());
    }
    if (x.size() < fewest_ticks)
        return std::nullopt;
    const double found =
        statistics::correlation(statistics::log_returns(x), statistics::log_returns(y));
    return std::isfinite(found) ? std::optional(found) : std::nullopt;
}

price_decimal mean_price(ticks_view ticks) {
    seedbed::int128 sum = 0;
    for (const tick& each : ticks)
        sum += each.last;
    return seedbed::divide<price_decimal>(
        seedbed::decimal<37, 8>::from_units(sum),
        seedbed::decimal<20, 0>::from_integer(static_cast<long long>(ticks.size())),
        seedbed::rounding::half_away_from_zero);
}

price_summary extent_of(ticks_view ticks) {
    price_summary out;
    out.rows = ticks.size();
    out.first = ticks.front().time;
    out.last = ticks.back().time;
    return out;
}

void add_statistics(price_summary& out, ticks_view ticks, ticks_view benchmark) {
    const auto by_last = [](const tick& a, const tick& b) { return a.last < b.last; };
    const auto [lowest, highest] = std::minmax_element(ticks.begin(), ticks.end(), by_last);
    const std::vector<double> prices = last_prices(ticks);
    out.minimum = lowest->last_price();
    out.maximum = highest->last_price();
    out.mean = mean_price(ticks);
    out.change = prices.back() / prices.front() - 1;
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        out.gaps += i > 0 && ticks[i].time - ticks[i - 1].time > grid ? 1 : 0;
        out.mean_spread +=
            static_cast<double>(ticks[i].ask - ticks[i].bid) / static_cast<double>(ticks[i].last);
    }
    out.mean_spread /= static_cast<double>(ticks.size());
    out.daily_volatility =
        statistics::standard_deviation(statistics::log_returns(prices)) * std::sqrt(steps_per_day);
    out.autocorrelation = statistics::autocorrelation(statistics::log_returns(prices, 12), 1);
    out.correlation = correlation(ticks, benchmark);
}

/// Buys once and keeps it.
struct always_hold final : trading::strategy {
    std::size_t warm_up() const override { return 0; }
    bool wants_to_hold(ticks_view /*seen*/, bool /*holds*/) const override { return true; }
};

/// A curve of at most about 150 points.
trading::backtest_plan plan_for(const assignment& task, ticks_view ticks) {
    constexpr std::chrono::minutes finest{30};
    const auto length = ticks.back().time - ticks.front().time;
    const auto step = std::chrono::ceil<std::chrono::hours>(length / 150);
    return {.initial_capital = task.capital,
            .execution_step = task.step,
            .curve_step = length < std::chrono::hours(75) ? std::chrono::seconds(finest)
                                                          : std::chrono::seconds(step)};
}

std::vector<trial> try_candidates(const assignment& task, ticks_view training) {
    const trading::backtest_plan plan = plan_for(task, training);
    std::vector<trial> trials;
    for (const candidate& each : task.candidates) {
        const auto rule = trading::make_strategy(each.configuration);
        if (trials.empty() || rule->warm_up() <= training.size() / 3)
            trials.push_back({&each, trading::run_backtest(*rule, training, plan).figures});
    }
    return trials;
}

} // namespace

findings find_out(const assignment& task,
                  const trading::price_board& board,
                  seedbed::timestamp now,
                  bool with_statistics) {
    findings out;
    out.ticks = window_of(task, board.of(task.coin), now);
    out.prices = extent_of(out.ticks);
    if (with_statistics)
        add_statistics(
            out.prices,
            out.ticks,
            between(board.of(task.benchmark), out.ticks.front().time - grid, out.prices.last));
    const std::size_t split = out.ticks.size() * 3 / 5;
    out.split = out.ticks[split].time;
    out.trials = try_candidates(task, out.ticks.first(split));
    const auto best =
        std::max_element(out.trials.begin(), out.trials.end(), [](const trial& a, const trial& b) {
            return a.figures.sharpe_ratio < b.figures.sharpe_ratio;
        });
    out.chosen = static_cast<std::size_t>(best - out.trials.begin());
    const auto rule = trading::make_strategy(out.choice().configuration);
    const std::size_t warm_up = std::max(trading::backtest_warm_up, rule->warm_up());
    const trading::backtest_plan plan = plan_for(task, out.ticks.subspan(split));
    out.outcome = trading::run_backtest(*rule, out.ticks.subspan(split - warm_up), plan);
    out.holding = trading::run_backtest(
        always_hold(), out.ticks.subspan(split - trading::backtest_warm_up), plan);
    const trading::performance& figures = out.outcome.figures;
    out.convincing = figures.sharpe_ratio > 0 && figures.max_drawdown < task.drawdown_fraction();
    return out;
}

} // namespace ohmycoins::agents
