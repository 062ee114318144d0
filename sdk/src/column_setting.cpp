#include "digit_counts.hpp"
#include "wire.hpp"

#include <seedbed/column_setting.hpp>
#include <seedbed/decimal.hpp>
#include <seedbed/error.hpp>
#include <seedbed/text_array.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace seedbed {
namespace {

namespace json = boost::json;

constexpr timestamp postgres_epoch = timestamp::from_unix_seconds(946'684'800); // 2000-01-01

/// What keeps a value out of a column; the column's and the value's names are added outside.
class misfit : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A value on its way into a column: JSON, or a command line's text.
struct given_value {
    value_form form;
    json::value parsed;    // of JSON
    std::string_view text; // of a text, or of a JSON string
    bool is_text;          // whether there is one
};

[[noreturn]] void wrong_type(const char* expected) {
    throw misfit(fmt::format("is not {}", expected));
}

std::string_view text_of(const given_value& value, const char* expected) {
    if (!value.is_text)
        wrong_type(expected);
    return value.text;
}

std::string boolean_bytes(const given_value& value) {
    if (value.parsed.is_bool())
        return std::string(1, value.parsed.get_bool() ? '\1' : '\0');
    if (value.form == value_form::text && (value.text == "true" || value.text == "false"))
        return std::string(1, value.text == "true" ? '\1' : '\0');
    wrong_type("true or false");
}

template <class Number>
std::string whole_number_bytes(const given_value& value) {
    constexpr Number least = std::numeric_limits<Number>::min();
    constexpr Number most = std::numeric_limits<Number>::max();
    std::int64_t number = 0;
    bool fits = true;
    if (value.form == value_form::text) {
        const char* end = value.text.data() + value.text.size();
        const auto read = std::from_chars(value.text.data(), end, number);
        if (read.ec == std::errc::invalid_argument || read.ptr != end)
            wrong_type("a whole number");
        fits = read.ec == std::errc();
    } else if (value.parsed.is_int64()) {
        number = value.parsed.get_int64();
    } else {
        fits = !value.parsed.is_uint64();
        if (fits)
            wrong_type("a whole number");
    }
    if (!fits || number < least || number > most)
        throw misfit(fmt::format("is outside of {} to {}", least, most));
    return wire::bytes_of(static_cast<Number>(number));
}

double floating_number(const given_value& value) {
    if (value.parsed.is_number())
        return value.parsed.to_number<double>();
    double number = 0;
    const char* end = value.text.data() + value.text.size();
    const auto read = std::from_chars(value.text.data(), end, number);
    if (value.form != value_form::text || read.ec != std::errc() || read.ptr != end ||
        !std::isfinite(number))
        wrong_type("a number");
    return number;
}

/// Every digit of a number as it was given.
std::string number_text(const given_value& value) {
    if (value.is_text)
        return std::string(value.text);
    if (value.parsed.is_int64())
        return fmt::to_string(value.parsed.get_int64());
    if (value.parsed.is_uint64())
        return fmt::to_string(value.parsed.get_uint64());
    if (!value.parsed.is_double())
        wrong_type("a number");
    constexpr std::ptrdiff_t digits_of_a_double = 15;
    const std::string text = fmt::format("{}", value.parsed.get_double());
    const std::string_view mantissa(text.data(), std::min(text.find('e'), text.size()));
    const auto digits =
        std::ranges::count_if(mantissa, [](char c) { return c >= '0' && c <= '9'; });
    const auto leading = mantissa.starts_with("0.") || mantissa.starts_with("-0.") ? 1 : 0;
    if (digits - leading > digits_of_a_double)
        throw misfit("has more digits than a JSON number keeps; write it as text");
    return text;
}

/// The numbers in a type's parentheses: 20 and 8 of NUMERIC(20,8).
std::vector<int> type_arguments(const std::string& type) {
    std::vector<int> arguments;
    for (auto at = type.find('('); at < type.size() && type[at] != ')';) {
        int number = 0;
        const char* end = type.data() + type.size();
        const auto read = std::from_chars(type.data() + at + 1, end, number);
        arguments.push_back(number);
        at = static_cast<std::size_t>(read.ptr - type.data());
    }
    return arguments;
}

std::string numeric_bytes(const given_value& value, const std::string& type) {
    const std::string text = number_text(value);
    const std::optional<digit_counts> counted = count_digits(text);
    if (!counted)
        wrong_type("a number");
    const digit_counts digits = *counted;
    const std::vector<int> arguments = type_arguments(type);
    constexpr int widest = 37;
    const int precision = arguments.empty() ? widest : arguments[0];
    const int scale = arguments.size() > 1 ? arguments[1]
                      : arguments.empty()  ? static_cast<int>(std::min(digits.behind, 18L))
                                           : 0;
    if (digits.behind > scale)
        throw misfit(fmt::format("has {} decimals; {} keeps {}", digits.behind, type, scale));
    if (digits.before > precision - scale)
        throw misfit(fmt::format("has {} digits before the decimal point; {} keeps {}",
                                 digits.before,
                                 type,
                                 precision - scale));
    std::string bytes(detail::numeric_capacity, '\0');
    bytes.resize(
        detail::write_numeric(detail::parse_decimal(text, precision, scale), scale, bytes.data()));
    return bytes;
}

timestamp read_time(std::string_view text, const char* expected) {
    try {
        return timestamp::parse(text);
    } catch (const error&) {
        wrong_type(expected);
    }
}

std::string timestamp_bytes(const given_value& value) {
    constexpr const char* expected = "a time such as 2026-11-22T14:35:00Z";
    return wire::bytes_of(static_cast<std::int64_t>(
        (read_time(text_of(value, expected), expected) - postgres_epoch).count()));
}

std::string date_bytes(const given_value& value) {
    constexpr const char* expected = "a date such as 2026-11-22";
    const std::string_view text = text_of(value, expected);
    if (text.size() != std::string_view("2026-11-22").size())
        wrong_type(expected);
    constexpr std::int64_t microseconds_a_day = 86'400'000'000;
    return wire::bytes_of(static_cast<std::int32_t>(
        (read_time(text, expected) - postgres_epoch).count() / microseconds_a_day));
}

std::string time_bytes(const given_value& value) {
    constexpr const char* expected = "a time of day such as 14:35:00";
    const std::string_view text = text_of(value, expected);
    if (text.find_first_not_of("0123456789:.") != std::string_view::npos)
        wrong_type(expected);
    const timestamp on_first_day = read_time(fmt::format("2000-01-01T{}", text), expected);
    return wire::bytes_of(static_cast<std::int64_t>((on_first_day - postgres_epoch).count()));
}

/// Throws unless it is UTF-8 without zero characters; gives its number of characters.
std::size_t count_characters(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        throw misfit("has a zero character, which PostgreSQL does not store");
    boost::system::error_code failed;
    json::parse(json::serialize(json::string(text.data(), text.size())), failed);
    if (failed)
        throw misfit("is not UTF-8");
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string character_bytes(const given_value& value, const std::string& type) {
    const std::string_view text = text_of(value, "a text");
    const std::size_t characters = count_characters(text);
    const std::vector<int> arguments = type_arguments(type);
    if (!arguments.empty() && characters > static_cast<std::size_t>(arguments[0]))
        throw misfit(fmt::format("has {} characters; {} keeps {}", characters, type, arguments[0]));
    return std::string(text);
}

std::string document_bytes(const given_value& value) {
    if (value.form == value_form::json)
        return json::serialize(value.parsed);
    boost::system::error_code failed;
    json::parse(json::string_view(value.text.data(), value.text.size()), failed);
    if (failed)
        wrong_type("a JSON document");
    return std::string(value.text);
}

std::string array_bytes(const given_value& value) {
    constexpr const char* expected = "an array of texts such as [\"BTC\", \"ETH\"]";
    json::value parsed = value.parsed;
    if (value.form == value_form::text) {
        boost::system::error_code failed;
        parsed = json::parse(json::string_view(value.text.data(), value.text.size()), failed);
    }
    if (!parsed.is_array())
        wrong_type(expected);
    text_array array;
    for (const json::value& element : parsed.get_array()) {
        if (!element.is_string())
            wrong_type(expected);
        array.elements.emplace_back(element.get_string());
        count_characters(array.elements.back());
    }
    return array.to_literal();
}

std::string text_bytes(const given_value& value, const std::string& type) {
    if (type.starts_with("JSON"))
        return document_bytes(value);
    return type.ends_with("[]") ? array_bytes(value) : character_bytes(value, type);
}

std::string uuid_bytes(const given_value& value) {
    constexpr const char* expected = "a UUID";
    try {
        const uuid id = uuid::parse(text_of(value, expected));
        return {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()};
    } catch (const error&) {
        wrong_type(expected);
    }
}

std::string bytea_bytes(const given_value& value) {
    constexpr const char* expected = "bytes in hexadecimal such as \\x00ff";
    const std::string_view text = text_of(value, expected);
    if (!text.starts_with("\\x") || text.size() % 2 != 0)
        wrong_type(expected);
    std::string bytes;
    for (std::size_t i = 2; i < text.size(); i += 2) {
        unsigned byte = 0;
        const char* end = text.data() + i + 2;
        if (std::from_chars(text.data() + i, end, byte, 16).ptr != end)
            wrong_type(expected);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

std::string bit_bytes(const given_value& value, const std::string& type, value_kind kind) {
    constexpr const char* expected = "bits such as 0101";
    const std::string_view text = text_of(value, expected);
    if (text.find_first_not_of("01") != std::string_view::npos)
        wrong_type(expected);
    const std::vector<int> arguments = type_arguments(type);
    const std::size_t width = arguments.empty() ? (kind == value_kind::bit ? 1 : text.size())
                                                : static_cast<std::size_t>(arguments[0]);
    if (text.size() > width || (kind == value_kind::bit && text.size() != width))
        throw misfit(fmt::format("has {} bits; {} keeps {}", text.size(), type, width));
    std::string bytes = wire::bytes_of(static_cast<std::uint32_t>(text.size()));
    bytes.resize(bytes.size() + (text.size() + 7) / 8, '\0');
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '1')
            bytes[4 + i / 8] = static_cast<char>(bytes[4 + i / 8] | (0x80 >> (i % 8)));
    return bytes;
}

std::string bytes_of(const given_value& value, const std::string& type, value_kind kind) {
    switch (kind) {
    case value_kind::boolean:
        return boolean_bytes(value);
    case value_kind::smallint:
        return whole_number_bytes<std::int16_t>(value);
    case value_kind::integer:
        return whole_number_bytes<std::int32_t>(value);
    case value_kind::bigint:
        return whole_number_bytes<std::int64_t>(value);
    case value_kind::real:
        return wire::bytes_of(static_cast<float>(floating_number(value)));
    case value_kind::double_precision:
        return wire::bytes_of(floating_number(value));
    case value_kind::numeric:
        return numeric_bytes(value, type);
    case value_kind::date:
        return date_bytes(value);
    case value_kind::time:
        return time_bytes(value);
    case value_kind::timestamp:
        return timestamp_bytes(value);
    case value_kind::text:
        return text_bytes(value, type);
    case value_kind::bytea:
        return bytea_bytes(value);
    case value_kind::bit:
    case value_kind::varbit:
        return bit_bytes(value, type, kind);
    case value_kind::uuid:
        return uuid_bytes(value);
    }
    wrong_type("a value that is known");
}

/// The value in a message: short, and never a password.
std::string shown(const mapped_column& column, std::string_view value) {
    constexpr std::size_t longest = 60;
    if (column.name.find("password") != std::string::npos)
        return "the value";
    return value.size() <= longest
               ? std::string(value)
               : fmt::format("{}… ({} bytes)", value.substr(0, longest), value.size());
}

given_value take_apart(std::string_view value, value_form form) {
    given_value given{.form = form, .parsed = nullptr, .text = value, .is_text = true};
    if (form == value_form::text)
        return given;
    boost::system::error_code failed;
    given.parsed = json::parse(json::string_view(value.data(), value.size()), failed);
    if (failed)
        throw misfit("is not JSON; a text stands in double quotes there");
    given.is_text = given.parsed.is_string();
    return given;
}

} // namespace

column_value
read_value(const mapped_column& column, value_kind kind, std::string_view value, value_form form) {
    try {
        given_value given = take_apart(value, form);
        if (form == value_form::json && given.parsed.is_null()) {
            if (!column.nullable)
                throw misfit(fmt::format("is nothing; the column is {} NOT NULL", column.type));
            return std::nullopt;
        }
        if (form == value_form::json && given.is_text)
            given.text = {given.parsed.get_string().data(), given.parsed.get_string().size()};
        return bytes_of(given, column.type, kind);
    } catch (const misfit& wrong) {
        const std::string why = wrong.what();
        const bool says_type = why.find(column.type) != std::string::npos;
        throw error(failure::usage,
                    fmt::format("{}: {} {}{}",
                                column.name,
                                shown(column, value),
                                why,
                                says_type ? "" : fmt::format(" ({})", column.type)));
    }
}

} // namespace seedbed
