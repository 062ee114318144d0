#include "core/text/wrap.hpp"

#include <algorithm>
#include <string_view>

namespace seedbed::text {
namespace {

std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80; // not a continuation byte
    }));
}

/// The piece of a word that `rest` begins with: all of it where it fits, else up to a comma.
std::string_view piece_of(std::string_view rest, std::size_t width) {
    std::size_t end = rest.size();
    while (columns(rest.substr(0, end)) > width) {
        const std::size_t comma = end < 2 ? std::string_view::npos : rest.rfind(',', end - 2);
        if (comma == std::string_view::npos)
            return rest.substr(0, std::min(rest.find(','), rest.size() - 1) + 1);
        end = comma + 1;
    }
    return rest.substr(0, end);
}

} // namespace

std::vector<std::string> wrap(const std::string& text, std::size_t width) {
    std::vector<std::string> lines{""};
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        std::string_view word = std::string_view(text).substr(start, end - start);
        if (!lines.back().empty() && columns(lines.back()) + 1 + columns(word) > width)
            lines.emplace_back();
        lines.back() += lines.back().empty() ? "" : " ";
        for (bool begins = true; begins || !word.empty(); begins = false) {
            if (!begins)
                lines.emplace_back();
            const std::string_view piece = columns(word) > width ? piece_of(word, width) : word;
            lines.back() += piece;
            word.remove_prefix(piece.size());
        }
        start = end + 1;
    }
    return lines;
}

std::string hang(std::string text, std::size_t column) {
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
        text.insert(at + 1, column, ' ');
    return text;
}

} // namespace seedbed::text
