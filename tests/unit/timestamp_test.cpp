#include "tests/support/refusal.hpp"

#include <seedbed/timestamp.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <ostream>
#include <string>
#include <utility>

using seedbed::timestamp;
using namespace std::chrono_literals;

namespace {

struct reading {
    const char* text;
    const char* means;
};

std::ostream& operator<<(std::ostream& out, const reading& row) {
    return out << row.text;
}

const std::array<reading, 15> readings{{
    {"2026-11-22", "2026-11-22T00:00:00Z"},
    {"2026-11-22T14:35Z", "2026-11-22T14:35:00Z"},
    {"2026-11-22T14:35", "2026-11-22T14:35:00Z"}, // without an offset: UTC
    {"2026-11-22 14:35:10", "2026-11-22T14:35:10Z"},
    {"2026-11-22t14:35:10z", "2026-11-22T14:35:10Z"},
    {"2026-11-22T14:35:00+10:00", "2026-11-22T04:35:00Z"},
    {"2026-01-01T00:00:00+1100", "2025-12-31T13:00:00Z"},
    {"2026-11-22T14:35:00-03:30", "2026-11-22T18:05:00Z"},
    {"2026-11-22T14:35:00+15:59", "2026-11-21T22:36:00Z"},
    {"2026-11-22 14:35:00+00", "2026-11-22T14:35:00Z"}, // as PostgreSQL prints it
    {"2024-02-29", "2024-02-29T00:00:00Z"},
    {"2026-11-22T14:35:00.5Z", "2026-11-22T14:35:00.500000Z"},
    {"2026-11-22T14:35:00.000001Z", "2026-11-22T14:35:00.000001Z"},
    {"0001-01-01", "0001-01-01T00:00:00Z"},
    {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
}};

const std::array<std::string, 20> no_times{"",
                                           "now",
                                           "2026",
                                           "2026-11",
                                           "26-11-22",
                                           "2026-13-01",
                                           "2026-00-01",
                                           "2026-02-29", // no leap year
                                           "2026-11-31",
                                           "2026-11-22T",
                                           "2026-11-22T14",
                                           "2026-11-22T24:00Z",
                                           "2026-11-22T14:60Z",
                                           "2026-11-22T23:59:60Z",
                                           "2026-11-22T14:35:00.Z",
                                           "2026-11-22T14:35:00.1234567Z", // below a microsecond
                                           "2026-11-22T14:35:00+16:00",
                                           "2026-11-22T14:35:00+10:60",
                                           "2026-11-22T14:35:00 UTC",
                                           "2026-11-22 "};

constexpr auto five_minutes = 5min;

} // namespace

BOOST_AUTO_TEST_SUITE(timestamp_test)

BOOST_DATA_TEST_CASE(iso_8601_is_read, readings, row) {
    BOOST_TEST(timestamp::parse(row.text).to_string() == row.means);
}

BOOST_DATA_TEST_CASE(what_is_printed_is_read_again, readings, row) {
    const timestamp time = timestamp::parse(row.text);
    BOOST_TEST((timestamp::parse(time.to_string()) == time));
}

BOOST_DATA_TEST_CASE(anything_else_is_refused, no_times, text) {
    seedbed::test::check_refused(seedbed::failure::usage,
                                 {"'" + text + "' is not a time", "2026-11-22T14:35:00Z"},
                                 [&] { timestamp::parse(text); });
}

BOOST_AUTO_TEST_CASE(the_default_is_the_start_of_1970) {
    BOOST_TEST(timestamp().to_string() == "1970-01-01T00:00:00Z");
    BOOST_TEST(timestamp().unix_seconds() == 0);
}

BOOST_AUTO_TEST_CASE(whole_seconds_are_rounded_towards_the_past) {
    BOOST_TEST(timestamp::parse("1970-01-01T00:00:01.999999Z").unix_seconds() == 1);
    BOOST_TEST(timestamp::parse("1969-12-31T23:59:59.999999Z").unix_seconds() == -1);
    BOOST_TEST(timestamp::from_unix_seconds(1'795'000'000).to_string() == "2026-11-18T11:06:40Z");
}

BOOST_AUTO_TEST_CASE(the_grid_lies_at_or_before_every_instant) {
    const std::array<std::pair<const char*, const char*>, 5> floors{{
        {"2026-11-22T14:35:00Z", "2026-11-22T14:35:00Z"},
        {"2026-11-22T14:39:59.999999Z", "2026-11-22T14:35:00Z"},
        {"2026-11-22T00:00:00.000001Z", "2026-11-22T00:00:00Z"},
        {"1969-12-31T23:59:59Z", "1969-12-31T23:55:00Z"},
        {"1969-12-31T23:55:00Z", "1969-12-31T23:55:00Z"},
    }};
    for (const auto& [time, slot] : floors)
        BOOST_TEST(timestamp::parse(time).floor_to(five_minutes).to_string() == slot);
}

BOOST_AUTO_TEST_CASE(instants_and_durations_add_up) {
    const timestamp time = timestamp::parse("2026-03-01");
    BOOST_TEST((time - 24h).to_string() == "2026-02-28T00:00:00Z");
    BOOST_TEST((time + 1us).to_string() == "2026-03-01T00:00:00.000001Z");
    BOOST_TEST(((time + 90min) - time == 90min));
    BOOST_TEST((time < time + 1us));
}

BOOST_AUTO_TEST_SUITE_END()
