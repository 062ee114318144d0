#pragma once

#include "assignment.hpp"
#include "backtesting.hpp"
#include "prices.hpp"

#include <seedbed/timestamp.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace ohmycoins::agents {

/// What a coin's prices look like over the window that a session works on. All of it can be
/// computed from price_data_5min between `first` and `last`.
struct price_summary {
    std::size_t rows = 0;
    seedbed::timestamp first;
    seedbed::timestamp last;
    price_decimal minimum; // of the last prices, as are the others
    price_decimal maximum;
    price_decimal mean;
    std::size_t gaps = 0;              ///< steps of more than five minutes
    double change = 0;                 ///< last / first - 1
    double mean_spread = 0;            ///< mean of (ask - bid) / last
    double daily_volatility = 0;       ///< deviation of the 5-minute log returns × √288
    double autocorrelation = 0;        ///< of the hourly log returns, at lag 1
    std::optional<double> correlation; ///< of the 5-minute log returns with the benchmark's
};

/// A candidate on the part of the window that strategies are chosen on.
struct trial {
    const candidate* tried = nullptr;
    trading::performance figures;
};

/// What the session finds out: computed, never drawn.
struct findings {
    std::span<const trading::tick> ticks; ///< the window; refers to the board
    price_summary prices;
    std::vector<trial> trials;
    std::size_t chosen = 0;            ///< the trial with the best Sharpe ratio
    seedbed::timestamp split;          ///< trials before it, the outcome from it on
    trading::backtest_outcome outcome; ///< the chosen candidate on what it was not chosen on
    trading::backtest_outcome holding; ///< the same money held in the coin
    bool convincing = false;           ///< a positive Sharpe ratio, and a drawdown within the limit

    const candidate& choice() const { return *trials[chosen].tried; }
};

/// Does the work: over the prices of `task`'s coin up to `now`. Without statistics, `prices` says
/// only how far they reach: no result depends on the rest. `board` and `task` outlive the result.
findings find_out(const assignment& task,
                  const trading::price_board& board,
                  seedbed::timestamp now,
                  bool with_statistics);

} // namespace ohmycoins::agents
