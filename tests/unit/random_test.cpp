#include <seedbed/error.hpp>
#include <seedbed/random.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

using seedbed::derive_key;
using seedbed::philox_words;
using seedbed::random_key;

static_assert(std::uniform_random_bit_generator<seedbed::random>);

namespace {

constexpr random_key test_key{0x0123456789abcdefU};

seedbed::random row(std::uint64_t index) {
    return {test_key, index};
}

// Chi-square statistic, standardised: about normal(0, 1) for many cells, so |z| > 6 is a defect.
double chi_square_z(const std::vector<double>& seen, const std::vector<double>& expected) {
    double sum = 0.0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        sum += (seen[i] - expected[i]) * (seen[i] - expected[i]) / expected[i];
    }
    const double degrees = static_cast<double>(seen.size()) - 1.0;
    return (sum - degrees) / std::sqrt(2.0 * degrees);
}

struct moments {
    double mean = 0.0;
    double variance = 0.0;
    double kurtosis = 0.0;
};

template <class Draw>
moments moments_of(Draw draw, int count = 400'000) {
    std::vector<double> values(static_cast<std::size_t>(count));
    std::ranges::generate(values, draw);
    moments result;
    for (const double x : values) {
        result.mean += x / count;
    }
    for (const double x : values) {
        const double square = (x - result.mean) * (x - result.mean);
        result.variance += square / count;
        result.kurtosis += square * square / count;
    }
    result.kurtosis /= result.variance * result.variance;
    return result;
}

bool is_seeding_error(const seedbed::error& e) {
    return e.kind() == seedbed::failure::seeding && std::string(e.what()).size() > 20;
}

} // namespace

BOOST_AUTO_TEST_SUITE(random_test)

// The three vectors published with Random123 for "philox4x32 10".
BOOST_AUTO_TEST_CASE(philox_gives_the_published_known_answers) {
    struct known_answer {
        philox_words counter;
        std::uint32_t key_low;
        std::uint32_t key_high;
        philox_words answer;
    };
    const std::vector<known_answer> table = {
        {{0, 0, 0, 0}, 0, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         0xffffffff,
         0xffffffff,
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         0xa4093822,
         0x299f31d0,
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (const known_answer& known : table) {
        const random_key key{known.key_low | (static_cast<std::uint64_t>(known.key_high) << 32U)};
        BOOST_TEST(seedbed::philox(key, known.counter) == known.answer,
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(bits_are_the_blocks_of_index_and_lane_in_order) {
    seedbed::random draws({0}, 0);
    BOOST_TEST(draws.bits() == 0xe169c58d6627e8d5U);
    BOOST_TEST(draws.bits() == 0x9b00dbd8bc57ac4cU);

    const std::uint64_t index = 0x85a308d3243f6a88U;
    seedbed::random third(test_key, index, 7);
    third.bits();
    third.bits();
    const philox_words block = seedbed::philox(test_key, {0x243f6a88, 0x85a308d3, 7, 1});
    BOOST_TEST(third.bits() == (block[0] | (static_cast<std::uint64_t>(block[1]) << 32U)));
}

BOOST_AUTO_TEST_CASE(a_row_draws_the_same_whenever_it_is_made) {
    std::vector<std::uint64_t> forward;
    for (std::uint64_t i = 0; i < 100; ++i) {
        forward.push_back(row(i).bits());
    }
    for (std::uint64_t i = 100; i-- > 0;) {
        BOOST_TEST(row(i).bits() == forward[i]);
    }
    BOOST_TEST(std::set<std::uint64_t>(forward.begin(), forward.end()).size() == 100U);
}

BOOST_AUTO_TEST_CASE(keys_depend_on_seed_name_and_version) {
    const std::string long_name = "a plugin with a long name/and a model";
    const std::set<std::uint64_t> keys = {derive_key(42, "").value,
                                          derive_key(43, "").value,
                                          derive_key(42, "a").value,
                                          derive_key(42, std::string_view("a\0", 2)).value,
                                          derive_key(42, std::string_view("\0", 1)).value,
                                          derive_key(42, "user").value,
                                          derive_key(42, "user", 2).value,
                                          derive_key(42, "resu").value,
                                          derive_key(42, long_name).value,
                                          derive_key(42, long_name + "s").value,
                                          derive_key(42, "abcdefgh").value,
                                          derive_key(42, "abcdefghabcdefgh").value};
    BOOST_TEST(keys.size() == 12U);
}

BOOST_AUTO_TEST_CASE(one_changed_bit_of_the_seed_changes_half_of_the_key) {
    int changed = 0;
    for (unsigned bit = 0; bit < 64; ++bit) {
        const std::uint64_t difference =
            derive_key(42, "order").value ^ derive_key(42ULL ^ (1ULL << bit), "order").value;
        changed += std::popcount(difference);
    }
    BOOST_TEST(std::abs(changed - 64 * 32) < 6 * 32); // 6 standard deviations
}

BOOST_AUTO_TEST_CASE(a_named_lane_is_not_shifted_by_draws_elsewhere) {
    seedbed::random draws = row(5);
    const std::uint64_t email = draws.lane("email").bits();
    draws.bits();
    draws.normal();
    BOOST_TEST(draws.lane("email").bits() == email);
    BOOST_TEST(draws.lane("name").bits() != email);
    BOOST_TEST(draws.lane("email").lane("email").bits() != email);
    BOOST_TEST(row(6).lane("email").bits() != email);
    BOOST_TEST(row(5).bits() != email);
}

BOOST_AUTO_TEST_CASE(lanes_are_independent_of_each_other) {
    constexpr int count = 200'000;
    double numbered = 0.0;
    double named = 0.0;
    double neighbours = 0.0;
    for (int i = 0; i < count; ++i) {
        const auto index = static_cast<std::uint64_t>(i);
        const double base = row(index).normal();
        numbered += base * seedbed::random(test_key, index, 1).normal();
        named += row(index).lane("a").normal() * row(index).lane("b").normal();
        neighbours += base * row(index + 1).normal();
    }
    const double limit = 6.0 / std::sqrt(count);
    BOOST_TEST(std::fabs(numbered / count) < limit);
    BOOST_TEST(std::fabs(named / count) < limit);
    BOOST_TEST(std::fabs(neighbours / count) < limit);
}

BOOST_AUTO_TEST_CASE(below_is_uniform_for_any_bound) {
    for (const std::uint64_t n : {2U, 3U, 10U, 97U, 1000U}) {
        seedbed::random draws = row(n);
        std::vector<double> seen(n);
        for (std::uint64_t i = 0; i < n * 500; ++i) {
            ++seen.at(draws.below(n));
        }
        BOOST_TEST(std::fabs(chi_square_z(seen, std::vector<double>(n, 500.0))) < 6.0);
    }
}

// For n = 3/4 of 2^64 a plain modulo would land in the lower third twice as often as in the others.
BOOST_AUTO_TEST_CASE(below_has_no_modulo_bias_for_a_huge_bound) {
    constexpr std::uint64_t n = 3ULL << 62U;
    seedbed::random draws = row(1);
    std::vector<double> seen(3);
    for (int i = 0; i < 30'000; ++i) {
        ++seen.at(draws.below(n) / (1ULL << 62U));
    }
    BOOST_TEST(std::fabs(chi_square_z(seen, std::vector<double>(3, 10'000.0))) < 6.0);
}

BOOST_AUTO_TEST_CASE(between_reaches_both_ends) {
    seedbed::random draws = row(2);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(draws.between(-2, 3));
    }
    BOOST_TEST(seen == (std::set<std::int64_t>{-2, -1, 0, 1, 2, 3}),
               boost::test_tools::per_element());
    BOOST_TEST(draws.between(7, 7) == 7);

    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    bool negative = false;
    bool positive = false;
    for (int i = 0; i < 100; ++i) {
        const std::int64_t any = draws.between(lowest, highest);
        negative = negative || any < 0;
        positive = positive || any > 0;
    }
    BOOST_TEST((negative && positive));
    BOOST_TEST(draws.between(highest, highest) == highest);

    for (int i = 0; i < 1000; ++i) {
        const double x = draws.between(-0.5, 1.5);
        BOOST_TEST((x >= -0.5 && x < 1.5));
    }
    BOOST_TEST(draws.between(2.0, 2.0) == 2.0);
}

BOOST_AUTO_TEST_CASE(continuous_draws_have_the_moments_of_their_law) {
    seedbed::random draws = row(3);
    const moments uniform = moments_of([&] { return draws.unit(); });
    BOOST_TEST(std::fabs(uniform.mean - 0.5) < 0.003);
    BOOST_TEST(std::fabs(uniform.variance - 1.0 / 12.0) < 0.002);
    BOOST_TEST(std::fabs(uniform.kurtosis - 1.8) < 0.02);

    const moments normal = moments_of([&] { return draws.normal(); });
    BOOST_TEST(std::fabs(normal.mean) < 0.01);
    BOOST_TEST(std::fabs(normal.variance - 1.0) < 0.015);
    BOOST_TEST(std::fabs(normal.kurtosis - 3.0) < 0.06);

    const moments exponential = moments_of([&] { return draws.exponential(); });
    BOOST_TEST(std::fabs(exponential.mean - 1.0) < 0.01);
    BOOST_TEST(std::fabs(exponential.variance - 1.0) < 0.03);
    BOOST_TEST(std::fabs(exponential.kurtosis - 9.0) < 1.0);

    const moments t10 = moments_of([&] { return draws.student_t(10); });
    BOOST_TEST(std::fabs(t10.mean) < 0.012);
    BOOST_TEST(std::fabs(t10.variance - 10.0 / 8.0) < 0.03);
    BOOST_TEST(std::fabs(t10.kurtosis - 4.0) < 0.3);
}

BOOST_AUTO_TEST_CASE(normal_draws_fill_every_quantile_evenly) {
    seedbed::random draws = row(4);
    constexpr int cells = 50;
    std::vector<double> seen(cells);
    for (int i = 0; i < 100'000; ++i) {
        const double p = 0.5 * std::erfc(-draws.normal() / std::sqrt(2.0));
        ++seen.at(static_cast<std::size_t>(p * cells));
    }
    BOOST_TEST(std::fabs(chi_square_z(seen, std::vector<double>(cells, 2000.0))) < 6.0);
}

BOOST_AUTO_TEST_CASE(chance_happens_as_often_as_asked) {
    seedbed::random draws = row(5);
    int hits = 0;
    for (int i = 0; i < 100'000; ++i) {
        hits += draws.chance(0.03) ? 1 : 0;
        BOOST_REQUIRE(!draws.chance(0.0));
        BOOST_REQUIRE(draws.chance(1.0));
    }
    BOOST_TEST(std::abs(hits - 3000) < 350);
}

BOOST_AUTO_TEST_CASE(pick_returns_each_element_equally_often_and_by_reference) {
    const std::vector<std::string> names = {"ada", "bob", "cyd"};
    seedbed::random draws = row(6);
    std::vector<double> seen(3);
    for (int i = 0; i < 30'000; ++i) {
        ++seen.at(static_cast<std::size_t>(&draws.pick(names) - names.data()));
    }
    BOOST_TEST(std::fabs(chi_square_z(seen, std::vector<double>(3, 10'000.0))) < 6.0);

    static constexpr std::array<int, 1> one = {9};
    BOOST_TEST(draws.pick(one) == 9);
}

BOOST_AUTO_TEST_CASE(weighted_follows_the_weights_and_skips_zeros) {
    const std::vector<double> weights = {0.0, 5.0, 0.0, 1.0, 2.0, 0.0};
    seedbed::random draws = row(7);
    std::vector<double> seen(weights.size());
    for (int i = 0; i < 80'000; ++i) {
        ++seen.at(draws.weighted(weights));
    }
    BOOST_TEST((seen[0] == 0.0 && seen[2] == 0.0 && seen[5] == 0.0));
    const double z = chi_square_z({seen[1], seen[3], seen[4]}, {50'000.0, 10'000.0, 20'000.0});
    BOOST_TEST(std::fabs(z) < 6.0);
}

BOOST_AUTO_TEST_CASE(zipf_frequencies_follow_the_power_law) {
    for (const double s : {0.5, 1.0, 1.1, 2.5}) {
        constexpr std::size_t n = 40;
        constexpr double count = 200'000.0;
        std::vector<double> expected(n);
        double sum = 0.0;
        for (std::size_t r = 0; r < n; ++r) {
            sum += expected[r] = std::pow(static_cast<double>(r + 1), -s);
        }
        for (double& share : expected) {
            share *= count / sum;
        }
        seedbed::random draws = row(static_cast<std::uint64_t>(s * 1000));
        std::vector<double> seen(n);
        for (int i = 0; i < static_cast<int>(count); ++i) {
            ++seen.at(draws.zipf(n, s));
        }
        BOOST_TEST(std::fabs(chi_square_z(seen, expected)) < 6.0, "s = " << s);
    }
}

BOOST_AUTO_TEST_CASE(zipf_stays_in_range_for_extreme_sizes) {
    seedbed::random draws = row(9);
    constexpr std::uint64_t largest = 1ULL << 63U;
    std::uint64_t highest = 0;
    for (int i = 0; i < 10'000; ++i) {
        BOOST_REQUIRE(draws.zipf(1, 1.2) == 0U);
        BOOST_REQUIRE(draws.zipf(2, 30.0) < 2U);
        const std::uint64_t rank = draws.zipf(largest, 0.3);
        BOOST_REQUIRE(rank < largest);
        highest = std::max(highest, rank);
    }
    BOOST_TEST(highest > largest / 2);
}

BOOST_AUTO_TEST_CASE(impossible_draws_are_errors_that_say_why) {
    seedbed::random draws = row(10);
    const std::vector<int> nothing;
    const double infinity = std::numeric_limits<double>::infinity();
    using weights = std::vector<double>;
    const auto refuses = [](auto draw) {
        BOOST_CHECK_EXCEPTION(draw(), seedbed::error, is_seeding_error);
    };
    refuses([&] { draws.below(0); });
    refuses([&] { draws.pick(nothing); });
    refuses([&] { draws.between(2, 1); });
    refuses([&] { draws.between(2.0, 1.0); });
    refuses([&] { draws.between(0.0, infinity); });
    refuses([&] { draws.student_t(5); });
    refuses([&] { draws.student_t(0); });
    refuses([&] { draws.weighted(weights{}); });
    refuses([&] { draws.weighted(weights{0.0, 0.0}); });
    refuses([&] { draws.weighted(weights{1.0, -1.0}); });
    refuses([&] { draws.weighted(weights{1.0, infinity}); });
    refuses([&] { draws.zipf(0, 1.0); });
    refuses([&] { draws.zipf(10, 0.0); });
    refuses([&] { draws.zipf(10, infinity); });
    refuses([&] { draws.zipf((1ULL << 63U) + 1, 1.0); });
}

// Version 1 of every draw. A change here changes everybody's data: raise the generator's version.
BOOST_AUTO_TEST_CASE(version_one_of_each_draw_is_pinned) {
    const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
    const random_key key = derive_key(42, "golden");
    BOOST_TEST(key.value == 0x175674a0a10f074cU);
    BOOST_TEST(derive_key(42, "golden", 2).value == 0x252f1951eb411a09U);
    seedbed::random draws(key, 7);
    BOOST_TEST(draws.lane("email").bits() == 0x18392e1456c6bbe6U);
    BOOST_TEST(draws.bits() == 0x307234e0abe4952cU);
    BOOST_TEST(bits(draws.unit()) == 0x3fecd69285f99f7dU);
    BOOST_TEST(draws.below(1000) == 249U);
    BOOST_TEST(draws.between(-1'000'000, 1'000'000) == -448640);
    BOOST_TEST(bits(draws.between(-1.0, 1.0)) == 0x3fe41a05c33d6a02U);
    BOOST_TEST(bits(draws.normal()) == 0xbfe25d3437443c9fU);
    BOOST_TEST(bits(draws.exponential()) == 0x3fe19616ba57242aU);
    BOOST_TEST(bits(draws.student_t(6)) == 0x3fdc3eefd136b2adU);
    BOOST_TEST(draws.weighted(std::array{0.1, 0.2, 0.3, 0.4}) == 3U);
    BOOST_TEST(draws.zipf(1'000'000, 1.1) == 11U);
}

BOOST_AUTO_TEST_SUITE_END()
