#include <seedbed/decimal.hpp>
#include <seedbed/error.hpp>

#include <boost/endian/conversion.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace seedbed::detail {
namespace {

// Wide enough for the product of two 37-digit values and for a dividend scaled up by 10^74.
using wide = boost::multiprecision::int512_t;

wide wide_power_of_ten(int exponent) {
    return boost::multiprecision::pow(wide(10), exponent);
}

wide divide_wide(const wide& numerator, const wide& denominator, rounding ties) {
    wide quotient;
    wide remainder;
    divide_qr(numerator, denominator, quotient, remainder);
    const wide twice = abs(remainder) * 2;
    const wide divisor = abs(denominator);
    const bool tie_goes_away = ties == rounding::half_away_from_zero || quotient % 2 != 0;
    if (twice > divisor || (twice == divisor && tie_goes_away))
        quotient += (numerator < 0) == (denominator < 0) ? 1 : -1;
    return quotient;
}

[[noreturn]] void refuse_large(const wide& units, int precision, int scale) {
    throw error(failure::seeding,
                fmt::format("{}e-{} does not fit numeric({},{}); the limit is {} digits before "
                            "the decimal point",
                            units.str(),
                            scale,
                            precision,
                            scale,
                            precision - scale));
}

int128 narrow(const wide& units, int precision, int scale) {
    if (abs(units) >= wide_power_of_ten(precision))
        refuse_large(units, precision, scale);
    return static_cast<int128>(units);
}

/// units × 10^-from_scale as units of 10^-scale.
wide rescale_wide(const wide& units, int from_scale, int scale, rounding ties) {
    if (from_scale <= scale)
        return units * wide_power_of_ten(scale - from_scale);
    return divide_wide(units, wide_power_of_ten(from_scale - scale), ties);
}

[[noreturn]] void refuse(std::string_view text) {
    throw error(failure::seeding, fmt::format("'{}' is not a decimal number", text));
}

/// A number's text split into its parts; `digits` has the point removed.
struct number_text {
    bool negative = false;
    std::string digits;
    int scale = 0; // digits after the point
    int exponent = 0;
};

int parse_exponent(std::string_view part, std::string_view whole) {
    if (!part.empty() && part.front() == '+')
        part.remove_prefix(1);
    int exponent = 0;
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), exponent);
    if (failed != std::errc() || end != part.data() + part.size())
        refuse(whole);
    return exponent;
}

number_text split(std::string_view text) {
    number_text number;
    std::string_view rest = text;
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
        number.negative = rest.front() == '-';
        rest.remove_prefix(1);
    }
    if (const auto e = rest.find_first_of("eE"); e != std::string_view::npos) {
        number.exponent = parse_exponent(rest.substr(e + 1), text);
        rest = rest.substr(0, e);
    }
    bool after_point = false;
    for (const char c : rest) {
        if (c == '.' && !after_point) {
            after_point = true;
        } else if (c >= '0' && c <= '9') {
            number.digits += c;
            number.scale += after_point ? 1 : 0;
        } else {
            refuse(text);
        }
    }
    if (number.digits.empty())
        refuse(text);
    return number;
}

void put_int16(char* out, int value) {
    boost::endian::store_big_s16(reinterpret_cast<unsigned char*>(out),
                                 static_cast<std::int16_t>(value));
}

std::uint16_t read_uint16(const char* bytes) {
    return boost::endian::load_big_u16(reinterpret_cast<const unsigned char*>(bytes));
}

constexpr int group_base = 10'000; // a base-10000 digit of PostgreSQL's numeric
constexpr int group_digits = 4;
constexpr std::uint16_t sign_negative = 0x4000;
constexpr std::uint16_t sign_positive = 0x0000;
constexpr std::size_t header_size = 8; // digit count, weight, sign, display scale
constexpr int most_groups = 28;        // on one side of the point; `wide` holds them, rescaled

/// A value's base-10000 digits, least significant first, aligned at the decimal point.
struct base_10000 {
    std::array<int, 12> groups{}; // 37 digits, padded at both sides of the point
    int count = 0;
    int fraction_groups = 0;
};

template <class Integer>
void append_groups(base_10000& number, Integer rest) {
    for (; rest != 0; rest /= group_base)
        number.groups[number.count++] = static_cast<int>(rest % group_base);
}

base_10000 split_groups(int128 magnitude, int scale) {
    base_10000 number;
    number.fraction_groups = (scale + group_digits - 1) / group_digits;
    const int padding = number.fraction_groups * group_digits - scale;
    if (padding > 0) {
        const int128 part = power_of_ten(group_digits - padding);
        number.groups[number.count++] = static_cast<int>(magnitude % part * power_of_ten(padding));
        magnitude /= part;
    }
    if (magnitude <= std::numeric_limits<std::uint64_t>::max())
        append_groups(number, static_cast<std::uint64_t>(magnitude)); // several times faster
    else
        append_groups(number, magnitude);
    return number;
}

} // namespace

void refuse_digits(int128 units, int precision, int scale) {
    refuse_large(wide(units), precision, scale);
}

int128 parse_decimal(std::string_view text, int precision, int scale) {
    // Within these, digits, exponent and scale together stay below the 154 digits of `wide`.
    constexpr std::size_t longest_text = 60;
    constexpr int largest_exponent = 50;
    if (text.size() > longest_text)
        refuse(text.substr(0, longest_text));
    const number_text number = split(text);
    if (std::abs(number.exponent) > largest_exponent)
        refuse(text);
    // A leading zero would make Boost read the digits as octal.
    const auto first = std::min(number.digits.find_first_not_of('0'), number.digits.size() - 1);
    wide units(number.digits.substr(first));
    if (number.negative)
        units = -units;
    if (number.exponent > 0)
        units *= wide_power_of_ten(number.exponent);
    const int from_scale = number.scale + std::max(0, -number.exponent);
    return narrow(rescale_wide(units, from_scale, scale, rounding::half_even), precision, scale);
}

int128 rescale(int128 units, int from_scale, int precision, int scale) {
    return narrow(
        rescale_wide(wide(units), from_scale, scale, rounding::half_even), precision, scale);
}

int128 multiply_decimal(
    int128 a, int128 b, int scale_of_product, int precision, int scale, rounding ties) {
    return narrow(rescale_wide(wide(a) * wide(b), scale_of_product, scale, ties), precision, scale);
}

int128 divide_decimal(
    int128 a, int scale_a, int128 b, int scale_b, int precision, int scale, rounding ties) {
    if (b == 0)
        throw error(failure::seeding,
                    fmt::format("{} is divided by zero", decimal_to_string(a, scale_a)));
    // a/10^sa ÷ b/10^sb = (a × 10^(sb + scale)) ÷ (b × 10^sa) in units of 10^-scale
    const wide numerator = wide(a) * wide_power_of_ten(scale_b + scale);
    const wide denominator = wide(b) * wide_power_of_ten(scale_a);
    return narrow(divide_wide(numerator, denominator, ties), precision, scale);
}

std::string decimal_to_string(int128 units, int scale) {
    const bool negative = units < 0;
    int128 rest = negative ? -units : units;
    std::string reversed;
    for (int written = 0; rest != 0 || written <= scale; ++written) {
        if (written == scale && scale > 0)
            reversed += '.';
        reversed += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    if (negative)
        reversed += '-';
    return {reversed.rbegin(), reversed.rend()};
}

std::size_t write_numeric(int128 units, int scale, char* out) {
    const base_10000 number = split_groups(units < 0 ? -units : units, scale);
    int lowest = 0; // PostgreSQL strips zero groups at both ends, too
    while (lowest < number.count && number.groups[lowest] == 0)
        ++lowest;
    int count = number.count;
    while (count > lowest && number.groups[count - 1] == 0)
        --count;

    const int digits = count - lowest;
    put_int16(out, digits);
    put_int16(out + 2, digits == 0 ? 0 : count - number.fraction_groups - 1);
    put_int16(out + 4, units < 0 ? sign_negative : sign_positive);
    put_int16(out + 6, scale);
    for (int i = 0; i < digits; ++i)
        put_int16(out + header_size + 2 * i, number.groups[count - 1 - i]);
    return header_size + 2 * static_cast<std::size_t>(digits);
}

int128 read_numeric(const char* bytes, std::size_t size, int precision, int scale) {
    const std::size_t digits = size < header_size ? 0 : read_uint16(bytes);
    if (size != header_size + 2 * digits)
        throw error(failure::database,
                    fmt::format("a numeric of {} bytes came from the server; {} were expected",
                                size,
                                header_size + 2 * digits));
    const int weight = static_cast<std::int16_t>(read_uint16(bytes + 2));
    const std::uint16_t sign = read_uint16(bytes + 4);
    if (sign != sign_positive && sign != sign_negative)
        throw error(failure::database, "NaN or infinity came from the server for a decimal");
    const int fraction_groups = static_cast<int>(digits) - weight - 1;
    if (std::max({weight + 1, fraction_groups, static_cast<int>(digits)}) > most_groups)
        throw error(failure::database,
                    fmt::format("a number of more than {} digits came from the server for a "
                                "numeric({},{})",
                                most_groups * group_digits,
                                precision,
                                scale));
    wide value = 0;
    for (std::size_t i = 0; i < digits; ++i)
        value = value * group_base + read_uint16(bytes + header_size + 2 * i);
    const int exponent = -group_digits * fraction_groups;
    if (exponent > 0)
        value *= wide_power_of_ten(exponent);
    if (sign == sign_negative)
        value = -value;
    return narrow(
        rescale_wide(value, std::max(0, -exponent), scale, rounding::half_even), precision, scale);
}

} // namespace seedbed::detail
