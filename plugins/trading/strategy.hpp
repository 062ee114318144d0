#pragma once

#include "prices.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ohmycoins::trading {

/// A trading rule that looks at one coin's prices and wants to hold the coin, or not. Immutable,
/// for any number of threads.
class strategy {
public:
    virtual ~strategy() = default;

    /// Prices that it has to have seen before its first decision.
    virtual std::size_t warm_up() const = 0;

    /// Whether it wants to hold the coin now. `seen` are the prices up to now, at least warm_up()
    /// of them; `holds` is whether it does hold it.
    virtual bool wants_to_hold(std::span<const tick> seen, bool holds) const = 0;

protected:
    strategy() = default;
    strategy(const strategy&) = default;
    strategy& operator=(const strategy&) = default;
};

/// The rule that an algorithm's configuration_json describes. Its "strategy" names one of
///
///     ma_crossover         short_window, long_window: holds while the mean of the last
///     short_window
///                          prices is above that of the last long_window
///     rsi_reversion        period, oversold, overbought: buys below, sells above (Wilder's
///     relative
///                          strength index, with Cutler's plain means)
///     bollinger_reversion  window, deviations: buys below the band of that many standard
///     deviations
///                          around the mean, sells above the mean
///     breakout             entry_window, exit_window: buys above the highest of the prices before,
///                          sells below the lowest (Donchian's channel)
///     momentum_classifier  windows, weights, bias, enter_above, exit_below: a logistic regression
///     on
///                          the returns over some windows, each in units of its own deviation
///     q_policy             trend_window, flat_below, volatility_window, busy_above, q_values: the
///                          better of two actions (0 leave, 1 hold) in a table of 12 states,
///                          learned by Q-learning: state = 4 × trend (0 down, 1 flat, 2 up) + 2 ×
///                          volatility (0 calm, 1 busy) + holds
///
/// Windows count prices, that is five minutes each. Throws error(failure::seeding) for a document
/// that is none of these, naming the member.
std::unique_ptr<const strategy> make_strategy(std::string_view configuration_json);

} // namespace ohmycoins::trading
