#include "seasonality.hpp"

#include <seedbed/portable_math.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace seedbed::market {
namespace {

constexpr std::size_t days_per_week = 7;

// A bump around an hour of the day; the day is a circle.
double bump(double hour, double peak, double width) {
    const double distance = std::fabs(hour - peak);
    const double x = std::min(distance, 24.0 - distance) / width;
    return portable::exp(-0.5 * x * x);
}

// 0 on weekdays, 1 on weekends, sloping over six hours around both midnights.
double weekend(double hour_of_week) {
    constexpr double begin = 5 * 24.0;
    constexpr double end = 7 * 24.0;
    constexpr double slope = 6.0;
    const double from_begin = (hour_of_week - begin) / slope + 0.5;
    const double to_end = (end - hour_of_week) / slope + 0.5;
    const double after_end = 0.5 - hour_of_week / slope; // Sunday's slope reaches into Monday
    return std::clamp(std::max(std::min(from_begin, to_end), after_end), 0.0, 1.0);
}

struct week {
    std::array<std::array<double, day_size>, days_per_week> variance;
    std::array<double, days_per_week> day_mean;
};

week make_week() {
    week result{};
    double total = 0.0;
    for (std::size_t day = 0; day < days_per_week; ++day) {
        for (std::size_t slot = 0; slot < day_size; ++slot) {
            const double hour = static_cast<double>(slot) / 12.0;
            const double day_shape =
                0.60 + 1.2 * bump(hour, 16.6, 2.6) + 0.22 * bump(hour, 1.5, 2.0);
            const double hour_start = slot % 12 == 0 ? 1.25 : 1.0;
            const double quiet = 1.0 - 0.42 * weekend(static_cast<double>(day) * 24.0 + hour);
            result.variance[day][slot] = day_shape * hour_start * quiet;
            total += result.variance[day][slot];
        }
    }
    const double mean = total / (days_per_week * day_size);
    for (std::size_t day = 0; day < days_per_week; ++day) {
        for (double& variance : result.variance[day]) {
            variance /= mean;
            result.day_mean[day] += variance / day_size;
        }
    }
    return result;
}

const week& the_week() noexcept {
    static const week instance = make_week();
    return instance;
}

} // namespace

std::span<const double, day_size> seasonal_variance(std::int64_t day) noexcept {
    return the_week().variance[static_cast<std::size_t>(weekday_of(day))];
}

double seasonal_day_variance(std::int64_t day) noexcept {
    return the_week().day_mean[static_cast<std::size_t>(weekday_of(day))];
}

} // namespace seedbed::market
