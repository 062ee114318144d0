#pragma once

#include <optional>
#include <string_view>

namespace seedbed {

/// How many digits a decimal number has on each side of its point, zeros at the ends left out.
struct digit_counts {
    long before = 0;
    long behind = 0;
};

/// Of a number as text, also with an exponent; nothing for what is no number.
std::optional<digit_counts> count_digits(std::string_view text);

} // namespace seedbed
