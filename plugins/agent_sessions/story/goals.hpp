#pragma once

#include "assignment.hpp"

#include <span>
#include <string_view>

namespace ohmycoins::agents {

/// A kind of strategy that users ask about.
struct topic {
    std::string_view kind;     ///< as trading::make_strategy knows it
    std::string_view strategy; ///< in words
    std::string_view idea;
    std::span<const std::string_view> goals; ///< templates of seedbed::fake with {coin}, {pace},
                                             ///< {limit}, {benchmark}, {capital}
    std::vector<candidate> candidates;       ///< those that need fewer prices first
};

/// Static.
std::span<const topic> topics();

} // namespace ohmycoins::agents
