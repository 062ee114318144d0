#pragma once

#include "core/cli/command_line.hpp"
#include "core/cli/terminal.hpp"
#include "core/graph/selection.hpp"

#include <seedbed/options.hpp>
#include <seedbed/run.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::cli {

/// What the user asks for, understood: the command line, environment and configuration file as
/// values of the types that the rest of the program works with.
struct settings {
    bool all = false;
    bool allow_empty = false;
    bool starts_run = false; // a selection, --clear, or a count was given
    graph::selection selection;
    bool clear = false;
    bool seed = true; // --clear alone does not
    bool dry_run = false;
    bool keep_going = false;
    bool verify = true;
    bool yes = false;
    bool json = false;
    bool dot = false;             // graph
    bool mermaid = false;         // graph
    std::vector<std::string> why; // graph: from, to; or empty
    bool check = false;           // plan
    bool quiet = false;
    bool verbose = false;
    bool allow_remote = false;
    color_mode color = color_mode::automatic;
    std::optional<std::string> database;
    std::optional<std::string> ca_file;
    std::optional<std::string> record;
    std::optional<std::string> replay;
    std::optional<std::string> recording; // of check-plugin
    bool offline = false;
    bool cache = true;
    std::vector<std::string> require; // sources, or globs
    std::uint64_t run_seed = 42;
    std::optional<timestamp> as_of; // cut to the grid; nothing means now
};

/// Reads the options of seedbed's own. Throws error(failure::usage) for what cannot be.
settings read_settings(const resolved_options& options, const std::vector<option_group>& groups);

/// The options and variables that one plugin's manifest declares, with this run's values.
option_values plugin_options(const discovery::manifest& manifest,
                             const resolved_options& options,
                             const database::environment_lookup& environment);

/// seed and as-of of the run; `now` is cut to the grid where the user named no as-of.
run_info make_run_info(const settings& settings, timestamp now, bool remote);

} // namespace seedbed::cli
