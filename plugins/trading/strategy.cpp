#include "strategy.hpp"

#include "strategy_kinds.hpp"

#include <seedbed/portable_math.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace ohmycoins::trading {
namespace {

std::span<const tick> newest(std::span<const tick> seen, std::size_t count) {
    return seen.last(count);
}

// Of the last prices, in units of 10⁻⁸ AUD as ticks have them: integers add up exactly, and fast.
// A window of a thousand prices of a million AUD stays far below 2⁶³.

double price(const tick& at) {
    return static_cast<double>(at.last);
}

double mean(std::span<const tick> ticks) {
    std::int64_t sum = 0;
    for (const tick& each : ticks)
        sum += each.last;
    return static_cast<double>(sum) / static_cast<double>(ticks.size());
}

double deviation(std::span<const tick> ticks, double mean) {
    double sum = 0;
    for (const tick& each : ticks) {
        const double distance = price(each) - mean;
        sum += distance * distance;
    }
    return std::sqrt(sum / static_cast<double>(ticks.size()));
}

double change(const tick& from, const tick& to) {
    return price(to) / price(from) - 1;
}

/// Root of the mean square of the changes from tick to tick.
double volatility(std::span<const tick> ticks) {
    double sum = 0;
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        const double step = change(ticks[i - 1], ticks[i]);
        sum += step * step;
    }
    return std::sqrt(sum / static_cast<double>(ticks.size() - 1));
}

double relative_strength(std::span<const tick> ticks) {
    std::int64_t gains = 0;
    std::int64_t moves = 0; // gains and losses
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        const std::int64_t step = ticks[i].last - ticks[i - 1].last;
        gains += std::max<std::int64_t>(step, 0);
        moves += std::abs(step);
    }
    return moves == 0 ? 50 : 100 * static_cast<double>(gains) / static_cast<double>(moves);
}

std::int64_t lowest(std::span<const tick> ticks) {
    std::int64_t price = ticks.front().last;
    for (const tick& each : ticks)
        price = std::min(price, each.last);
    return price;
}

std::int64_t highest(std::span<const tick> ticks) {
    std::int64_t price = ticks.front().last;
    for (const tick& each : ticks)
        price = std::max(price, each.last);
    return price;
}

} // namespace

bool ma_crossover::wants_to_hold(std::span<const tick> seen, bool /*holds*/) const {
    return mean(newest(seen, short_window)) > mean(newest(seen, long_window));
}

bool rsi_reversion::wants_to_hold(std::span<const tick> seen, bool holds) const {
    const double index = relative_strength(newest(seen, period + 1));
    return holds ? index < overbought : index < oversold;
}

bool bollinger_reversion::wants_to_hold(std::span<const tick> seen, bool holds) const {
    const auto ticks = newest(seen, window);
    const double middle = mean(ticks);
    const double now = price(seen.back());
    return holds ? now < middle : now < middle - deviations * deviation(ticks, middle);
}

bool breakout::wants_to_hold(std::span<const tick> seen, bool holds) const {
    const auto before = seen.first(seen.size() - 1);
    const std::int64_t now = seen.back().last;
    return holds ? now >= lowest(newest(before, exit_window))
                 : now > highest(newest(before, entry_window));
}

bool momentum_classifier::wants_to_hold(std::span<const tick> seen, bool holds) const {
    double score = bias;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto ticks = newest(seen, windows[i] + 1);
        const double scale = volatility(ticks) * std::sqrt(static_cast<double>(windows[i]));
        if (scale > 0)
            score += weights[i] * change(ticks.front(), ticks.back()) / scale;
    }
    const double probability = 1 / (1 + seedbed::portable::exp(-score));
    return holds ? probability >= exit_below : probability > enter_above;
}

bool q_policy::wants_to_hold(std::span<const tick> seen, bool holds) const {
    const auto ticks = newest(seen, trend_window + 1);
    const double trend = change(ticks.front(), ticks.back());
    const std::size_t direction = trend < -flat_below ? 0 : trend > flat_below ? 2 : 1;
    const bool busy = volatility(newest(seen, volatility_window + 1)) > busy_above;
    const auto& values = q_values[4 * direction + (busy ? 2 : 0) + (holds ? 1 : 0)];
    return values[1] > values[0];
}

std::size_t momentum_classifier::warm_up() const {
    return *std::max_element(windows.begin(), windows.end()) + 1;
}

} // namespace ohmycoins::trading
