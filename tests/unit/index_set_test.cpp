#include <seedbed/index_set.hpp>
#include <seedbed/random.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <iterator>
#include <limits>
#include <set>

using seedbed::index_set;

BOOST_AUTO_TEST_SUITE(index_set_test)

BOOST_AUTO_TEST_CASE(an_empty_set_contains_nothing) {
    const index_set empty;
    BOOST_TEST(!empty.contains(0));
    BOOST_TEST(empty.count_below(std::numeric_limits<std::uint64_t>::max()) == 0U);
}

BOOST_AUTO_TEST_CASE(an_index_inserted_twice_counts_once) {
    index_set set;
    set.insert(7);
    set.insert(7);
    BOOST_TEST(set.contains(7));
    BOOST_TEST(!set.contains(6));
    BOOST_TEST(!set.contains(8));
    BOOST_TEST(set.count_below(100) == 1U);
}

BOOST_AUTO_TEST_CASE(only_indexes_below_the_limit_count) {
    index_set set;
    for (const std::uint64_t index : {2, 3, 4, 9})
        set.insert(index);
    BOOST_TEST(set.count_below(2) == 0U);
    BOOST_TEST(set.count_below(4) == 2U);
    BOOST_TEST(set.count_below(9) == 3U);
    BOOST_TEST(set.count_below(10) == 4U);
}

BOOST_AUTO_TEST_CASE(it_agrees_with_a_plain_set_in_whatever_order_indexes_come) {
    seedbed::random draws(seedbed::derive_key(1, "index set"), 0);
    constexpr std::uint64_t range = 400; // dense: runs grow at both ends, meet and join
    for (int round = 0; round < 20; ++round) {
        index_set set;
        std::set<std::uint64_t> expected;
        for (int i = 0; i < 300; ++i) {
            const std::uint64_t index = draws.below(range);
            set.insert(index);
            expected.insert(index);
        }
        for (std::uint64_t index = 0; index <= range; ++index) {
            BOOST_REQUIRE(set.contains(index) == expected.contains(index));
            const auto below = std::distance(expected.begin(), expected.lower_bound(index));
            BOOST_REQUIRE(set.count_below(index) == static_cast<std::uint64_t>(below));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
