#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace seedbed::text {

/// Breaks a text at its blanks into lines of at most `width` columns; at least one line. A word
/// that is wider is broken behind its commas, and stands on lines of its own. Each UTF-8 character
/// counts as one column.
std::vector<std::string> wrap(const std::string& text, std::size_t width);

/// Moves every line but the first to the column.
std::string hang(std::string text, std::size_t column);

} // namespace seedbed::text
