#include <seedbed/error.hpp>
#include <seedbed/random.hpp>
#include <seedbed/statistics.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace statistics = seedbed::statistics;

namespace {

using values = std::vector<double>;

const auto exactly = boost::test_tools::tolerance(1e-12);

template <class Draw>
values sample(std::size_t count, Draw draw) {
    values result(count);
    std::ranges::generate(result, draw);
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(statistics_test)

BOOST_AUTO_TEST_CASE(moments_match_hand_computed_values) {
    const values x = {2, 4, 4, 4, 5, 5, 7, 9}; // deviations -3 -1 -1 -1 0 0 2 4
    BOOST_TEST(statistics::mean(x) == 5.0, exactly);
    BOOST_TEST(statistics::standard_deviation(x) == std::sqrt(32.0 / 7.0), exactly);
    BOOST_TEST(statistics::skewness(x) == (42.0 / 8.0) / 8.0, exactly);
    BOOST_TEST(statistics::kurtosis(x) == (356.0 / 8.0) / 16.0, exactly);
}

BOOST_AUTO_TEST_CASE(correlation_has_sign_size_and_no_unit) {
    const values x = {1, 2, 3, 4};
    BOOST_TEST(statistics::correlation(x, values{10, 20, 30, 40}) == 1.0, exactly);
    BOOST_TEST(statistics::correlation(x, values{4, 3, 2, 1}) == -1.0, exactly);
    BOOST_TEST(statistics::correlation(x, values{1, 3, 2, 4}) == 0.8, exactly);
    BOOST_CHECK_THROW(statistics::correlation(x, values{1, 2}), seedbed::error);
}

BOOST_AUTO_TEST_CASE(autocorrelation_matches_hand_computed_values) {
    const values x = {1, -1, 1, -1}; // lag 1: -3 / 4, lag 2: 2 / 4
    BOOST_TEST(statistics::autocorrelation(x, 0) == 1.0, exactly);
    BOOST_TEST(statistics::autocorrelation(x, 1) == -0.75, exactly);
    BOOST_TEST(statistics::autocorrelation(x, 2) == 0.5, exactly);
}

BOOST_AUTO_TEST_CASE(autocorrelation_finds_an_ar1_process) {
    seedbed::random draws({1}, 0);
    double state = 0.0;
    const values x = sample(100'000, [&] { return state = 0.6 * state + draws.normal(); });
    BOOST_TEST(std::fabs(statistics::autocorrelation(x, 1) - 0.6) < 0.02);
    BOOST_TEST(std::fabs(statistics::autocorrelation(x, 3) - 0.216) < 0.03);
}

BOOST_AUTO_TEST_CASE(hill_finds_the_exponent_of_a_pareto_tail_on_both_sides) {
    seedbed::random draws({2}, 0);
    for (const double exponent : {1.5, 3.0, 5.0}) {
        const values x = sample(200'000, [&] {
            const double size = std::pow(1.0 - draws.unit(), -1.0 / exponent);
            return draws.chance(0.5) ? size : -size;
        });
        BOOST_TEST(std::fabs(statistics::hill_tail_index(x, 0.01) / exponent - 1.0) < 0.12);
    }
}

BOOST_AUTO_TEST_CASE(hill_matches_a_hand_computed_value) {
    // The largest two of ten over the third largest: 2 / (log(8 / 2) + log(4 / 2)).
    const values x = {1, -8, 1, 2, 1, 4, 1, -1, 1, 1};
    BOOST_TEST(statistics::hill_tail_index(x, 0.2) == 2.0 / std::log(8.0), exactly);
}

BOOST_AUTO_TEST_CASE(log_returns_do_not_overlap) {
    const values prices = {1, 2, 4, 2, 1, 8};
    const values by_one = statistics::log_returns(prices);
    BOOST_TEST(by_one.size() == 5U);
    BOOST_TEST(by_one[4] == std::log(8.0), exactly);
    const values by_two = statistics::log_returns(prices, 2);
    BOOST_TEST(by_two.size() == 2U);
    BOOST_TEST(by_two[0] == std::log(4.0), exactly);
    BOOST_TEST(by_two[1] == std::log(0.25), exactly);
    BOOST_TEST(statistics::log_returns(values{}).empty());
}

BOOST_AUTO_TEST_CASE(log_returns_refuse_what_has_no_logarithm) {
    BOOST_CHECK_THROW(statistics::log_returns(values{1, 0, 2}), seedbed::error);
    BOOST_CHECK_THROW(statistics::log_returns(values{1, -1}), seedbed::error);
    BOOST_CHECK_THROW(statistics::log_returns(values{1, 2}, 0), seedbed::error);
}

BOOST_AUTO_TEST_CASE(a_statistic_that_does_not_exist_is_not_a_number) {
    const values none;
    const values one = {3};
    const values constant = {3, 3, 3, 3};
    BOOST_TEST(std::isnan(statistics::mean(none)));
    BOOST_TEST(std::isnan(statistics::standard_deviation(one)));
    BOOST_TEST(std::isnan(statistics::skewness(constant)));
    BOOST_TEST(std::isnan(statistics::kurtosis(none)));
    BOOST_TEST(std::isnan(statistics::kurtosis(constant)));
    BOOST_TEST(std::isnan(statistics::correlation(constant, constant)));
    BOOST_TEST(std::isnan(statistics::autocorrelation(one, 1)));
    BOOST_TEST(std::isnan(statistics::autocorrelation(constant, 1)));
    BOOST_TEST(std::isnan(statistics::hill_tail_index(constant, 0.5)));
    BOOST_TEST(std::isnan(statistics::hill_tail_index(one, 0.01)));
}

BOOST_AUTO_TEST_SUITE_END()
