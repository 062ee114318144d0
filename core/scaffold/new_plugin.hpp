#pragma once

#include "core/discovery/discovery.hpp"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace seedbed::scaffold {

/// Names that are taken where the new plugin is going to run.
struct taken_names {
    std::set<std::string> plugins;
    std::set<std::string> models;
    std::set<std::string> options; ///< seedbed's own and the plugins'
};

/// Those of the plugins that were found, whatever their state, and of seedbed itself.
taken_names names_in_use(const discovery::discovery_result& plugins,
                         const std::vector<std::string>& own_options);

/// What the templates' words stand for.
struct plugin_words {
    std::string plugin;     ///< backtest_reports
    std::string model;      ///< backtest_report: the mapped class
    std::string option;     ///< backtest-reports
    std::string name_space; ///< backtest_reports_plugin: the plugin's name may be a C function's
};

/// Throws error(failure::usage) where the name cannot be a plugin's: it says why, and which can.
plugin_words
words_for(const std::string& name, discovery::plugin_kind kind, const taken_names& taken);

/// One file of the new folder.
struct rendered_file {
    std::filesystem::path path;
    std::string text;
};

/// The templates of that kind with the words filled in.
std::vector<rendered_file> render(const plugin_words& words, discovery::plugin_kind kind);

/// Writes the folder, or nothing: throws error(failure::usage) where something of that name is
/// there, or the folder cannot be written.
void write_folder(const std::filesystem::path& folder, const std::vector<rendered_file>& files);

} // namespace seedbed::scaffold
