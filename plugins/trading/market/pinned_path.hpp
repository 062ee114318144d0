#pragma once

#include "calendar.hpp"
#include "model.hpp"
#include "quote.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace seedbed::market {

/// A price that is known, from a real snapshot or an earlier run: the path goes through it.
struct pin {
    std::int64_t unix_seconds; ///< any second, also between two slots
    std::int64_t price;        ///< last, in 1e-8 AUD
};

/// One coin's quotes, led through its pins.
///
/// The model's log price gets a correction: at a pin, what is missing there; between two pins,
/// linear in variance time from the one's to the other's (how a Brownian motion is conditioned on
/// both ends, so a gap shows its own volatility and no seam); before the first and after the last
/// pin, constant. A pin therefore changes prices only back to the pin before it and on to the one
/// after it.
///
/// Immutable, for any number of threads; holds 32 bytes for each pin. The model must outlive it.
class pinned_path {
public:
    /// `coin` is an index into coins(). Throws error(failure::usage) unless the pins' times ascend
    /// strictly within the calendar and their prices are positive.
    pinned_path(const model& prices, std::size_t coin, std::span<const pin> pins);

    /// The quotes at the start of each slot of a day. A slot that is pinned has exactly the pin's
    /// price as last. Throws error(failure::usage) for a day outside of the calendar.
    void day_quotes(std::int64_t day, std::span<quote, day_size> out) const;

    /// The same with the market's day made before, when several coins share it.
    void day_quotes(std::int64_t day,
                    const series_day& market_day,
                    std::span<quote, day_size> out) const;

    /// The quote at any second: on a slot that of day_quotes, between two slots on the straight
    /// line of log prices, at a pin exactly its price. Costs as much as a day.
    quote quote_at(std::int64_t unix_seconds) const;

private:
    struct anchor {
        std::int64_t unix_seconds;
        std::int64_t price;
        double variance_time;
        double correction;
    };

    void day_quotes(std::int64_t day, const coin_day& path, std::span<quote, day_size> out) const;
    std::size_t anchors_until(std::int64_t unix_seconds) const;
    double correction(std::size_t anchors_passed, double variance_time) const;
    quote quote_of(std::size_t anchors_passed,
                   std::int64_t unix_seconds,
                   double log_price,
                   double variance_time,
                   double slot_variance) const;

    const model* model_;
    std::size_t coin_;
    double normal_variance_;
    std::vector<anchor> anchors_;
};

} // namespace seedbed::market
