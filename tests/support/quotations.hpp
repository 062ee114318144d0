#pragma once

#include "tests/support/files.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace seedbed::test {

inline std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

/// One piece of code that a page says is in a file: lines that follow each other there.
struct quotation {
    std::string file;
    std::vector<std::string> pieces; // in their order; "…" on a line of its own parts them
};

/// The blocks that begin with ```LANGUAGE file=PATH.
inline std::vector<quotation> quotations(const std::string& page) {
    static const std::regex opening("^```\\w* file=(.+)$");
    std::vector<quotation> found;
    bool inside = false;
    for (const std::string& line : lines_of(page)) {
        std::smatch match;
        if (std::regex_match(line, match, opening)) {
            inside = true;
            found.push_back({match[1], {"\n"}});
        } else if (line.starts_with("```")) {
            inside = false;
        } else if (inside && line.find_first_not_of(' ') == line.find("…")) {
            found.back().pieces.emplace_back("\n");
        } else if (inside) {
            found.back().pieces.back() += line + "\n";
        }
    }
    return found;
}

/// Checks that the files, below the page's parent folder, are as a page quotes them. Gives the
/// number of quotations.
inline std::size_t check_quotations(const std::filesystem::path& page) {
    const auto quoted = quotations(text_of(page));
    for (const quotation& each : quoted) {
        const std::string text = "\n" + text_of(page.parent_path().parent_path() / each.file);
        std::size_t from = 0;
        for (const std::string& piece : each.pieces) {
            const std::size_t at = text.find(piece, from);
            BOOST_TEST((at != std::string::npos), each.file << " does not hold" << piece);
            from = at == std::string::npos ? from : at;
        }
    }
    return quoted.size();
}

} // namespace seedbed::test
