#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::database {

/// A column's type, whether written by ODB (`VARCHAR(255)`) or by PostgreSQL's format_type
/// (`character varying(255)`): `base` is PostgreSQL's own name, in lower case.
struct column_type {
    std::string base;
    std::vector<int> arguments;
    bool array = false;
};

column_type parse_column_type(std::string_view text);

/// Whether every value of the mapped type can be stored in the actual one as it is.
bool fits(const column_type& mapped, const column_type& actual);

} // namespace seedbed::database
