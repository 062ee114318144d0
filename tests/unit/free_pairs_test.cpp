#include "plugins/algorithms/free_pairs.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using ohmycoins::free_pairs;

namespace {

void check_taken(const std::optional<free_pairs::pair>& taken,
                 std::uint64_t user,
                 std::uint64_t algorithm) {
    BOOST_REQUIRE(taken.has_value());
    BOOST_TEST(taken->first == user);
    BOOST_TEST(taken->second == algorithm);
}

} // namespace

BOOST_AUTO_TEST_SUITE(free_pairs_test)

BOOST_AUTO_TEST_CASE(the_asked_one_comes_first_then_the_next_ones_in_a_circle) {
    free_pairs free(2, {3, 5, 8});
    check_taken(free.take_from(1, 1, 3), 1, 5);
    check_taken(free.take_from(1, 1, 3), 1, 8);
    check_taken(free.take_from(1, 1, 3), 1, 3);
    check_taken(free.take_from(1, 1, 3), 0, 5); // the next user
}

BOOST_AUTO_TEST_CASE(only_the_first_ones_are_within_reach) {
    free_pairs free(1, {3, 5, 8});
    check_taken(free.take_from(0, 1, 2), 0, 5);
    check_taken(free.take_from(0, 1, 2), 0, 3);
    BOOST_TEST(!free.take_from(0, 1, 2).has_value());
    check_taken(free.take_from(0, 1, 3), 0, 8);
}

BOOST_AUTO_TEST_CASE(each_comes_once_until_none_is_left) {
    free_pairs free(7, {1, 2, 4, 8, 16});
    std::set<free_pairs::pair> taken;
    while (const auto next = free.take_from(taken.size() % 7, taken.size() % 5, 5))
        BOOST_REQUIRE(taken.insert(*next).second);
    BOOST_TEST(taken.size() == 35U);
}

BOOST_AUTO_TEST_CASE(what_was_taken_elsewhere_is_passed_over) {
    free_pairs free(2, {3, 5});
    free.take({0, 3});
    free.take({0, 3});
    free.take({0, 4}); // not one of these algorithms
    free.take({9, 3}); // nor one of these users
    check_taken(free.take_from(0, 0, 2), 0, 5);
    check_taken(free.take_from(0, 0, 2), 1, 3);
}

BOOST_AUTO_TEST_SUITE_END()
