#pragma once

#include "core/discovery/discovery.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::cli {

/// Where a plugin lies that was named by a path.
struct plugin_place {
    std::filesystem::path directory; ///< of its manifest
    std::string name;
};

/// What `seedbed check-plugin` is given, where that is a path: a manifest, a library, or a
/// directory that holds one manifest, up to three levels down (`build/`). Nothing for a name: one
/// that `plugins` have, or that is no file or directory either.
/// Throws error(failure::usage) for a path without a plugin, or with several.
std::optional<plugin_place> place_of_plugin(const std::string& word,
                                            const std::vector<discovery::candidate>& plugins);

/// The same for the word behind `check-plugin` in a command line, where there is one and no help is
/// asked for.
std::optional<plugin_place> place_in(const std::vector<std::string>& arguments,
                                     const std::vector<discovery::candidate>& plugins);

/// The recording to check a source with: `named`, or the first of recording and tests/recording
/// that is there in `word` (where that is a directory), beside the manifest, or up to three levels
/// above it.
std::optional<std::filesystem::path> find_recording(const std::optional<std::string>& named,
                                                    const std::string& word,
                                                    const std::filesystem::path& manifest);

} // namespace seedbed::cli
