#include "http/retry_after.hpp"
#include "http/retrying.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace seedbed::http;
using namespace std::chrono_literals;
using std::chrono::sys_days;

BOOST_AUTO_TEST_SUITE(http_retry_after_test)

const auto now = sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min;

BOOST_AUTO_TEST_CASE(a_date_is_read_in_its_three_forms) {
    for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT",
                             "Sunday, 06-Nov-94 08:49:37 GMT",
                             "Sun Nov  6 08:49:37 1994",
                             "  Sun, 06 Nov 1994 08:49:37 GMT\t"}) {
        const auto read = parse_http_date(text);
        BOOST_REQUIRE_MESSAGE(read, text);
        BOOST_CHECK(*read == now + 37s);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_date_is_none) {
    for (const char* text : {"",
                             " ",
                             "Sun",
                             "Sun, 06 Nov 1994",
                             "Sun, 31 Feb 1994 08:49:37 GMT",
                             "Sun, 06 Now 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 24:49:37 GMT",
                             "Sun, 06 Nov 1994 08:49:37 CET",
                             "Sun, 06 Nov 19945 08:49:37 GMT",
                             "Sun, 6x Nov 1994 08:49:37 GMT",
                             "1994-11-06T08:49:37Z"})
        BOOST_TEST(!parse_http_date(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(a_wait_is_read_in_both_forms_and_kept_sane) {
    const std::vector<std::pair<std::string, std::chrono::seconds>> waits = {
        {"0", 0s},
        {"120", 120s},
        {" 7 ", 7s},
        {"99999999999999999999999", std::chrono::years(1)},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 37s},
        {"Sun, 06 Nov 1994 08:00:00 GMT", 0s},
        {"Sun, 06 Nov 9994 08:00:00 GMT", std::chrono::years(1)}};
    for (const auto& [text, wait] : waits) {
        const auto read = parse_retry_after(text, now);
        BOOST_REQUIRE_MESSAGE(read, text);
        BOOST_TEST(read->count() == wait.count(), text);
    }
    for (const char* text : {"", "-1", "1.5", "soon", "1 2"})
        BOOST_TEST(!parse_retry_after(text, now).has_value(), text);
}

BOOST_AUTO_TEST_CASE(the_longest_wait_doubles_up_to_its_bound) {
    const retry_rules rules;
    const std::vector<std::chrono::milliseconds> longest = {500ms, 1s, 2s, 4s, 8s, 8s, 8s};
    for (unsigned tries = 1; tries <= longest.size(); ++tries) {
        BOOST_CHECK(backoff(rules, tries, 1) == longest[tries - 1]);
        BOOST_CHECK(backoff(rules, tries, 0.5) == longest[tries - 1] / 2);
        BOOST_CHECK(backoff(rules, tries, 0) == 0ms);
    }
    BOOST_CHECK(backoff(rules, 4'000'000'000U, 1) == 8s);
}

BOOST_AUTO_TEST_SUITE_END()
