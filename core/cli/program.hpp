#pragma once

#include "core/cli/settings.hpp"
#include "core/database/environment.hpp"
#include "core/discovery/discovery.hpp"
#include "core/graph/dependency_graph.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace seedbed::cli {

/// What every command starts from: the plugins that were found, and what the user asks for.
struct program {
    database::environment_lookup environment;
    discovery::discovery_result plugins;
    std::vector<option_group> groups;
    cli::invocation invocation;
    resolved_options options;
    cli::settings settings;

    graph::dependency_graph graph() const { return graph::dependency_graph(plugins.candidates); }
};

/// How this program was built, as plugins have to be.
discovery::fingerprint host_fingerprint();

/// This program's file.
std::filesystem::path executable();

/// Finds the plugins and reads command line, environment and configuration; opens no plugin. Where
/// nothing says otherwise, plugins are looked for in ../lib/seedbed/plugins, seen from the folder
/// of `origin`.
program prepare(const std::vector<std::string>& arguments,
                const database::environment_lookup& environment,
                const std::filesystem::path& origin = executable());

/// Runs the command line; the result is the exit code. Errors are printed, not thrown.
int run_program(const std::vector<std::string>& arguments);

/// Prints "seedbed: error: …" or "seedbed: warning: …" on standard error.
void print_error(const std::string& message);
void print_warning(const std::string& message);

// The commands; each gives its exit code.
int run_command(const program& program);
int list_command(const program& program);
int graph_command(const program& program);
int plan_command(const program& program);
int verify_command(const program& program);
int create_command(const program& program);
int preview_command(const program& program);
int models_command(const program& program);
int new_plugin_command(const program& program);
int check_plugin_command(const program& program);
int database_command(const program& program);

/// Asks on the terminal; --yes answers. Throws error(failure::usage) where nobody can be asked.
bool confirm(const settings& settings, const std::string& question);

} // namespace seedbed::cli
