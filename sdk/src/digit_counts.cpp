#include "digit_counts.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>

namespace seedbed {
namespace {

constexpr long largest_exponent = 1000; // far beyond what numeric holds

/// Takes the exponent off the text's end: 0 where there is none, nothing where it is no number.
std::optional<long> take_exponent(std::string_view& text) {
    const auto at = text.find_first_of("eE");
    if (at == std::string_view::npos)
        return 0;
    std::string_view written = text.substr(at + 1);
    if (written.starts_with('+'))
        written.remove_prefix(1);
    text = text.substr(0, at);
    long exponent = 0;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), exponent);
    const bool good = read.ec == std::errc() && read.ptr == written.data() + written.size() &&
                      std::abs(exponent) <= largest_exponent;
    return good ? std::optional(exponent) : std::nullopt;
}

} // namespace

std::optional<digit_counts> count_digits(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    const std::optional<long> exponent = take_exponent(text);
    if (!exponent)
        return std::nullopt;
    std::string digits;
    long point = -1;
    for (const char c : text) {
        if (c == '.' && point < 0)
            point = static_cast<long>(digits.size());
        else if (c >= '0' && c <= '9')
            digits += c;
        else
            return std::nullopt;
    }
    if (digits.empty())
        return std::nullopt;
    point = (point < 0 ? static_cast<long>(digits.size()) : point) + *exponent;
    const auto first = digits.find_first_not_of('0');
    if (first == std::string::npos)
        return digit_counts();
    const auto last = digits.find_last_not_of('0');
    return digit_counts{std::max(0L, point - static_cast<long>(first)),
                        std::max(0L, static_cast<long>(last) + 1 - point)};
}

} // namespace seedbed
