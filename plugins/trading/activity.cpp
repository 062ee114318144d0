#include "activity.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace ohmycoins::trading {
namespace {

using namespace std::chrono;

enum class summer_time { none, australian, american, european };

struct zone_rule {
    std::string_view name;
    minutes offset; // of standard time
    summer_time summer;
};

constexpr std::array zone_rules{
    zone_rule{"America/Anchorage", hours(-9), summer_time::american},
    zone_rule{"America/Chicago", hours(-6), summer_time::american},
    zone_rule{"America/Denver", hours(-7), summer_time::american},
    zone_rule{"America/Los_Angeles", hours(-8), summer_time::american},
    zone_rule{"America/New_York", hours(-5), summer_time::american},
    zone_rule{"America/Phoenix", hours(-7), summer_time::none},
    zone_rule{"Atlantic/Canary", hours(0), summer_time::european},
    zone_rule{"Australia/Adelaide", minutes(570), summer_time::australian},
    zone_rule{"Australia/Brisbane", hours(10), summer_time::none},
    zone_rule{"Australia/Darwin", minutes(570), summer_time::none},
    zone_rule{"Australia/Hobart", hours(10), summer_time::australian},
    zone_rule{"Australia/Melbourne", hours(10), summer_time::australian},
    zone_rule{"Australia/Perth", hours(8), summer_time::none},
    zone_rule{"Australia/Sydney", hours(10), summer_time::australian},
    zone_rule{"Europe/Berlin", hours(1), summer_time::european},
    zone_rule{"Europe/London", hours(0), summer_time::european},
    zone_rule{"Europe/Madrid", hours(1), summer_time::european},
    zone_rule{"Europe/Paris", hours(1), summer_time::european},
    zone_rule{"Europe/Rome", hours(1), summer_time::european},
    zone_rule{"Pacific/Honolulu", hours(-10), summer_time::none}};

zone_rule rule_of(std::string_view zone) {
    const auto found = std::find_if(
        zone_rules.begin(), zone_rules.end(), [&](const zone_rule& r) { return r.name == zone; });
    return found == zone_rules.end() ? zone_rule{zone, minutes(0), summer_time::none} : *found;
}

bool is_summer(const zone_rule& rule, seedbed::timestamp time) {
    const auto standard = time.time() + rule.offset; // the zone's clock, had it no summer time
    const year year = year_month_day(floor<days>(standard)).year();
    const auto at = [](auto day, minutes of_day) { return sys_days(day) + of_day; };
    switch (rule.summer) {
    case summer_time::none:
        return false;
    case summer_time::australian: // both at 2:00 standard time
        return standard < at(year / April / Sunday[1], hours(2)) ||
               standard >= at(year / October / Sunday[1], hours(2));
    case summer_time::american: // at 2:00 of the clock that ends: 1:00 standard in November
        return standard >= at(year / March / Sunday[2], hours(2)) &&
               standard < at(year / November / Sunday[1], hours(1));
    case summer_time::european: // at 1:00 UTC everywhere
        return time.time() >= at(year / March / Sunday[last], hours(1)) &&
               time.time() < at(year / October / Sunday[last], hours(1));
    }
    return false;
}

/// By hour of the day, then scaled to a mean of 1 over the day.
constexpr std::array<double, 24> hourly{0.35, 0.2, 0.1, 0.07, 0.07, 0.15, 0.45, 0.9,
                                        1.2,  1.3, 1.2, 1.2,  1.5,  1.4,  1.1,  1.1,
                                        1.2,  1.4, 1.6, 1.9,  2.1,  1.9,  1.3,  0.7};
constexpr double hourly_mean = 1.016;
constexpr std::array<double, 7> by_weekday{1.1, 1.1, 1.1, 1.1, 1.05, 0.75, 0.8}; // from Monday

} // namespace

std::int64_t utc_offset(std::string_view zone, seedbed::timestamp time) {
    const zone_rule rule = rule_of(zone);
    const minutes offset = rule.offset + (is_summer(rule, time) ? minutes(60) : minutes(0));
    return seconds(offset).count();
}

double activity(std::string_view zone, seedbed::timestamp time) {
    const auto local = time.time() + seconds(utc_offset(zone, time));
    const auto midnight = floor<days>(local);
    const auto hour = static_cast<std::size_t>(floor<hours>(local - midnight).count());
    const std::size_t weekday_index = weekday(midnight).iso_encoding() - 1;
    return hourly.at(hour) / hourly_mean * by_weekday.at(weekday_index);
}

std::vector<seedbed::timestamp> busy_moments(seedbed::random& draws,
                                             std::size_t count,
                                             std::string_view zone,
                                             seedbed::timestamp from,
                                             seedbed::timestamp to) {
    if (from >= to)
        throw seedbed::error(seedbed::failure::seeding,
                             "there is no moment from " + from.to_string() + " to before " +
                                 to.to_string());
    constexpr microseconds step = minutes(30); // zones differ by half hours
    std::vector<double> reached;               // sum of the steps' activity, up to each
    double sum = 0;
    for (seedbed::timestamp at = from; at < to; at = at + step) {
        const double part = static_cast<double>(std::min(step, to - at).count()) /
                            static_cast<double>(step.count());
        reached.push_back(sum += activity(zone, at) * part);
    }
    std::vector<seedbed::timestamp> moments;
    for (std::size_t i = 0; i < count; ++i) {
        const auto slot = std::upper_bound(reached.begin(), reached.end() - 1, draws.unit() * sum) -
                          reached.begin();
        const seedbed::timestamp begin = from + slot * step;
        const auto length = static_cast<std::uint64_t>(std::min(step, to - begin).count());
        moments.push_back(begin + microseconds(draws.below(length)));
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

} // namespace ohmycoins::trading
