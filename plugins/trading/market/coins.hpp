#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace seedbed::market {

/// What sets one coin apart from the others.
///
/// A coin's log return is beta x the market's plus a series of its own. The betas and volatilities
/// give daily standard deviations of 1.25 to 1.65 times Bitcoin's, and correlations with Bitcoin
/// between 0.65 and 0.9, as measured for 2014-2021 (PMC9304798, PMC8129610) and 2019-2025 (Binance
/// Research, Coin Metrics).
struct coin {
    std::string_view ticker;
    double reference_price; ///< AUD; the level that prices return to over years. Order of magnitude
                            ///< of CoinSpot's public quotes in 2026, rounded
    double beta;            ///< share of the market's log return
    double own_volatility;  ///< daily standard deviation of the coin's own log return
    int decimals;           ///< decimals an exchange shows near the reference price
    double base_spread;     ///< (ask - bid) / last in a market without any volatility
};

/// BTC, ETH, ADA, DOT, LINK, UNI, AAVE, SOL, MATIC, DOGE, in this order.
std::span<const coin> coins() noexcept;

/// The coin at an index into coins(). Throws error(failure::usage) for any other index.
const coin& coin_at(std::size_t index);

/// Index into coins(). Throws error(failure::usage) naming the known tickers; tickers are upper
/// case.
std::size_t coin_index(std::string_view ticker);

} // namespace seedbed::market
