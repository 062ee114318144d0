#include "value_text.hpp"
#include "wire.hpp"

#include <seedbed/decimal.hpp>
#include <seedbed/detail/odb_traits.hpp>
#include <seedbed/mapped_row.hpp>
#include <seedbed/text_array.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstring>

namespace seedbed {
namespace {

constexpr int widest_precision = 37;

std::string numeric_text(const std::string& bytes) {
    constexpr std::uint16_t sign_of_nan = 0xC000;
    if (wire::number_in<std::uint16_t>(std::string_view(bytes).substr(4)) == sign_of_nan)
        return "NaN";
    const int scale = wire::number_in<std::int16_t>(std::string_view(bytes).substr(6));
    return detail::decimal_to_string(
        detail::read_numeric(bytes.data(), bytes.size(), widest_precision, scale), scale);
}

std::string timestamp_text(const std::string& bytes) {
    const auto wire = wire::number_in<std::int64_t>(bytes);
    if (wire == wire::infinity || wire == wire::minus_infinity)
        return wire == wire::infinity ? "infinity" : "-infinity";
    std::int64_t as_sent = 0;
    std::memcpy(&as_sent, bytes.data(), sizeof as_sent);
    return detail::from_wire(as_sent).to_string();
}

std::string date_text(const std::string& bytes) {
    using namespace std::chrono;
    const sys_days day = sys_days(year(2000) / 1 / 1) + days(wire::number_in<std::int32_t>(bytes));
    const year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string time_text(const std::string& bytes) {
    const auto all = wire::number_in<std::int64_t>(bytes);
    const std::int64_t seconds = all / 1'000'000;
    std::string text =
        fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (const std::int64_t rest = all % 1'000'000; rest != 0)
        text += fmt::format(".{:06}", rest);
    return text;
}

std::string bytea_text(const std::string& bytes) {
    std::string text = "\\x";
    for (const char byte : bytes)
        text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return text;
}

std::string bit_text(const std::string& bytes) {
    const auto count = wire::number_in<std::uint32_t>(bytes);
    std::string text;
    for (std::uint32_t i = 0; i < count; ++i)
        text += (static_cast<unsigned char>(bytes[4 + i / 8]) >> (7 - i % 8)) & 1 ? '1' : '0';
    return text;
}

/// Not a number and the infinities have no place in JSON: they are text there.
template <class Number>
std::string floating_text(Number value) {
    return fmt::format("{}", value);
}

bool is_json(const mapped_column& column) {
    return column.type.starts_with("JSON");
}

bool is_array(const mapped_column& column) {
    return column.type.ends_with("[]");
}

/// Line breaks in a JSON document stand between its parts only.
std::string in_one_line(std::string document) {
    for (char& c : document)
        if (c == '\n' || c == '\r')
            c = ' ';
    return document;
}

bool stands_bare(const mapped_column& column, value_kind kind, const std::string& text) {
    switch (kind) {
    case value_kind::boolean:
    case value_kind::smallint:
    case value_kind::integer:
    case value_kind::bigint:
        return true;
    case value_kind::real:
    case value_kind::double_precision:
        return text.find_first_of("fn") == std::string::npos; // inf, nan
    case value_kind::text:
        return is_json(column) || is_array(column);
    default:
        return false;
    }
}

std::string quoted(std::string_view text) {
    return boost::json::serialize(
        boost::json::value(boost::json::string_view(text.data(), text.size())));
}

} // namespace

std::string value_text(const mapped_column& column, value_kind kind, const std::string& bytes) {
    switch (kind) {
    case value_kind::boolean:
        return bytes[0] != 0 ? "true" : "false";
    case value_kind::smallint:
        return fmt::to_string(wire::number_in<std::int16_t>(bytes));
    case value_kind::integer:
        return fmt::to_string(wire::number_in<std::int32_t>(bytes));
    case value_kind::bigint:
        return fmt::to_string(wire::number_in<std::int64_t>(bytes));
    case value_kind::real:
        return floating_text(wire::number_in<float>(bytes));
    case value_kind::double_precision:
        return floating_text(wire::number_in<double>(bytes));
    case value_kind::numeric:
        return numeric_text(bytes);
    case value_kind::date:
        return date_text(bytes);
    case value_kind::time:
        return time_text(bytes);
    case value_kind::timestamp:
        return timestamp_text(bytes);
    case value_kind::text:
        if (is_json(column))
            return in_one_line(bytes);
        if (!is_array(column))
            return bytes;
        return boost::json::serialize(
            boost::json::value_from(text_array::from_literal(bytes).elements));
    case value_kind::bytea:
        return bytea_text(bytes);
    case value_kind::bit:
    case value_kind::varbit:
        return bit_text(bytes);
    case value_kind::uuid: {
        uuid::bytes_type id{};
        std::memcpy(id.data(), bytes.data(), id.size());
        return uuid(id).to_string();
    }
    }
    return {};
}

std::optional<std::string> to_text(const mapped_row& row, std::size_t column) {
    if (!row[column])
        return std::nullopt;
    return value_text(row.layout().column(column), row.layout().kind(column), *row[column]);
}

std::string to_json(const mapped_row& row) {
    std::string json = "{";
    for (std::size_t i = 0; i < row.size(); ++i) {
        const mapped_column& column = row.layout().column(i);
        json += i == 0 ? "" : ",";
        json += quoted(column.name) + ':';
        const std::optional<std::string> text = to_text(row, i);
        if (!text)
            json += "null";
        else
            json += stands_bare(column, row.layout().kind(i), *text) ? *text : quoted(*text);
    }
    return json + '}';
}

} // namespace seedbed
