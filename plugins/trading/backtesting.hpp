#pragma once

#include "ledger.hpp"
#include "prices.hpp"
#include "strategy.hpp"

#include <seedbed/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

namespace ohmycoins::trading {

/// One coin bought and sold again.
struct round_trip {
    seedbed::timestamp bought_at;
    seedbed::timestamp sold_at;
    price_decimal buy_price;  // the ask of its moment
    price_decimal sell_price; // the bid of its moment
    quantity_decimal quantity;
    aud profit; // proceeds - cost, each to the cent
};

/// Cash and the coin's worth at the bid.
struct equity_point {
    seedbed::timestamp time;
    aud equity;
};

/// What the application's backtest screen shows, computed from the trades and the curve. Returns,
/// drawdowns and rates are fractions, money is AUD.
struct performance {
    double total_return = 0;  ///< last equity / initial capital - 1
    double sharpe_ratio = 0;  ///< mean / standard deviation of the curve's returns, a year's worth
    double sortino_ratio = 0; ///< the same with the deviation of the losses alone
    double max_drawdown = 0;  ///< the deepest fall from a peak, as a part of the peak; not negative
    std::size_t max_drawdown_duration = 0; ///< points of the curve from that peak to its low
    double win_rate = 0;                   ///< part of the trades with a profit
    double profit_factor = 0; ///< profits / losses; `no_losses` where there are only profits
    std::size_t trades = 0;
    aud average_profit; // of a trade
    aud best_trade;     // 0 where there is none
    aud worst_trade;
};

/// Stands for a profit factor without a loss, which JSON has no number for.
inline constexpr double no_losses = 999;

struct backtest_plan {
    aud initial_capital;
    double share_per_trade = 0.95; ///< of the cash that a buy spends
    std::chrono::seconds execution_step = std::chrono::minutes(5); ///< between two decisions
    std::chrono::seconds curve_step = std::chrono::hours(1);
};

struct backtest_outcome {
    std::vector<round_trip> trades;
    std::vector<equity_point> curve; ///< from the first decision to the end, at least one point
    performance figures;
};

/// Ticks that every backtest of the application passes over.
inline constexpr std::size_t backtest_warm_up = 50;

/// Trades the strategy over the ticks: buys at the ask, sells at the bid, all or nothing; what is
/// held at the end is sold there. A pure function. Throws error(failure::seeding) when there are
/// too few ticks to warm up, with both numbers.
backtest_outcome
run_backtest(const strategy& rule, std::span<const tick> ticks, const backtest_plan& plan);

/// The figures of trades and a curve that were made elsewhere.
performance figures_of(std::span<const round_trip> trades,
                       std::span<const equity_point> curve,
                       const aud& initial_capital);

} // namespace ohmycoins::trading
