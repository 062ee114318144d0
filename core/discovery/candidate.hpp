#pragma once

#include "core/discovery/manifest.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace seedbed::discovery {

enum class plugin_state {
    found,  ///< its manifest is right; whether it loads shows later
    refused ///< stays listed, so that nobody has to guess where it went
};

/// A plugin that a directory offers. manifest.name is its file's name without ".seedbed.json", even
/// when the manifest could not be read.
struct candidate {
    discovery::manifest manifest; ///< of a refused plugin only what could be read
    std::filesystem::path path;   ///< of the manifest, absolute
    plugin_state state = plugin_state::found;
    std::vector<std::string> reasons; ///< why it is refused, one or more; empty when found

    std::filesystem::path library_path() const { return path.parent_path() / manifest.library; }

    void refuse(std::string reason) {
        state = plugin_state::refused;
        reasons.push_back(std::move(reason));
    }
};

/// "plugin 'orders' at /opt/plugins/orders.seedbed.json is refused:" and its reasons, indented.
std::string refusal(const candidate& refused);

} // namespace seedbed::discovery
