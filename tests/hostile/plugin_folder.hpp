#pragma once

#include "tests/support/command.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/temporary_database.hpp"

#include <boost/json/object.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace seedbed::hostile {

/// Where the build laid that plugin, alone with its manifest.
std::filesystem::path built(const std::string& plugin);

/// One entry of a manifest's "depends".
boost::json::object requires_plugin(const std::string& plugin, const std::string& version = "*");

/// A directory of plugins put together by a test: copies of built ones, whose manifests may say
/// something else than the build wrote.
class plugin_folder {
public:
    using edit = std::function<void(boost::json::object& manifest)>;

    const std::filesystem::path& path() const noexcept { return directory_.path(); }
    std::filesystem::path manifest_of(const std::string& plugin) const;
    std::filesystem::path library_of(const std::string& plugin) const;

    /// Copies library and manifest.
    void add(const std::string& plugin, const edit& change = {}) const;

    /// A manifest of that name and version, beside a library that does not matter since nothing
    /// gets as far as opening it.
    void declare(const std::string& plugin,
                 const std::string& version,
                 const std::vector<boost::json::object>& depends = {}) const;

    /// Writes the manifest as it stands here.
    void write_manifest(const std::string& plugin, const std::string& text) const;

private:
    test::scratch_directory directory_;
};

/// An empty database, and seedbed runs on it with plugins of a test's choice.
struct run_on_database {
    test::temporary_database database;

    /// The command line of a run on the database.
    std::vector<std::string> arguments(const std::vector<std::filesystem::path>& plugin_directories,
                                       const std::vector<std::string>& more) const;

    test::command_result run(const std::vector<std::filesystem::path>& plugin_directories,
                             const std::vector<std::string>& more,
                             const test::environment_changes& changes = {}) const {
        return test::run_seedbed(arguments(plugin_directories, more), changes);
    }

    /// What the plugins left in the table "steps", in the order they wrote it.
    std::vector<std::string> steps() const;

    /// Whether there is no table, no type, no schema: nothing that an empty database has not.
    bool is_untouched() const;
};

} // namespace seedbed::hostile
