#include <seedbed/portable_math.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace portable = seedbed::portable;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Distance in representable numbers; equal NaNs are 0 apart.
double ulps_between(double a, double b) {
    if (a == b || (std::isnan(a) && std::isnan(b))) {
        return 0.0;
    }
    const auto ordered = [](double x) {
        const auto bits = std::bit_cast<std::int64_t>(x);
        return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
    };
    const auto distance =
        static_cast<std::uint64_t>(ordered(a)) - static_cast<std::uint64_t>(ordered(b));
    return std::fabs(static_cast<double>(static_cast<std::int64_t>(distance)));
}

// The largest distance between two functions over a grid that is no simple binary fraction.
template <class F, class G>
double worst_ulps(F ours, G reference, double from, double to, int steps = 200'000) {
    double worst = 0.0;
    for (int i = 0; i <= steps; ++i) {
        const double x = from + (to - from) * (i + 0.382) / (steps + 1);
        worst = std::max(worst, ulps_between(ours(x), static_cast<double>(reference(x))));
    }
    return worst;
}

long double true_exp(double x) {
    return std::exp(static_cast<long double>(x));
}
long double true_log(double x) {
    return std::log(static_cast<long double>(x));
}
long double true_expm1(double x) {
    return std::expm1(static_cast<long double>(x));
}
long double true_log1p(double x) {
    return std::log1p(static_cast<long double>(x));
}

} // namespace

BOOST_AUTO_TEST_SUITE(portable_math_test)

BOOST_AUTO_TEST_CASE(exp_is_within_two_ulps) {
    BOOST_TEST(worst_ulps(portable::exp, true_exp, -1.0, 1.0) <= 2.0);
    BOOST_TEST(worst_ulps(portable::exp, true_exp, -708.0, 709.0) <= 2.0);
    BOOST_TEST(worst_ulps(portable::exp, true_exp, -745.0, -708.0) <= 2.0);
}

BOOST_AUTO_TEST_CASE(log_is_within_two_ulps) {
    BOOST_TEST(worst_ulps(portable::log, true_log, 0.5, 2.0) <= 2.0);
    BOOST_TEST(worst_ulps(portable::log, true_log, 1e-300, 1e-290) <= 2.0);
    BOOST_TEST(worst_ulps(portable::log, true_log, 1.0, 1e6) <= 2.0);
    BOOST_TEST(worst_ulps(portable::log, true_log, 1e-320, 1e-310) <= 2.0);
}

BOOST_AUTO_TEST_CASE(expm1_and_log1p_keep_their_precision_near_zero) {
    BOOST_TEST(worst_ulps(portable::expm1, true_expm1, -1e-6, 1e-6) <= 2.0);
    BOOST_TEST(worst_ulps(portable::expm1, true_expm1, -3.0, 3.0) <= 4.0);
    BOOST_TEST(worst_ulps(portable::log1p, true_log1p, -1e-6, 1e-6) <= 2.0);
    BOOST_TEST(worst_ulps(portable::log1p, true_log1p, -0.9, 5.0) <= 3.0);
}

BOOST_AUTO_TEST_CASE(the_edges_of_the_domain_follow_ieee_754) {
    BOOST_TEST(portable::exp(0.0) == 1.0);
    BOOST_TEST(portable::exp(710.0) == infinity);
    BOOST_TEST(portable::exp(infinity) == infinity);
    BOOST_TEST(portable::exp(-746.0) == 0.0);
    BOOST_TEST(portable::exp(-infinity) == 0.0);
    BOOST_TEST(std::isnan(portable::exp(std::nan(""))));

    BOOST_TEST(portable::log(1.0) == 0.0);
    BOOST_TEST(portable::log(0.0) == -infinity);
    BOOST_TEST(portable::log(infinity) == infinity);
    BOOST_TEST(std::isnan(portable::log(-1.0)));
    BOOST_TEST(std::isnan(portable::log(std::nan(""))));

    BOOST_TEST(portable::expm1(0.0) == 0.0);
    BOOST_TEST(portable::expm1(-800.0) == -1.0);
    BOOST_TEST(portable::log1p(0.0) == 0.0);
    BOOST_TEST(portable::log1p(-1.0) == -infinity);
    BOOST_TEST(portable::log1p(infinity) == infinity);
    BOOST_TEST(std::isnan(portable::log1p(-1.5)));
}

BOOST_AUTO_TEST_CASE(normal_quantile_inverts_the_distribution_function) {
    const double boundary = 0.075; // where one rational approximation hands over to the next
    const double far_boundary = std::exp(-25.0);
    for (const double p : {1e-300, 1e-20, far_boundary, 1e-6, 0.01, boundary, 0.3, 0.5}) {
        for (const double near : {p * (1 - 1e-9), p, p * (1 + 1e-9)}) {
            const double z = portable::normal_quantile(near);
            BOOST_TEST(0.5 * std::erfc(-z / std::sqrt(2.0)) == near,
                       boost::test_tools::tolerance(1e-12));
        }
    }
    BOOST_TEST(portable::normal_quantile(0.25) == -portable::normal_quantile(0.75));
    BOOST_TEST(portable::normal_quantile(0.0) == -infinity);
    BOOST_TEST(portable::normal_quantile(1.0) == infinity);
    BOOST_TEST(std::isnan(portable::normal_quantile(-0.1)));
    BOOST_TEST(std::isnan(portable::normal_quantile(1.1)));
    BOOST_TEST(std::isnan(portable::normal_quantile(std::nan(""))));
}

// Bits, not tolerances: another compiler, flag or C library must not move them.
BOOST_AUTO_TEST_CASE(results_have_the_recorded_bits) {
    const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
    BOOST_TEST(bits(portable::exp(1.0)) == 0x4005bf0a8b14576aU);
    BOOST_TEST(bits(portable::exp(-0.0371)) == 0x3feed5a53f4692d9U);
    BOOST_TEST(bits(portable::log(160'000.0)) == 0x4027f7427b73e391U);
    BOOST_TEST(bits(portable::log(0.7)) == 0xbfd6d3c324e13f50U);
    BOOST_TEST(bits(portable::expm1(0.001)) == 0x3f506466dfb8cf3aU);
    BOOST_TEST(bits(portable::log1p(0.001)) == 0x3f5060354f8c3ebfU);
}

BOOST_AUTO_TEST_SUITE_END()
