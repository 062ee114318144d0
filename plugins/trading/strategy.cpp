#include "strategy.hpp"

#include "strategy_kinds.hpp"

#include <seedbed/portable_math.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ohmycoins::trading {
namespace {

std::span<const tick> newest(std::span<const tick> seen, std::size_t count) {
    return seen.last(count);
}

double mean(std::span<const tick> ticks) {
    double sum = 0;
    for (const tick& each : ticks)
        sum += each.last_aud();
    return sum / static_cast<double>(ticks.size());
}

double deviation(std::span<const tick> ticks, double mean) {
    double sum = 0;
    for (const tick& each : ticks) {
        const double distance = each.last_aud() - mean;
        sum += distance * distance;
    }
    return std::sqrt(sum / static_cast<double>(ticks.size()));
}

double change(const tick& from, const tick& to) {
    return to.last_aud() / from.last_aud() - 1;
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
    double gains = 0;
    double losses = 0;
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        const double step = ticks[i].last_aud() - ticks[i - 1].last_aud();
        (step > 0 ? gains : losses) += std::abs(step);
    }
    return gains + losses == 0 ? 50 : 100 * gains / (gains + losses);
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
    const double price = seen.back().last_aud();
    return holds ? price < middle : price < middle - deviations * deviation(ticks, middle);
}

bool breakout::wants_to_hold(std::span<const tick> seen, bool holds) const {
    const auto before = seen.first(seen.size() - 1);
    const auto lower = [](const tick& a, const tick& b) { return a.last < b.last; };
    const auto channel = newest(before, holds ? exit_window : entry_window);
    const auto [lowest, highest] = std::minmax_element(channel.begin(), channel.end(), lower);
    return holds ? seen.back().last >= lowest->last : seen.back().last > highest->last;
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
