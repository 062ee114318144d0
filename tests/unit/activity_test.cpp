#include "activity.hpp"

#include <seedbed/error.hpp>
#include <seedbed/fake.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <string_view>

using ohmycoins::trading::activity;
using ohmycoins::trading::busy_moments;
using ohmycoins::trading::utc_offset;
using seedbed::timestamp;

namespace {

double offset_hours(std::string_view zone, const char* time) {
    return static_cast<double>(utc_offset(zone, timestamp::parse(time))) / 3600;
}

} // namespace

BOOST_AUTO_TEST_SUITE(activity_test)

BOOST_AUTO_TEST_CASE(clocks_change_on_the_zone_s_own_days) {
    // From the published rules: the second before, and the second of the change.
    BOOST_TEST(offset_hours("Australia/Sydney", "2026-04-04T15:59:59Z") == 11);
    BOOST_TEST(offset_hours("Australia/Sydney", "2026-04-04T16:00:00Z") == 10);
    BOOST_TEST(offset_hours("Australia/Sydney", "2026-10-03T15:59:59Z") == 10);
    BOOST_TEST(offset_hours("Australia/Sydney", "2026-10-03T16:00:00Z") == 11);
    BOOST_TEST(offset_hours("America/New_York", "2026-03-08T06:59:59Z") == -5);
    BOOST_TEST(offset_hours("America/New_York", "2026-03-08T07:00:00Z") == -4);
    BOOST_TEST(offset_hours("America/New_York", "2026-11-01T05:59:59Z") == -4);
    BOOST_TEST(offset_hours("America/New_York", "2026-11-01T06:00:00Z") == -5);
    BOOST_TEST(offset_hours("Europe/Berlin", "2026-03-29T00:59:59Z") == 1);
    BOOST_TEST(offset_hours("Europe/Berlin", "2026-03-29T01:00:00Z") == 2);
    BOOST_TEST(offset_hours("Europe/London", "2026-10-25T00:59:59Z") == 1);
    BOOST_TEST(offset_hours("Europe/London", "2026-10-25T01:00:00Z") == 0);
    BOOST_TEST(offset_hours("Australia/Adelaide", "2026-07-01T00:00:00Z") == 9.5);
    BOOST_TEST(offset_hours("Australia/Brisbane", "2026-12-01T00:00:00Z") == 10);
    BOOST_TEST(offset_hours("Mars/Olympus", "2026-12-01T00:00:00Z") == 0);
}

BOOST_AUTO_TEST_CASE(every_zone_of_every_locale_is_known) {
    for (const seedbed::locale_profile& locale : seedbed::locales())
        for (const seedbed::weighted_zone& zone : locale.time_zones)
            BOOST_TEST((zone.name == "Europe/London" || zone.name == "Atlantic/Canary" ||
                        offset_hours(zone.name, "2026-12-21T00:00:00Z") != 0),
                       zone.name);
}

BOOST_AUTO_TEST_CASE(a_week_s_activity_is_one_on_average) {
    double sum = 0;
    const timestamp monday = timestamp::parse("2026-06-01");
    for (int hour = 0; hour < 168; ++hour)
        sum += activity("Australia/Sydney", monday + std::chrono::hours(hour));
    BOOST_TEST(sum / 168 == 1.0, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(moments_ascend_lie_inside_and_avoid_the_night) {
    seedbed::random draws(seedbed::derive_key(42, "test"), 0);
    const timestamp from = timestamp::parse("2026-11-15T14:35Z");
    const timestamp to = timestamp::parse("2026-11-22T14:35Z");
    const auto moments = busy_moments(draws, 5000, "Australia/Sydney", from, to);
    BOOST_TEST(moments.size() == 5000U);
    BOOST_TEST(std::is_sorted(moments.begin(), moments.end()));
    BOOST_TEST((moments.front() >= from && moments.back() < to));
    const auto asleep = std::count_if(moments.begin(), moments.end(), [](const timestamp& at) {
        const auto local = at.unix_seconds() + utc_offset("Australia/Sydney", at);
        const auto hour = local / 3600 % 24;
        return hour >= 1 && hour < 6;
    });
    BOOST_TEST(asleep < 250); // 2.4 percent of the weight; a fifth of the day
    BOOST_TEST(asleep > 50);
}

BOOST_AUTO_TEST_CASE(an_empty_interval_is_refused) {
    seedbed::random draws(seedbed::derive_key(42, "test"), 0);
    const timestamp now = timestamp::parse("2026-11-22");
    BOOST_CHECK_THROW(busy_moments(draws, 1, "UTC", now, now), seedbed::error);
}

BOOST_AUTO_TEST_SUITE_END()
