#include "core/discovery/version.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace seedbed::discovery {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_identifier(std::string_view text) {
    const auto allowed = [](char letter) {
        return is_digit(letter) || letter == '-' || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z');
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

bool has_leading_zero(std::string_view number) {
    return number.size() > 1 && number.front() == '0';
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint32_t number = 0; // a bound can be one above it without overflow
    if (!is_number(text) || has_leading_zero(text)) {
        return std::nullopt;
    }
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    return result.ec == std::errc() ? std::optional<std::uint64_t>(number) : std::nullopt;
}

bool is_pre_release_part(std::string_view part) {
    return is_identifier(part) && !(is_number(part) && has_leading_zero(part));
}

// Semantic Versioning 11.4: numbers by value and before words, words by their letters. A number
// has no leading zeros, so of two numbers the longer is the greater.
std::strong_ordering compare_parts(const std::string& left, const std::string& right) {
    const bool left_number = is_number(left);
    const bool right_number = is_number(right);
    if (left_number != right_number) {
        return left_number ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    if (left_number && left.size() != right.size()) {
        return left.size() <=> right.size();
    }
    return left <=> right;
}

std::strong_ordering compare_pre_releases(const std::vector<std::string>& left,
                                          const std::vector<std::string>& right) {
    if (left.empty() || right.empty()) {
        return left.empty() <=> right.empty(); // a release comes after its pre-releases
    }
    return std::lexicographical_compare_three_way(
        left.begin(), left.end(), right.begin(), right.end(), compare_parts);
}

constexpr std::string_view separators = " ,\t";

bool is_comparison(std::string_view sign) {
    constexpr std::array<std::string_view, 7> known{"^", "~", ">=", ">", "<=", "<", "="};
    return std::find(known.begin(), known.end(), sign) != known.end();
}

std::string_view take(std::string_view& rest, std::size_t length) {
    const std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(taken.size());
    return taken;
}

std::string_view take_any(std::string_view& rest, std::string_view letters) {
    return take(rest, rest.find_first_not_of(letters));
}

std::string_view take_until(std::string_view& rest, std::string_view letters) {
    return take(rest, rest.find_first_of(letters));
}

[[noreturn]] void refuse_version(std::string_view text) {
    throw error(failure::plugin,
                fmt::format("'{}' is not a version; write up to three numbers without leading "
                            "zeros, such as 1.2 or 1.2.3, or a pre-release 1.2.3-rc.1",
                            text));
}

// `rest` is what was left of the text when the problem showed.
[[noreturn]] void refuse_range(std::string_view text, std::string_view rest, std::string_view why) {
    throw error(failure::plugin,
                fmt::format("'{}' is not a version range: {} at column {}; write comparisons such "
                            "as \">=1.0 <2\", \"^1.2\", \"~1.4.1\" or \"*\"",
                            text,
                            why,
                            text.size() - rest.size() + 1));
}

version read_operand(std::string_view range, std::string_view rest, std::string_view operand) {
    try {
        return version(operand);
    } catch (const error&) { // its advice is about versions alone
        refuse_range(range, rest, fmt::format("'{}' is not a version", operand));
    }
}

} // namespace

version::version(std::string_view text) : text_(text), given_(0) {
    const std::string_view without_build = text.substr(0, text.find('+'));
    if (without_build.size() != text.size()) {
        const auto build = split(text.substr(without_build.size() + 1), '.');
        if (!std::all_of(build.begin(), build.end(), is_identifier)) {
            refuse_version(text);
        }
    }
    const std::string_view core = without_build.substr(0, without_build.find('-'));
    for (const std::string_view part : split(core, '.')) {
        const std::optional<std::uint64_t> number = parse_number(part);
        if (!number || given_ == numbers_.size()) {
            refuse_version(text);
        }
        numbers_[given_++] = *number;
    }
    if (core.size() == without_build.size()) {
        return;
    }
    for (const std::string_view part : split(without_build.substr(core.size() + 1), '.')) {
        if (!is_pre_release_part(part)) {
            refuse_version(text);
        }
        pre_release_.emplace_back(part);
    }
}

version::version(const std::array<std::uint64_t, 3>& numbers, std::vector<std::string> pre_release)
    : text_(fmt::format("{}.{}.{}", numbers[0], numbers[1], numbers[2])), numbers_(numbers),
      pre_release_(std::move(pre_release)) {}

std::strong_ordering operator<=>(const version& left, const version& right) {
    const auto by_numbers = left.numbers_ <=> right.numbers_;
    return std::is_neq(by_numbers) ? by_numbers
                                   : compare_pre_releases(left.pre_release_, right.pre_release_);
}

bool operator==(const version& left, const version& right) {
    return std::is_eq(left <=> right);
}

version_range::version_range(std::string_view text) {
    if (text == "*") {
        return;
    }
    std::string_view rest = text;
    for (take_any(rest, separators); !rest.empty(); take_any(rest, separators)) {
        const std::string_view at_operation = rest;
        const std::string operation(take_any(rest, "^~<>="));
        take_any(rest, " \t");
        const std::string_view at_operand = rest;
        const std::string_view operand = take_until(rest, " ,\t^~<>=");
        if (operation.empty()) {
            refuse_range(
                text, at_operand, fmt::format("nothing says how to compare with '{}'", operand));
        }
        if (!is_comparison(operation)) {
            refuse_range(text, at_operation, fmt::format("'{}' is not a comparison", operation));
        }
        comparisons_.push_back({operation, read_operand(text, at_operand, operand)});
    }
    if (comparisons_.empty()) {
        refuse_range(text, text, "it is empty");
    }
}

bool version_range::contains(const version& candidate) const {
    return std::all_of(comparisons_.begin(), comparisons_.end(), [&](const comparison& each) {
        return each.holds_for(candidate);
    });
}

std::string version_range::text() const {
    std::string joined;
    for (const comparison& each : comparisons_) {
        const bool is_word = each.operation == "^" || each.operation == "~"; // ^1.2 reads as one
        joined += fmt::format("{}{}{}{}",
                              joined.empty() ? "" : " ",
                              each.operation,
                              is_word ? "" : " ",
                              each.operand.text());
    }
    return joined.empty() ? "*" : joined;
}

// The first version above the range; pre-release "0" sorts before every other pre-release.
version version_range::upper_bound(const std::string& operation, const version& operand) {
    if (operation == "<") {
        return operand.pre_release_.empty() ? version(operand.numbers_, {"0"}) : operand;
    }
    const std::size_t last = operand.given_ - 1;
    std::size_t kept = 0;
    if (operation == "~") {
        kept = std::min<std::size_t>(last, 1);
    } else {
        while (kept < last && operand.numbers_[kept] == 0) {
            ++kept;
        }
    }
    std::array<std::uint64_t, 3> numbers{};
    std::copy_n(operand.numbers_.begin(), kept + 1, numbers.begin());
    ++numbers[kept];
    return {numbers, {"0"}};
}

bool version_range::comparison::holds_for(const version& candidate) const {
    if (operation == ">=") {
        return candidate >= operand;
    }
    if (operation == ">") {
        return candidate > operand;
    }
    if (operation == "<=") {
        return candidate <= operand;
    }
    if (operation == "=") {
        return candidate == operand;
    }
    const bool reaches = operation == "<" || candidate >= operand;
    return reaches && candidate < upper_bound(operation, operand);
}

} // namespace seedbed::discovery
