#pragma once

#include "core/cli/program.hpp"

#include <string>
#include <vector>

namespace seedbed::cli {

/// A word that fits, and what it means.
struct completion {
    std::string word;
    std::string description;
};

/// What the last of the words may become; the words before it stand in front of it, without the
/// program's name. None where a file's name or a free text is wanted.
std::vector<completion> complete(const std::vector<std::string>& words, const program& program);

/// `seedbed complete WORDS`, for the shells: one candidate a line, its description behind a tab.
/// Says nothing about errors: someone is in the middle of typing.
int complete_command(const std::vector<std::string>& words);

} // namespace seedbed::cli
