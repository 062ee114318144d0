#include "core/discovery/search_path.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace seedbed::discovery {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> from_flags(const std::vector<std::string>& flags) {
    for (const std::string& flag : flags) {
        if (flag.empty()) {
            throw error(failure::usage, "--plugin-dir: the directory is empty; name one");
        }
    }
    return {flags.begin(), flags.end()};
}

std::vector<fs::path> from_environment(std::string_view variable) {
    std::vector<fs::path> directories;
    while (!variable.empty()) {
        const std::string_view entry = variable.substr(0, variable.find(':'));
        variable.remove_prefix(std::min(entry.size() + 1, variable.size()));
        if (entry.empty()) {
            continue; // in PATH it would mean the current directory
        }
        const fs::path directory(entry);
        if (directory.is_relative()) {
            throw error(failure::usage,
                        fmt::format("SEEDBED_PLUGIN_PATH: '{}' is not an absolute directory; write "
                                    "it from the root, or use --plugin-dir",
                                    entry));
        }
        directories.push_back(directory);
    }
    return directories;
}

} // namespace

std::vector<fs::path> search_path(const std::vector<std::string>& plugin_dir_flags,
                                  const std::optional<std::string>& environment,
                                  const fs::path& executable) {
    if (!plugin_dir_flags.empty()) {
        return from_flags(plugin_dir_flags);
    }
    if (environment && !environment->empty()) {
        return from_environment(*environment);
    }
    return {(executable.parent_path() / "../lib/seedbed/plugins").lexically_normal()};
}

} // namespace seedbed::discovery
