#pragma once

#include <seedbed/mapped_row.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace seedbed {

/// How a value is written: as JSON (`null`, `"text"`, `1.5`), or as the plain text that a command
/// line has, which the column's type gives its meaning.
enum class value_form { json, text };

/// A value for a column, not yet judged.
struct column_setting {
    std::string column;
    std::string value;
    value_form form = value_form::json;
};

/// The column's bytes for a value. Throws error(failure::usage) that names column and both values:
/// no such word for the type, longer than VARCHAR(n), more digits than NUMERIC(p,s) has, NULL in
/// a column that is NOT NULL, text that is no UTF-8, a JSON number with more than 15 digits where
/// every digit counts (write those as text).
column_value
read_value(const mapped_column& column, value_kind kind, std::string_view value, value_form form);

} // namespace seedbed
