#include "http/token_bucket.hpp"

#include <boost/test/unit_test.hpp>

using namespace std::chrono_literals;
using seedbed::http::token_bucket;

BOOST_AUTO_TEST_SUITE(http_token_bucket_test)

const token_bucket::clock::time_point start{1h};

BOOST_AUTO_TEST_CASE(tokens_come_one_each_interval) {
    token_bucket bucket;
    for (int i = 0; i < 4; ++i)
        BOOST_CHECK(bucket.take(start, 250ms, 1) == start + i * 250ms);
}

BOOST_AUTO_TEST_CASE(a_rest_fills_the_bucket_and_no_more) {
    token_bucket bucket;
    bucket.take(start, 1s, 3);
    const auto later = start + 1h;
    for (int i = 0; i < 3; ++i)
        BOOST_CHECK(bucket.take(later, 1s, 3) == later);
    BOOST_CHECK(bucket.take(later, 1s, 3) == later + 1s);
}

BOOST_AUTO_TEST_CASE(who_comes_late_is_not_made_to_wait) {
    token_bucket bucket;
    bucket.take(start, 1s, 1);
    BOOST_CHECK(bucket.take(start + 400ms, 1s, 1) == start + 1s);
    BOOST_CHECK(bucket.take(start + 5s, 1s, 1) == start + 5s);
}

BOOST_AUTO_TEST_SUITE_END()
