#pragma once

#include "calendar.hpp"
#include "skeleton.hpp"

#include <seedbed/random.hpp>

#include <array>
#include <cstdint>

namespace seedbed::market {

/// One day of one series in five-minute steps.
struct series_day {
    std::array<double, day_size + 1> level; ///< log level at the start of each slot, and at the end
    std::array<double, day_size> variance;  ///< of the log return over each slot
    double variance_before;                 ///< the skeleton's, of all days before
    double day_variance;                    ///< the skeleton's, of this day
};

/// A series (the market, or what a coin does beside it) at both of the model's levels. Immutable:
/// any day, in any order, on any thread.
///
/// Within a day, Gaussian shocks of the volatility's variances are bent to lead from the
/// skeleton's level to the next day's: the difference is spread in proportion to variance. For a
/// Gaussian walk that is exactly its law given both ends (a Brownian bridge), so returns stay
/// uncorrelated. On days with news a part of the excess comes at once, as a jump.
class series {
public:
    series(random_key key, double daily_volatility);

    /// `market` must outlive the series.
    series(random_key key, double daily_volatility, const series& market, double beta);

    /// Throws error(failure::usage) unless first_day <= day <= last_day.
    void make_day(std::int64_t day, series_day& out) const;

private:
    random_key key_;
    double daily_volatility_;
    skeleton skeleton_;
    const skeleton* market_;
};

} // namespace seedbed::market
