#include <seedbed/portable_math.hpp>

#include <array>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace seedbed::portable {
namespace {

static_assert(std::numeric_limits<double>::is_iec559, "results are defined for IEEE-754 doubles");
static_assert(FLT_EVAL_METHOD == 0, "extended precision would change the last bit of a result");

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts: the first has 32 trailing zero bits, so k * ln2_high is exact for |k| < 2^20.
constexpr double ln2_high = 0x1.62e42fee00000p-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double log2_e = 0x1.71547652b82fep+0;
constexpr double to_integer = 0x1.8p52; // adding it rounds to the nearest integer
constexpr double sqrt_2 = 0x1.6a09e667f3bcdp+0;

constexpr std::uint64_t mantissa_mask = 0x000fffffffffffffU;
constexpr std::uint64_t exponent_of_one = 0x3ff0000000000000U;

// 2^k for a normal result.
double power_of_two(int k) noexcept {
    return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U);
}

// 1/2!, 1/3!, ... 1/17!: coefficients of the Taylor series of (e^r - 1 - r) / r^2.
constexpr std::array<double, 16> inverse_factorials = [] {
    std::array<double, 16> values{};
    double factorial = 1.0; // 17! < 2^53: every factorial is exact
    for (std::size_t i = 0; i < values.size(); ++i) {
        factorial *= static_cast<double>(i + 2);
        values[i] = 1.0 / factorial;
    }
    return values;
}();

// The first `terms` (an even number) of that series. 12 leave out less than 2^-57 of e^r for
// |r| <= ln 2 / 2, 16 less than 2^-57 of e^r - 1 for |r| <= 0.5. Even and odd terms run side by
// side: half the latency of one chain.
template <std::size_t terms>
double exp_remainder(double r) noexcept {
    const double square = r * r;
    double even = 0.0;
    double odd = 0.0;
    for (std::size_t i = terms; i > 0; i -= 2) {
        odd = odd * square + inverse_factorials[i - 1];
        even = even * square + inverse_factorials[i - 2];
    }
    return even + r * odd;
}

// 2/3, 2/5, ... 2/25: the series of 2 atanh(s) - 2s, divided by s^3.
constexpr std::array<double, 12> atanh_terms = [] {
    std::array<double, 12> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = 2.0 / static_cast<double>(2 * i + 3);
    }
    return values;
}();

// log(1 + f) = 2 atanh(s) with s = f / (2 + f), written as f - correction so that the leading
// term is exact. Returns the correction; f lies in [sqrt(1/2) - 1, sqrt(2) - 1].
double log_correction(double f) noexcept {
    const double s = f / (2.0 + f);
    const double square = s * s;
    const double fourth = square * square;
    double even = 0.0;
    double odd = 0.0;
    for (std::size_t i = atanh_terms.size(); i > 0; i -= 2) {
        odd = odd * fourth + atanh_terms[i - 1];
        even = even * fourth + atanh_terms[i - 2];
    }
    return s * (f - square * (even + square * odd));
}

// Numerator and denominator of one of AS 241's rational approximations, constant term first.
struct rational {
    std::array<double, 8> above;
    std::array<double, 8> below;

    double operator()(double x) const {
        double numerator = 0.0;
        double denominator = 0.0;
        for (std::size_t i = above.size(); i-- > 0;) {
            numerator = numerator * x + above[i];
            denominator = denominator * x + below[i];
        }
        return numerator / denominator;
    }
};

constexpr rational central{{3.3871328727963666080e0,
                            1.3314166789178437745e2,
                            1.9715909503065514427e3,
                            1.3731693765509461125e4,
                            4.5921953931549871457e4,
                            6.7265770927008700853e4,
                            3.3430575583588128105e4,
                            2.5090809287301226727e3},
                           {1.0,
                            4.2313330701600911252e1,
                            6.8718700749205790830e2,
                            5.3941960214247511077e3,
                            2.1213794301586595867e4,
                            3.9307895800092710610e4,
                            2.8729085735721942674e4,
                            5.2264952788528545610e3}};

constexpr rational middle{{1.42343711074968357734e0,
                           4.63033784615654529590e0,
                           5.76949722146069140550e0,
                           3.64784832476320460504e0,
                           1.27045825245236838258e0,
                           2.41780725177450611770e-1,
                           2.27238449892691845833e-2,
                           7.74545014278341407640e-4},
                          {1.0,
                           2.05319162663775882187e0,
                           1.67638483018380384940e0,
                           6.89767334985100004550e-1,
                           1.48103976427480074590e-1,
                           1.51986665636164571966e-2,
                           5.47593808499534494600e-4,
                           1.05075007164441684324e-9}};

constexpr rational tail{{6.65790464350110377720e0,
                         5.46378491116411436990e0,
                         1.78482653991729133580e0,
                         2.96560571828504891230e-1,
                         2.65321895265761230930e-2,
                         1.24266094738807843860e-3,
                         2.71155556874348757815e-5,
                         2.01033439929228813265e-7},
                        {1.0,
                         5.99832206555887937690e-1,
                         1.36929880922735805310e-1,
                         1.48753612908506148525e-2,
                         7.86869131145613259100e-4,
                         1.84631831751005468180e-5,
                         1.42151175831644588870e-7,
                         2.04426310338993978564e-15}};

} // namespace

double exp(double x) noexcept {
    if (std::isnan(x)) {
        return x;
    }
    if (x > 709.79) {
        return infinity;
    }
    if (x < -745.2) {
        return 0.0;
    }
    const double k = (x * log2_e + to_integer) - to_integer;
    const double high = x - k * ln2_high;
    const double low = k * ln2_low;
    const double r = high - low;
    const double lost = (high - r) - low;
    const double mantissa = 1.0 + (r + (r * r * exp_remainder<12>(r) + lost));
    const int exponent = static_cast<int>(k);
    // Two factors keep each power of two normal when the result overflows or is subnormal.
    const int half = exponent / 2;
    return mantissa * power_of_two(half) * power_of_two(exponent - half);
}

double expm1(double x) noexcept {
    if (x > -0.5 && x < 0.5) {
        return x + x * x * exp_remainder<16>(x);
    }
    return exp(x) - 1.0;
}

double log(double x) noexcept {
    if (std::isnan(x) || x == infinity) {
        return x;
    }
    if (x <= 0.0) {
        return x == 0.0 ? -infinity : not_a_number;
    }
    int exponent = 0;
    if (x < std::numeric_limits<double>::min()) {
        x *= 0x1p54;
        exponent = -54;
    }
    const auto bits = std::bit_cast<std::uint64_t>(x);
    exponent += static_cast<int>(bits >> 52U) - 1023;
    double mantissa = std::bit_cast<double>((bits & mantissa_mask) | exponent_of_one);
    if (mantissa > sqrt_2) {
        mantissa *= 0.5;
        ++exponent;
    }
    const double f = mantissa - 1.0;
    const double k = exponent;
    return k * ln2_high - ((log_correction(f) - k * ln2_low) - f);
}

double log1p(double x) noexcept {
    if (x > -0.29 && x < 0.41) {
        return x - log_correction(x);
    }
    const double sum = 1.0 + x;
    if (!(sum > 0.0) || sum == infinity) {
        return log(sum);
    }
    return log(sum) + (x - (sum - 1.0)) / sum; // gives back what rounding 1 + x lost
}

double normal_quantile(double p) noexcept {
    if (p == 0.0) {
        return -infinity;
    }
    if (p == 1.0) {
        return infinity;
    }
    if (!(p > 0.0 && p < 1.0)) {
        return not_a_number;
    }
    const double q = p - 0.5;
    if (std::fabs(q) <= 0.425) {
        return q * central(0.180625 - q * q);
    }
    const double r = std::sqrt(-log(q < 0.0 ? p : 1.0 - p));
    const double magnitude = r <= 5.0 ? middle(r - 1.6) : tail(r - 5.0);
    return q < 0.0 ? -magnitude : magnitude;
}

} // namespace seedbed::portable
