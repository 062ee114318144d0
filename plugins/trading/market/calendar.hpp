#pragma once

#include <cstddef>
#include <cstdint>

/// The market's clock: UTC, days of 288 slots of five minutes, all counted from 1970-01-01.
namespace seedbed::market {

constexpr std::int64_t seconds_per_slot = 300;
constexpr std::int64_t slots_per_day = 288;
constexpr std::int64_t seconds_per_day = seconds_per_slot * slots_per_day;
constexpr std::size_t day_size = slots_per_day;

/// The days that have prices: 2009-01-01 to 2070-12-31. Fixed, so that a day's prices never depend
/// on when, or for how many days, they are asked for.
constexpr std::int64_t first_day = 14'245;
constexpr std::int64_t last_day = 36'889;

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

constexpr std::int64_t day_of(std::int64_t unix_seconds) {
    return floor_divide(unix_seconds, seconds_per_day);
}

/// Monday is 0. 1970-01-01 was a Thursday.
constexpr std::int64_t weekday_of(std::int64_t day) {
    return (day + 3) - 7 * floor_divide(day + 3, 7);
}

} // namespace seedbed::market
