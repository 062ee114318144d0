#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace seedbed {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic" // __int128 is an extension of GCC and Clang
using int128 = __int128;
#pragma GCC diagnostic pop

/// Where a result lies exactly between two values that can be written.
enum class rounding {
    half_even,           ///< to the one whose last digit is even; sums of many do not drift
    half_away_from_zero, ///< to the larger one, as PostgreSQL rounds numeric
};

namespace detail {

constexpr int128 power_of_ten(int exponent) {
    int128 value = 1;
    for (; exponent > 0; --exponent)
        value *= 10;
    return value;
}

/// All of these throw error(failure::seeding) when the result has more digits than `precision`;
/// the message names the value and the limit.
int128 parse_decimal(std::string_view text, int precision, int scale);
int128 rescale(int128 units, int from_scale, int precision, int scale);
int128
multiply_decimal(int128 a, int128 b, int scale_of_product, int precision, int scale, rounding ties);
int128 divide_decimal(
    int128 a, int scale_a, int128 b, int scale_b, int precision, int scale, rounding ties);
[[noreturn]] void refuse_digits(int128 units, int precision, int scale);
std::string decimal_to_string(int128 units, int scale);

/// PostgreSQL's binary numeric (base-10000 digits, see numeric_send in the server's source).
/// `out` has room for numeric_capacity bytes; the return value is how many were written.
inline constexpr std::size_t numeric_capacity = 8 + 2 * 12;
std::size_t write_numeric(int128 units, int scale, char* out);
int128 read_numeric(const char* bytes, std::size_t size, int precision, int scale);

} // namespace detail

/// An exact `numeric(Precision, Scale)`: a 128-bit count of units of 10^-Scale. Nothing passes
/// through binary floating point. A result that needs more than Precision digits is an
/// error(failure::seeding), never a silent wrap; results with too many decimals are rounded half
/// to even. A regular value; the default is zero.
template <int Precision, int Scale>
class decimal {
    static_assert(Precision > 0 && Precision <= 37, "128 bits hold the sum of two such values");
    static_assert(Scale >= 0 && Scale <= Precision);

public:
    static constexpr int precision = Precision;
    static constexpr int scale = Scale;

    constexpr decimal() = default;

    /// `units` of 10^-Scale: decimal<20, 2>::from_units(1999) is 19.99.
    static decimal from_units(int128 units) {
        constexpr int128 limit = detail::power_of_ten(Precision);
        if (units >= limit || units <= -limit)
            detail::refuse_digits(units, Precision, Scale);
        return decimal(units);
    }

    /// A whole number.
    static decimal from_integer(long long value) {
        return decimal(detail::rescale(value, 0, Precision, Scale));
    }

    /// Reads `-12.345`, also with an exponent (`1e-7`). Throws error(failure::seeding) for text
    /// that is no finite number.
    static decimal parse(std::string_view text) {
        return decimal(detail::parse_decimal(text, Precision, Scale));
    }

    /// The same value with other digits; too many decimals are rounded half to even.
    template <int P, int S>
    static decimal from(const decimal<P, S>& other) {
        return decimal(detail::rescale(other.units(), S, Precision, Scale));
    }

    /// Always with Scale decimals, as PostgreSQL prints it.
    std::string to_string() const { return detail::decimal_to_string(units_, Scale); }

    constexpr int128 units() const noexcept { return units_; }
    constexpr bool is_zero() const noexcept { return units_ == 0; }
    constexpr bool is_negative() const noexcept { return units_ < 0; }

    friend decimal operator+(const decimal& a, const decimal& b) {
        return from_units(a.units_ + b.units_);
    }
    friend decimal operator-(const decimal& a, const decimal& b) {
        return from_units(a.units_ - b.units_);
    }
    friend decimal operator-(const decimal& a) { return decimal(-a.units_); }
    decimal& operator+=(const decimal& other) { return *this = *this + other; }
    decimal& operator-=(const decimal& other) { return *this = *this - other; }

    friend constexpr auto operator<=>(const decimal&, const decimal&) = default;

private:
    constexpr explicit decimal(int128 units) : units_(units) {}

    int128 units_ = 0;
};

/// a × b, rounded into Result.
template <class Result, int P1, int S1, int P2, int S2>
Result
multiply(const decimal<P1, S1>& a, const decimal<P2, S2>& b, rounding ties = rounding::half_even) {
    return Result::from_units(detail::multiply_decimal(
        a.units(), b.units(), S1 + S2, Result::precision, Result::scale, ties));
}

/// a ÷ b, rounded into Result; dividing by zero is an error(failure::seeding).
template <class Result, int P1, int S1, int P2, int S2>
Result
divide(const decimal<P1, S1>& a, const decimal<P2, S2>& b, rounding ties = rounding::half_even) {
    return Result::from_units(detail::divide_decimal(
        a.units(), S1, b.units(), S2, Result::precision, Result::scale, ties));
}

} // namespace seedbed
