#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace seedbed::graph {

inline constexpr std::size_t all_steps = std::numeric_limits<std::size_t>::max();

/// One entry of --only, taken apart: which plugins it names, and how far from them it reaches.
///
///     orders      the plugin (or a glob, "coin*", or a tag, "tag:demo")
///     orders+     and what depends on it, directly or not; "orders+1": directly
///     +orders     and what it depends on, optional dependencies too; "1+orders": directly
struct selector {
    std::string name;
    std::size_t up = 0;   ///< steps along dependencies
    std::size_t down = 0; ///< steps along dependants
};

/// Never fails: what is no number of steps stays a part of the name, which nobody has.
selector parse_selector(std::string_view text);

/// Whether the name stands for whatever matches it, and not for one plugin.
bool is_pattern(std::string_view name);

} // namespace seedbed::graph
