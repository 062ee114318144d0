#include "publication_time.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::news {
namespace {

using namespace std::chrono;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// The words of a date, in lower case: whatever blanks and commas part.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : lower(text) + " ") {
        if (c != ',' && std::isspace(static_cast<unsigned char>(c)) == 0) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// A whole number of at most `most` digits and nothing else.
std::optional<int> number(std::string_view text, std::size_t most) {
    int value = 0;
    if (text.empty() || text.size() > most || !std::ranges::all_of(text, is_digit))
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<month> month_named(std::string_view word) {
    constexpr std::array<std::string_view, 12> names = {"january",
                                                        "february",
                                                        "march",
                                                        "april",
                                                        "may",
                                                        "june",
                                                        "july",
                                                        "august",
                                                        "september",
                                                        "october",
                                                        "november",
                                                        "december"};
    if (word.ends_with('.'))
        word.remove_suffix(1);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool is_it = word.size() >= 3 && names.at(i).starts_with(word);
        if (is_it || (word == "sept" && i == 8))
            return month(static_cast<unsigned>(i + 1));
    }
    return std::nullopt;
}

std::optional<year> year_of(std::string_view word) {
    const std::optional<int> value = number(word, 4);
    if (!value || word.size() == 1 || word.size() == 3)
        return std::nullopt;
    if (word.size() == 4)
        return year(*value);
    return year(*value < 50 ? 2000 + *value : 1900 + *value);
}

/// The digits behind the second's point, cut to microseconds.
std::optional<microseconds> fraction(std::string_view digits) {
    if (digits.empty() || !std::ranges::all_of(digits, is_digit))
        return std::nullopt;
    std::string six(digits.substr(0, 6));
    six.resize(6, '0');
    return microseconds(*number(six, 6));
}

/// `18:47:14.5`, `18:47`.
std::optional<microseconds> time_of_day(std::string_view word) {
    std::vector<std::string_view> parts;
    const std::size_t point = word.find('.');
    const auto behind_point =
        point == std::string_view::npos ? microseconds(0) : fraction(word.substr(point + 1));
    word = word.substr(0, point);
    for (std::size_t colon = word.find(':'); colon != std::string_view::npos;
         colon = word.find(':')) {
        parts.push_back(word.substr(0, colon));
        word.remove_prefix(colon + 1);
    }
    parts.push_back(word);
    if (parts.size() < 2 || parts.size() > 3 || !behind_point)
        return std::nullopt;
    const auto hour = number(parts[0], 2);
    const auto minute = number(parts[1], 2);
    const auto second = parts.size() == 3 ? number(parts[2], 2) : 0;
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) // leap second
        return std::nullopt;
    return hours(*hour) + minutes(*minute) + seconds(*second) + *behind_point;
}

std::optional<minutes> numeric_offset(std::string_view word) {
    if (word.size() < 3 || (word.front() != '+' && word.front() != '-'))
        return std::nullopt;
    std::string digits(word.substr(1));
    std::erase(digits, ':');
    if (digits.size() == 2)
        digits += "00";
    const auto value = digits.size() == 4 ? number(digits, 4) : std::nullopt;
    if (!value || *value / 100 > 14 || *value % 100 > 59)
        return std::nullopt;
    const minutes offset = hours(*value / 100) + minutes(*value % 100);
    return word.front() == '-' ? -offset : offset;
}

/// RFC 822's zones. Others by name mean different things in different places.
std::optional<minutes> zone(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, int>, 12> named = {{{"z", 0},
                                                                         {"ut", 0},
                                                                         {"utc", 0},
                                                                         {"gmt", 0},
                                                                         {"est", -5},
                                                                         {"edt", -4},
                                                                         {"cst", -6},
                                                                         {"cdt", -5},
                                                                         {"mst", -7},
                                                                         {"mdt", -6},
                                                                         {"pst", -8},
                                                                         {"pdt", -7}}};
    for (const auto& [name, offset] : named) {
        if (word == name)
            return hours(offset);
    }
    return numeric_offset(word);
}

std::optional<sys_days>
calendar_day(std::string_view day_word, month m, std::string_view year_word) {
    const auto d = number(day_word, 2);
    const auto y = year_of(year_word);
    if (!d || !y)
        return std::nullopt;
    const year_month_day date(*y, m, day(static_cast<unsigned>(*d)));
    return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::optional<timestamp> believable(sys_time<microseconds> time) {
    const bool fits = time >= sys_days(year(1970) / 1 / 1) && time < sys_days(year(2100) / 1 / 1);
    return fits ? std::optional(timestamp(time)) : std::nullopt;
}

/// What follows the date: a time, and a zone; either may be absent.
std::optional<timestamp> at_time(sys_days date, std::vector<std::string> words) {
    if (!words.empty() && words.back().starts_with('(')) // a comment: (UTC)
        words.pop_back();
    if (words.size() > 2)
        return std::nullopt;
    const auto time = words.empty() ? microseconds(0) : time_of_day(words[0]);
    const auto offset = words.size() < 2 ? minutes(0) : zone(words[1]);
    if (!time || !offset)
        return std::nullopt;
    return believable(date + *time - *offset);
}

std::optional<timestamp> parse_rfc822(std::vector<std::string> words) {
    const auto has_word = [&words](std::size_t at) {
        return words.size() > at && is_letter(words[at].front());
    };
    if (has_word(0) && !month_named(words[0])) // the weekday; nobody needs it
        words.erase(words.begin());
    if (words.size() < 3)
        return std::nullopt;
    if (has_word(0))
        std::swap(words[0], words[1]); // March 27, 2025
    const auto m = month_named(words[1]);
    const auto date = m ? calendar_day(words[0], *m, words[2]) : std::nullopt;
    if (!date)
        return std::nullopt;
    words.erase(words.begin(), words.begin() + 3);
    return at_time(*date, std::move(words));
}

/// Parts `2025-03-27T18:47:14.5+10:00` into date, time and zone, as RFC 822 writes them.
std::optional<timestamp> parse_iso(std::string text) {
    const std::string_view date = std::string_view(text).substr(0, 10);
    const auto m = number(date.substr(5, 2), 2);
    if (date.size() != 10 || date[7] != '-' || !m)
        return std::nullopt;
    const auto day =
        calendar_day(date.substr(8, 2), month(static_cast<unsigned>(*m)), date.substr(0, 4));
    if (!day)
        return std::nullopt;
    std::string rest = text.substr(10);
    if (rest.starts_with('t'))
        rest.front() = ' ';
    else if (!rest.empty() && rest.front() != ' ')
        return std::nullopt;
    const std::size_t zone_begin = rest.find_first_of("+-z");
    if (zone_begin != std::string::npos)
        rest.insert(zone_begin, 1, ' ');
    return at_time(*day, words_of(rest));
}

bool looks_like_iso(std::string_view text) {
    return text.size() >= 10 && std::ranges::all_of(text.substr(0, 4), is_digit) && text[4] == '-';
}

} // namespace

std::optional<timestamp> parse_publication_time(std::string_view text) {
    constexpr std::size_t longest = 100;
    if (text.size() > longest)
        return std::nullopt;
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    return looks_like_iso(text) ? parse_iso(lower(text)) : parse_rfc822(words_of(text));
}

} // namespace seedbed::news
