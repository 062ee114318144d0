#pragma once

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace ohmycoins::trading {

/// A person's clock: UTC plus this many seconds, in the zone's present rules (summer time in
/// Australia from the first Sunday of October to the first of April, since 2008; in America from
/// the second Sunday of March to the first of November, since 2007; in Europe from the last Sunday
/// of March to the last of October, since 1996). Of its own, because the system's table changes
/// with its updates, and rows must not. Zones that no locale of seedbed::locales() has are UTC.
std::int64_t utc_offset(std::string_view zone, seedbed::timestamp time);

/// How busy people are at that moment of their own clock, relative to a week's mean of about 1:
/// asleep at night, busiest at lunch and in the evening, less at weekends.
double activity(std::string_view zone, seedbed::timestamp time);

/// `count` moments in [from, to), ascending, where `zone` is busy. Needs from < to.
std::vector<seedbed::timestamp> busy_moments(seedbed::random& draws,
                                             std::size_t count,
                                             std::string_view zone,
                                             seedbed::timestamp from,
                                             seedbed::timestamp to);

} // namespace ohmycoins::trading
