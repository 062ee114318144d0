#pragma once

#include <seedbed/plugin.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace seedbed::loading {

/// What a library has to say about itself, from its manifest.
struct expected_plugin {
    std::string name;
    std::string version;
    std::filesystem::path library;
};

/// A plugin object whose library deletes it.
using plugin_ptr = std::unique_ptr<plugin, void (*)(plugin*) noexcept>;

/// An opened library whose descriptor was checked. It is never unloaded: ODB, thread-local
/// objects and exceptions keep pointers into it until the process ends.
class plugin_library {
public:
    /// Opens the library with all symbols resolved and compares its descriptor with the manifest
    /// and this host. Throws error(failure::plugin) with the library's path and the reason.
    explicit plugin_library(const expected_plugin& expected);
    ~plugin_library();
    plugin_library(plugin_library&&) noexcept;
    plugin_library& operator=(plugin_library&&) noexcept;

    /// Creates the plugin. `context` outlives the result. Throws error with the plugin's message.
    plugin_ptr create(const plugin_context& context) const;

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

} // namespace seedbed::loading
