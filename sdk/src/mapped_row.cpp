#include <seedbed/error.hpp>
#include <seedbed/mapped_row.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace seedbed {
namespace {

using odb::pgsql::bind;

value_kind kind_of(bind::buffer_type type) {
    switch (type) {
    case bind::boolean_:
        return value_kind::boolean;
    case bind::smallint:
        return value_kind::smallint;
    case bind::integer:
        return value_kind::integer;
    case bind::bigint:
        return value_kind::bigint;
    case bind::real:
        return value_kind::real;
    case bind::double_:
        return value_kind::double_precision;
    case bind::numeric:
        return value_kind::numeric;
    case bind::date:
        return value_kind::date;
    case bind::time:
        return value_kind::time;
    case bind::timestamp:
        return value_kind::timestamp;
    case bind::text:
        return value_kind::text;
    case bind::bytea:
        return value_kind::bytea;
    case bind::bit:
        return value_kind::bit;
    case bind::varbit:
        return value_kind::varbit;
    case bind::uuid:
        return value_kind::uuid;
    }
    throw error(failure::plugin, "ODB binds a column with a type that rows do not know");
}

/// How many bytes a value of that kind has; nothing where they differ in length.
std::optional<std::size_t> fixed_size(value_kind kind) {
    switch (kind) {
    case value_kind::boolean:
        return 1;
    case value_kind::smallint:
        return 2;
    case value_kind::integer:
    case value_kind::real:
    case value_kind::date:
        return 4;
    case value_kind::bigint:
    case value_kind::double_precision:
    case value_kind::time:
    case value_kind::timestamp:
        return 8;
    case value_kind::uuid:
        return 16;
    case value_kind::numeric:
    case value_kind::text:
    case value_kind::bytea:
    case value_kind::bit:
    case value_kind::varbit:
        return std::nullopt;
    }
    return std::nullopt;
}

/// ODB leaves out of the image what the database's sequence will assign.
bool is_unassigned(const mapped_column& column, const std::string& bytes) {
    return column.primary_key && column.type.ends_with("SERIAL") &&
           bytes.find_first_not_of('\0') == std::string::npos;
}

/// NULL for a member that cannot be NULL is passed over: the member stays as it is.
bool leaves_member(const mapped_column& column, const column_value& value) {
    return !value && !column.nullable;
}

/// Another valid value of the column.
std::string other_value(const mapped_column& column, value_kind kind, const std::string& bytes) {
    std::string other = bytes;
    switch (kind) {
    case value_kind::boolean:
        other[0] = bytes[0] == 0 ? '\1' : '\0';
        break;
    case value_kind::real:
    case value_kind::double_precision:
        other[1] = static_cast<char>(other[1] ^ 0x10); // another exponent, never a NaN
        break;
    case value_kind::numeric: { // zero, or else one digit of 1: weight 0, the scale as it was
        const std::string zero = std::string(6, '\0') + bytes.substr(6, 2);
        const std::string one =
            std::string("\0\1\0\0\0\0", 6) + bytes.substr(6, 2) + std::string("\0\1", 2);
        other = bytes.substr(0, 2) == std::string(2, '\0') ? one : zero;
        break;
    }
    case value_kind::text:
        other = column.type.ends_with("[]")       ? (bytes == "{}" ? "{a}" : "{}")
                : column.type.starts_with("JSON") ? (bytes == "1" ? "2" : "1")
                                                  : bytes + "~";
        break;
    case value_kind::bit:
    case value_kind::varbit:
        if (other.size() > 4)
            other.back() = static_cast<char>(other.back() ^ '\x80');
        break;
    case value_kind::bytea:
        other += '~';
        break;
    default: // whole numbers in network order, and uuid
        other.back() = static_cast<char>(other.back() ^ 1);
    }
    return other;
}

/// How many decimals a NUMERIC(p,s) has, as ODB sends them along.
char scale_of(const mapped_column& column) {
    const auto comma = column.type.find(',');
    return comma == std::string::npos
               ? '\0'
               : static_cast<char>(std::atoi(column.type.c_str() + comma + 1));
}

std::string zero_value(const mapped_column& column, value_kind kind) {
    if (kind == value_kind::numeric)
        return std::string(7, '\0') + scale_of(column);
    if (kind == value_kind::bit || kind == value_kind::varbit)
        return std::string("\0\0\0\1\0", 5);
    return std::string(fixed_size(kind).value_or(0), '\0');
}

} // namespace

row_layout::row_layout(const mapped_table& table, std::vector<value_kind> kinds)
    : table_(table), kinds_(std::move(kinds)) {
    if (kinds_.size() != table_.columns.size())
        throw error(failure::plugin,
                    fmt::format("the class behind table \"{}\" binds {} columns, its SQL has {}",
                                table_.name,
                                kinds_.size(),
                                table_.columns.size()));
}

std::optional<std::size_t> row_layout::find(std::string_view column) const {
    const auto at = std::ranges::find(table_.columns, column, &mapped_column::name);
    return at == table_.columns.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(at - table_.columns.begin()));
}

std::size_t row_layout::key_column() const {
    const auto at = std::ranges::find(table_.columns, true, &mapped_column::primary_key);
    if (at == table_.columns.end())
        throw error(failure::plugin,
                    fmt::format("table \"{}\" has no primary key of one column", table_.name));
    return static_cast<std::size_t>(at - table_.columns.begin());
}

const column_value& mapped_row::at(std::string_view column) const {
    const auto index = layout_->find(column);
    if (!index)
        throw error(
            failure::plugin,
            fmt::format("table \"{}\" has no column \"{}\"", layout_->table().name, column));
    return values_[*index];
}

column_value& mapped_row::at(std::string_view column) {
    return const_cast<column_value&>(std::as_const(*this).at(column));
}

mapped_row unlike(const mapped_row& row) {
    mapped_row other = row;
    const row_layout& layout = row.layout();
    for (std::size_t i = 0; i < row.size(); ++i)
        other[i] = row[i] ? other_value(layout.column(i), layout.kind(i), *row[i])
                          : other_value(layout.column(i),
                                        layout.kind(i),
                                        zero_value(layout.column(i), layout.kind(i)));
    return other;
}

namespace detail {

std::vector<value_kind> kinds_of(std::span<const bind> binds) {
    std::vector<value_kind> kinds;
    kinds.reserve(binds.size());
    for (const bind& each : binds)
        kinds.push_back(kind_of(each.type));
    return kinds;
}

void store_binds(std::span<const bind> binds, mapped_row& row) {
    for (std::size_t i = 0; i < binds.size(); ++i) {
        row[i].reset();
        if (*binds[i].is_null)
            continue;
        const std::size_t size =
            fixed_size(row.layout().kind(i)).value_or(binds[i].size ? *binds[i].size : 0);
        std::string bytes(static_cast<const char*>(binds[i].buffer), size);
        if (!is_unassigned(row.layout().column(i), bytes))
            row[i] = std::move(bytes);
    }
}

bool measure_binds(std::span<const bind> binds, const mapped_row& row, std::span<bool> too_small) {
    bool any = false;
    for (std::size_t i = 0; i < binds.size(); ++i) {
        if (!row[i] || fixed_size(row.layout().kind(i)))
            continue;
        *binds[i].size = row[i]->size();
        too_small[i] = binds[i].capacity < row[i]->size();
        any = any || too_small[i];
    }
    return any;
}

void load_binds(std::span<const bind> binds, const mapped_row& row) {
    for (std::size_t i = 0; i < binds.size(); ++i) {
        if (leaves_member(row.layout().column(i), row[i]))
            continue;
        *binds[i].is_null = !row[i];
        if (row[i])
            std::memcpy(binds[i].buffer, row[i]->data(), row[i]->size());
    }
}

} // namespace detail
} // namespace seedbed
