#pragma once

#include "coins.hpp"

#include <cstdint>

namespace seedbed::market {

/// Units of a scaled price in 1 AUD: prices are integers of 1e-8 AUD, as the application stores
/// them (numeric(20,8)).
constexpr std::int64_t price_scale = 100'000'000;

/// What an exchange shows for one instant, in 1e-8 AUD: 0 < bid <= last <= ask and bid < ask.
struct quote {
    std::int64_t bid;
    std::int64_t last;
    std::int64_t ask;

    friend bool operator==(const quote&, const quote&) = default;
};

/// (ask - bid) / last: base x (1 + 0.5 x local / normal volatility). Spreads grow with volatility
/// (Finery 2022); the base is that of a retail AUD venue, ten times a wholesale one's. Below 1 %
/// always: the application's own tests expect that of prices.
double relative_spread(const coin& of, double variance, double normal_variance) noexcept;

/// The step of a coin's prices near `price`: the coin's decimals, or more of them when the price
/// has fallen so far that fewer than five digits would be left.
std::int64_t tick(const coin& of, std::int64_t price) noexcept;

/// A quote around a model price in AUD: last is rounded to the tick, bid and ask outwards.
quote quote_around(const coin& of, double price, double spread) noexcept;

/// A quote around a known last price (positive, 1e-8 AUD), which is kept as it is.
quote quote_around_known(const coin& of, std::int64_t last, double spread) noexcept;

} // namespace seedbed::market
