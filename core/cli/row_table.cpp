#include "core/cli/row_table.hpp"

#include <algorithm>

namespace seedbed::cli {
namespace {

constexpr std::size_t widest_cell = 32;

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

std::size_t characters_in(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

/// In one line, and cut behind so many characters.
std::string cell(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    if (characters_in(text) <= widest_cell)
        return text;
    std::size_t seen = 0;
    std::size_t end = 0;
    for (; end < text.size(); ++end)
        if (begins_character(text[end]) && ++seen == widest_cell)
            break;
    return text.substr(0, end) + "…";
}

} // namespace

std::string rows_text(const std::vector<mapped_row>& rows) {
    if (rows.empty())
        return "no rows\n";
    std::vector<std::vector<std::string>> lines(rows.size() + 1);
    for (std::size_t column = 0; column < rows.front().size(); ++column) {
        lines[0].push_back(rows.front().layout().column(column).name);
        for (std::size_t i = 0; i < rows.size(); ++i)
            lines[i + 1].push_back(cell(to_text(rows[i], column).value_or("")));
    }
    return table_text(lines);
}

std::string table_text(const std::vector<std::vector<std::string>>& lines) {
    std::vector<std::size_t> widths;
    for (const auto& line : lines) {
        widths.resize(std::max(widths.size(), line.size()));
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], characters_in(line[i]));
    }
    std::string text;
    for (const auto& line : lines) {
        std::string written;
        for (std::size_t i = 0; i < line.size(); ++i) {
            written += line[i];
            if (i + 1 < line.size())
                written.append(widths[i] - characters_in(line[i]) + 2, ' ');
        }
        written.erase(written.find_last_not_of(' ') + 1);
        text += written + '\n';
    }
    return text;
}

} // namespace seedbed::cli
