#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::discovery {

/// Where to look for plugins, the first that is given:
///   1. the --plugin-dir flags
///   2. SEEDBED_PLUGIN_PATH, absolute directories separated by colons; empty counts as not set
///   3. ../lib/seedbed/plugins, seen from the directory of the executable
/// The current directory is never searched unless a flag names it. Throws error(failure::usage) for
/// an empty flag and for a relative directory in SEEDBED_PLUGIN_PATH.
std::vector<std::filesystem::path> search_path(const std::vector<std::string>& plugin_dir_flags,
                                               const std::optional<std::string>& environment,
                                               const std::filesystem::path& executable);

} // namespace seedbed::discovery
