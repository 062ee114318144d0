#pragma once

#include <seedbed/mapped_row.hpp>

#include <string>
#include <vector>

namespace seedbed::cli {

/// Rows as a table with a line for each, long values cut.
std::string rows_text(const std::vector<mapped_row>& rows);

/// A table: the first line is the head. Columns are as wide as their widest cell.
std::string table_text(const std::vector<std::vector<std::string>>& lines);

} // namespace seedbed::cli
