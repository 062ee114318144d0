#pragma once

#include "strategy.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

/// The rules that make_strategy makes; strategy.hpp says what they do and what the members mean.
namespace ohmycoins::trading {

struct ma_crossover final : strategy {
    std::size_t short_window = 0;
    std::size_t long_window = 0;

    std::size_t warm_up() const override { return long_window; }
    bool wants_to_hold(std::span<const tick> seen, bool holds) const override;
};

struct rsi_reversion final : strategy {
    std::size_t period = 0;
    double oversold = 0;
    double overbought = 0;

    std::size_t warm_up() const override { return period + 1; }
    bool wants_to_hold(std::span<const tick> seen, bool holds) const override;
};

struct bollinger_reversion final : strategy {
    std::size_t window = 0;
    double deviations = 0;

    std::size_t warm_up() const override { return window; }
    bool wants_to_hold(std::span<const tick> seen, bool holds) const override;
};

struct breakout final : strategy {
    std::size_t entry_window = 0;
    std::size_t exit_window = 0;

    std::size_t warm_up() const override { return std::max(entry_window, exit_window) + 1; }
    bool wants_to_hold(std::span<const tick> seen, bool holds) const override;
};

struct momentum_classifier final : strategy {
    std::vector<std::size_t> windows;
    std::vector<double> weights; // one for each window
    double bias = 0;
    double enter_above = 0; // probabilities
    double exit_below = 0;

    std::size_t warm_up() const override;
    bool wants_to_hold(std::span<const tick> seen, bool holds) const override;
};

struct q_policy final : strategy {
    std::size_t trend_window = 0;
    double flat_below = 0; // the trend's change, as a fraction
    std::size_t volatility_window = 0;
    double busy_above = 0; // the change of one step, as a fraction
    std::array<std::array<double, 2>, 12> q_values{};

    std::size_t warm_up() const override { return std::max(trend_window, volatility_window) + 1; }
    bool wants_to_hold(std::span<const tick> seen, bool holds) const override;
};

} // namespace ohmycoins::trading
