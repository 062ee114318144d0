#include <seedbed/error.hpp>
#include <seedbed/portable_math.hpp>
#include <seedbed/statistics.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace seedbed::statistics {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Mean of (x - mean)^power.
double central_moment(std::span<const double> values, int power) {
    const double centre = mean(values);
    double sum = 0.0;
    for (const double value : values) {
        double term = 1.0;
        for (int i = 0; i < power; ++i) {
            term *= value - centre;
        }
        sum += term;
    }
    return sum / static_cast<double>(values.size());
}

// A ratio that does not exist without variation.
double ratio(double above, double below) {
    return below > 0.0 ? above / below : undefined;
}

} // namespace

double mean(std::span<const double> values) {
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    return values.empty() ? undefined : sum / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
    if (values.size() < 2) {
        return undefined;
    }
    const auto n = static_cast<double>(values.size());
    return std::sqrt(central_moment(values, 2) * n / (n - 1.0));
}

double skewness(std::span<const double> values) {
    const double variance = central_moment(values, 2);
    return ratio(central_moment(values, 3), variance * std::sqrt(variance));
}

double kurtosis(std::span<const double> values) {
    const double variance = central_moment(values, 2);
    return ratio(central_moment(values, 4), variance * variance);
}

double correlation(std::span<const double> x, std::span<const double> y) {
    if (x.size() != y.size()) {
        throw error(failure::usage,
                    fmt::format("a correlation needs pairs, not {} and {} values; align the two "
                                "samples first",
                                x.size(),
                                y.size()));
    }
    const double mean_x = mean(x);
    const double mean_y = mean(y);
    double xy = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    return ratio(xy, std::sqrt(xx) * std::sqrt(yy));
}

double autocorrelation(std::span<const double> values, std::size_t lag) {
    if (values.size() <= lag) {
        return undefined;
    }
    const double centre = mean(values);
    double lagged = 0.0;
    for (std::size_t i = lag; i < values.size(); ++i) {
        lagged += (values[i] - centre) * (values[i - lag] - centre);
    }
    return ratio(lagged, central_moment(values, 2) * static_cast<double>(values.size()));
}

double hill_tail_index(std::span<const double> values, double share) {
    const auto count = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    if (count < 2 || count >= values.size()) {
        return undefined;
    }
    std::vector<double> sizes = magnitudes(values);
    const auto threshold = sizes.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(sizes, threshold, std::greater<>());
    if (!(*threshold > 0.0)) {
        return undefined;
    }
    double sum = 0.0;
    for (auto size = sizes.begin(); size != threshold; ++size) {
        sum += portable::log(*size / *threshold);
    }
    return ratio(static_cast<double>(count), sum);
}

std::vector<double> log_returns(std::span<const double> prices, std::size_t step) {
    if (step == 0) {
        throw error(failure::usage, "log returns over 0 steps do not exist; pass at least 1");
    }
    std::vector<double> returns;
    for (std::size_t i = 0; i < prices.size(); i += step) {
        if (!(prices[i] > 0.0)) {
            throw error(failure::usage,
                        fmt::format("price {} is {}, which has no log return; prices must be "
                                    "positive",
                                    i,
                                    prices[i]));
        }
        if (i > 0) {
            returns.push_back(portable::log(prices[i] / prices[i - step]));
        }
    }
    return returns;
}

std::vector<double> magnitudes(std::span<const double> values) {
    std::vector<double> sizes(values.size());
    std::ranges::transform(values, sizes.begin(), [](double value) { return std::fabs(value); });
    return sizes;
}

} // namespace seedbed::statistics
