#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// Descriptive statistics for judging generated data. A statistic that does not exist (too few
/// values, or no variation) is NaN, which lies in no band. All are pure and thread safe.
namespace seedbed::statistics {

/// Arithmetic mean; needs 1 value.
double mean(std::span<const double> values);

/// Sample standard deviation (n - 1); needs 2 values.
double standard_deviation(std::span<const double> values);

/// Third standardised moment: 0 for a symmetric law.
double skewness(std::span<const double> values);

/// Fourth standardised moment, not reduced by 3: 3 for a normal law.
double kurtosis(std::span<const double> values);

/// Pearson's correlation of pairs. Throws error(failure::usage) unless both have the same size.
double correlation(std::span<const double> x, std::span<const double> y);

/// Autocorrelation at a lag: the lagged covariance over the variance, both around the mean of all
/// values. 1 at lag 0; needs more values than `lag`.
double autocorrelation(std::span<const double> values, std::size_t lag);

/// Hill's estimate of the exponent of a power-law tail, from the largest `share` of |values| (0 to
/// 1): about 3 for many returns, larger for thinner tails. Needs 2 values in that share, and more
/// outside of it.
double hill_tail_index(std::span<const double> values, double share);

/// log(p[step] / p[0]), log(p[2 step] / p[step]), ...: returns that do not overlap. Throws
/// error(failure::usage) for a price that is not positive, or step 0.
std::vector<double> log_returns(std::span<const double> prices, std::size_t step = 1);

/// |x| of each value.
std::vector<double> magnitudes(std::span<const double> values);

} // namespace seedbed::statistics
