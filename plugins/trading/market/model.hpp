#pragma once

#include "intraday.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

namespace seedbed::market {

/// One coin's day without pins.
struct coin_day {
    std::array<double, day_size + 1> log_price; ///< ln(AUD) at the start of each slot, and the end
    std::array<double, day_size> variance;      ///< of the log return over each slot
    double variance_before; ///< variance time at 00:00: grows from day to day without a gap
    double day_variance;    ///< variance time that passes in this day
};

/// The whole market of one seed: log price = ln(reference) + beta x market + the coin's own
/// series. A price is a function of (seed, coin, time): neither as-of nor the number of days asked
/// for, nor the order, changes it. For any number of threads.
///
/// A coin's series over the whole calendar takes two milliseconds and 1.1 MB. It is made when it is
/// first asked for, so that the first coin's rows are on their way while the next one is made.
class model {
public:
    explicit model(std::uint64_t seed);
    model(const model&) = delete;
    model& operator=(const model&) = delete;

    /// The market's day, which all coins share: make it once when several coins need it.
    void make_market_day(std::int64_t day, series_day& out) const { market_.make_day(day, out); }

    /// `coin` is an index into coins(). Throws error(failure::usage) for another index, or a day
    /// outside of the calendar.
    void make_coin_day(std::size_t coin,
                       std::int64_t day,
                       const series_day& market_day,
                       coin_day& out) const;
    void make_coin_day(std::size_t coin, std::int64_t day, coin_day& out) const;

    /// Variance of a coin's log return over a slot in normal times.
    static double normal_slot_variance(std::size_t coin);

private:
    struct lazy_series {
        std::once_flag once;
        std::optional<series> made;
    };

    const series& own(std::size_t coin) const;

    std::uint64_t seed_;
    series market_;
    std::unique_ptr<lazy_series[]> own_; // for each of coins()
};

} // namespace seedbed::market
