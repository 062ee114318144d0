#pragma once

#include "calendar.hpp"

#include <cstdint>
#include <span>

namespace seedbed::market {

/// The week's rhythm of volatility, as variance relative to the week's mean (which is 1): a peak
/// at 16-17 UTC when Europe and America trade, a smaller one in the Asian morning, a burst in the
/// first slot of each hour (Hansen et al., arXiv 2109.12142; Rev. Quant. Fin. Acc. 2024 on 1,940
/// pairs), and quieter weekends.
std::span<const double, day_size> seasonal_variance(std::int64_t day) noexcept;

/// The day's mean of seasonal_variance.
double seasonal_day_variance(std::int64_t day) noexcept;

} // namespace seedbed::market
