#pragma once

#include "calendar.hpp"
#include "skeleton.hpp"

#include <seedbed/random.hpp>

#include <cstdint>
#include <span>

namespace seedbed::market {

/// Fills the variance of each slot's log return of one day:
///
///     variance = sigma^2 / 288 x season x exp(2 (h + sum of noises + bursts))
///
/// h is the skeleton's log volatility, a straight line from noon to noon. The noises are a cascade
/// of four time scales (8 h, 2 h, 30 min, 10 min; multiplicative cascades give the slow decay of
/// the autocorrelation of |return|), each a chain of normals on a grid over absolute time, shifted
/// at random and interpolated at constant variance: volatility has no seams, at midnight or
/// elsewhere. A burst follows the day's news and fades with a time constant of one hour, over
/// midnight too. Everything has mean 1, so that the day's variance is the skeleton's on average.
///
/// `market` is the market's skeleton for a coin's own series, which its news stirs too; otherwise
/// null.
void fill_variance(random_key key,
                   double daily_volatility,
                   const skeleton& own,
                   const skeleton* market,
                   std::int64_t day,
                   std::span<double, day_size> variance);

} // namespace seedbed::market
