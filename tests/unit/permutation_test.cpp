#include <seedbed/error.hpp>
#include <seedbed/permutation.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

using seedbed::derive_key;
using seedbed::permutation;

namespace {

std::vector<std::uint64_t> all_of(const permutation& order) {
    std::vector<std::uint64_t> values;
    for (std::uint64_t i = 0; i < order.size(); ++i) {
        values.push_back(order(i));
    }
    return values;
}

} // namespace

BOOST_AUTO_TEST_SUITE(permutation_test)

BOOST_AUTO_TEST_CASE(every_value_of_the_domain_comes_exactly_once) {
    for (const std::uint64_t size : {1U, 2U, 3U, 4U, 5U, 10U, 16U, 1000U, 65536U, 65537U}) {
        for (const std::uint64_t seed : {1U, 42U}) {
            std::vector<std::uint64_t> values = all_of({derive_key(seed, "email"), size});
            std::ranges::sort(values);
            bool complete = true;
            for (std::uint64_t i = 0; i < size; ++i) {
                complete = complete && values[i] == i;
            }
            BOOST_TEST(complete, "size " << size << ", seed " << seed);
        }
    }
}

BOOST_AUTO_TEST_CASE(large_domains_stay_inside_and_distinct) {
    constexpr auto largest = std::numeric_limits<std::uint64_t>::max();
    const std::vector<std::uint64_t> sizes = {
        1'000'000'000'000U, (1ULL << 32U) + 1, (1ULL << 63U) + 12'345, largest - 1, largest};
    for (const std::uint64_t size : sizes) {
        const permutation order(derive_key(42, "email"), size);
        std::unordered_set<std::uint64_t> seen;
        const std::uint64_t step = size / 50'000;
        for (std::uint64_t i = 0; i < 50'000; ++i) {
            for (const std::uint64_t index : {i, size - 1 - i * step}) {
                const std::uint64_t value = order(index);
                BOOST_REQUIRE(value < size);
                seen.insert(value);
            }
        }
        // Index 0 and size - 1 may be visited by both walks; everything else is new each time.
        BOOST_TEST(seen.size() >= 100'000U - 2U);
    }
}

BOOST_AUTO_TEST_CASE(another_key_gives_another_order) {
    const permutation first(derive_key(1, "email"), 1000);
    const permutation second(derive_key(2, "email"), 1000);
    int equal = 0;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        equal += first(i) == second(i) ? 1 : 0;
    }
    BOOST_TEST(equal < 12); // 1 is expected
}

BOOST_AUTO_TEST_CASE(neighbours_land_far_apart) {
    constexpr std::uint64_t size = 1'000'000'007;
    const permutation order(derive_key(42, "email"), size);
    double product = 0.0;
    constexpr int count = 100'000;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto centred = [](std::uint64_t value) {
            return static_cast<double>(value) / static_cast<double>(size) - 0.5;
        };
        product += centred(order(i)) * centred(order(i + 1));
    }
    BOOST_TEST(std::fabs(product / count * 12.0) < 6.0 / std::sqrt(count));
}

// Of 10! orders a network can reach few, but each position should still receive each value.
BOOST_AUTO_TEST_CASE(a_small_domain_is_shuffled_evenly) {
    std::vector<double> seen(100);
    constexpr int count = 20'000;
    for (std::uint64_t seed = 0; seed < count; ++seed) {
        const permutation order(derive_key(seed, "small"), 10);
        for (std::uint64_t i = 0; i < 10; ++i) {
            ++seen[i * 10 + order(i)];
        }
    }
    for (const double times : seen) {
        BOOST_TEST(std::fabs(times - count / 10.0) < 6.0 * std::sqrt(count / 10.0));
    }
}

BOOST_AUTO_TEST_CASE(an_empty_domain_and_an_index_outside_are_errors) {
    const auto is_usage = [](const seedbed::error& e) {
        return e.kind() == seedbed::failure::usage;
    };
    BOOST_CHECK_EXCEPTION(permutation(derive_key(1, "x"), 0), seedbed::error, is_usage);
    const permutation order(derive_key(1, "x"), 3);
    BOOST_CHECK_EXCEPTION(order(3), seedbed::error, is_usage);
}

BOOST_AUTO_TEST_CASE(a_domain_that_is_too_small_is_refused_with_both_numbers) {
    BOOST_CHECK_NO_THROW(seedbed::require_domain("column email", 500, 500));
    BOOST_CHECK_NO_THROW(seedbed::require_domain("column email", 0, 0));
    BOOST_CHECK_EXCEPTION(
        seedbed::require_domain("column email", 500, 501), seedbed::error, [](const auto& e) {
            const std::string message = e.what();
            return e.kind() == seedbed::failure::usage &&
                   message.find("column email") != std::string::npos &&
                   message.find("500") != std::string::npos &&
                   message.find("501") != std::string::npos;
        });
}

// Version 1; see the same test of random.
BOOST_AUTO_TEST_CASE(version_one_of_the_order_is_pinned) {
    BOOST_TEST(all_of({derive_key(42, "golden"), 10}) ==
                   (std::vector<std::uint64_t>{7, 6, 3, 1, 8, 5, 9, 2, 0, 4}),
               boost::test_tools::per_element());
    BOOST_TEST(permutation(derive_key(42, "golden"), 1'000'000'000'000)(123'456'789) ==
               873035750860U);
}

BOOST_AUTO_TEST_SUITE_END()
