#include "plugins/news/publication_time.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

namespace news = seedbed::news;

namespace {

struct time_case {
    const char* text;
    const char* time; ///< empty: none
};

std::ostream& operator<<(std::ostream& out, const time_case& row) {
    return out << '\'' << row.text << '\'';
}

constexpr time_case times[] = {
    // RFC 822 and what became of it
    {"Thu, 27 Mar 2025 18:47:14 +0000", "2025-03-27T18:47:14Z"},
    {"Thu, 27 Mar 2025 18:47:14 GMT", "2025-03-27T18:47:14Z"},
    {"27 Mar 2025 18:47 UT", "2025-03-27T18:47:00Z"},
    {"Thu,27 Mar 2025 18:47:14 Z", "2025-03-27T18:47:14Z"},
    {"Thursday, 27 March 2025 18:47:14 UTC", "2025-03-27T18:47:14Z"},
    {"thu, 27 mar 25 18:47:14 est", "2025-03-27T23:47:14Z"},
    {"Thu, 27 Mar 99 18:47:14 PDT", "1999-03-28T01:47:14Z"},
    {"Sun, 4 Sept 2026 1:02:03 -0330", "2026-09-04T04:32:03Z"},
    {"Sun, 4 Oct 2026 01:02:03 +10:00", "2026-10-03T15:02:03Z"},
    {"Sun, 4 Oct 2026 01:02:03 +10", "2026-10-03T15:02:03Z"},
    {"Sun, 4 Oct 2026 01:02:03 +0000 (UTC)", "2026-10-04T01:02:03Z"},
    {"  Sun,  4  Oct 2026   01:02:03 ", "2026-10-04T01:02:03Z"},
    {"October 4, 2026 01:02", "2026-10-04T01:02:00Z"},
    {"4 Oct 2026", "2026-10-04T00:00:00Z"},
    {"Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"},
    // ISO 8601
    {"2025-03-27T18:47:14Z", "2025-03-27T18:47:14Z"},
    {"2025-03-27T18:47:14+00:00", "2025-03-27T18:47:14Z"},
    {"2025-03-27t18:47:14z", "2025-03-27T18:47:14Z"},
    {"2025-03-27T18:47:14.5Z", "2025-03-27T18:47:14.500000Z"},
    {"2025-03-27T18:47:14.123456789+10:00", "2025-03-27T08:47:14.123456Z"},
    {"2025-03-27T18:47:14-0500", "2025-03-27T23:47:14Z"},
    {"2025-03-27 18:47:14 +0000", "2025-03-27T18:47:14Z"},
    {"2025-03-27 18:47:14 UTC", "2025-03-27T18:47:14Z"},
    {"2025-03-27 18:47", "2025-03-27T18:47:00Z"},
    {"2025-03-27", "2025-03-27T00:00:00Z"},
    {" 2025-03-27T18:47:14Z", "2025-03-27T18:47:14Z"},
    // no times
    {"", ""},
    {"yesterday", ""},
    {"null", ""},
    {"1743101234", ""},
    {"Thu, 32 Mar 2025 18:47:14 GMT", ""},
    {"Thu, 29 Feb 2025 18:47:14 GMT", ""},
    {"Thu, 27 Foo 2025 18:47:14 GMT", ""},
    {"Thu, 27 Mar 2025 24:00:00 GMT", ""},
    {"Thu, 27 Mar 2025 18:60:00 GMT", ""},
    {"Thu, 27 Mar 2025 18:47:14 AEST", ""},
    {"Thu, 27 Mar 2025 18:47:14 +2500", ""},
    {"Thu, 27 Mar 2025 18:47:14 GMT extra", ""},
    {"Thu, 27 Mar 2025 18:47:14:15 GMT", ""},
    {"27 Mar 5 18:47", ""},
    {"2025-13-27T18:47:14Z", ""},
    {"2025-03-27T18:47:14.Z", ""},
    {"2025-03-27T18:47:14.xZ", ""},
    {"2025-03-27X18:47:14Z", ""},
    {"2025-03-27T", "2025-03-27T00:00:00Z"},
    {"2025-3-7T18:47:14Z", ""},
    {"0001-01-01T00:00:00Z", ""},
    {"1969-12-31T23:59:59Z", ""},
    {"2100-01-01T00:00:00Z", ""},
    {"99999999999999999999-01-01", ""},
};

} // namespace

BOOST_AUTO_TEST_SUITE(news_time_test)

BOOST_DATA_TEST_CASE(a_time_is_read_as_it_is_written, times, row) {
    const auto time = news::parse_publication_time(row.text);
    BOOST_TEST((time ? time->to_string() : "") == row.time);
}

BOOST_AUTO_TEST_CASE(a_text_of_any_length_is_no_time) {
    BOOST_TEST(!news::parse_publication_time("27 Mar 2025 " + std::string(100'000, ' ') + "1:02"));
}

BOOST_AUTO_TEST_SUITE_END()
