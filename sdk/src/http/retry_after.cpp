#include "retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace seedbed::http {

namespace {

using std::chrono::seconds;

constexpr seconds longest_wait = std::chrono::years(1);

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The words between blanks, commas, dashes and colons.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" ,-:"), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 4 || !std::ranges::all_of(text, is_digit))
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<unsigned> month(std::string_view text) {
    static constexpr std::array<std::string_view, 12> names = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto found = std::ranges::find(names, text);
    if (found == names.end())
        return std::nullopt;
    return static_cast<unsigned>(found - names.begin()) + 1;
}

/// Two digits of RFC 850 are of this century, or of the last one.
int full_year(int year, std::size_t digits) {
    if (digits > 2)
        return year;
    return year < 70 ? 2000 + year : 1900 + year;
}

struct date_words {
    std::string_view day, month, year, hour, minute, second;
};

std::optional<std::chrono::sys_seconds> instant_of(const date_words& from) {
    const auto day = number(from.day);
    const auto name = month(from.month);
    const auto year = number(from.year);
    const auto hour = number(from.hour);
    const auto minute = number(from.minute);
    const auto second = number(from.second);
    if (!day || !name || !year || !hour || !minute || !second)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(full_year(*year, from.year.size())),
                                           std::chrono::month(*name),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
           seconds(*second);
}

} // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
    const std::vector<std::string_view> word = words_of(trimmed(text));
    const bool in_gmt = word.size() == 8 && word[7] == "GMT";
    if (in_gmt) // Sun, 06 Nov 1994 08:49:37 GMT; Sunday, 06-Nov-94 08:49:37 GMT
        return instant_of({word[1], word[2], word[3], word[4], word[5], word[6]});
    if (word.size() == 7) // Sun Nov  6 08:49:37 1994
        return instant_of({word[2], word[1], word[6], word[3], word[4], word[5]});
    return std::nullopt;
}

std::optional<seconds> parse_retry_after(std::string_view text,
                                         std::chrono::system_clock::time_point now) {
    text = trimmed(text);
    if (!text.empty() && std::ranges::all_of(text, is_digit)) {
        std::int64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool absurd = read.ec != std::errc() || value > longest_wait.count();
        return absurd ? longest_wait : seconds(value);
    }
    const auto date = parse_http_date(text);
    if (!date)
        return std::nullopt;
    const seconds wait = *date - std::chrono::floor<seconds>(now); // in seconds: no overflow
    return std::clamp(wait, seconds(0), longest_wait);
}

} // namespace seedbed::http
