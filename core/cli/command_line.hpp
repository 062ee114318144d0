#pragma once

#include "core/cli/option_table.hpp"
#include "core/cli/option_values.hpp"

#include <string>
#include <vector>

namespace seedbed::cli {

enum class command {
    run,
    list,
    graph,
    plan,
    verify,
    database,
    new_plugin,
    check_plugin,
    manual,
    create,
    preview,
    models
};

/// The command line, taken apart but not yet understood.
struct invocation {
    cli::command command = command::run;
    std::string database_action;             // of `seedbed db`: start, stop, …
    std::vector<std::string> psql_arguments; // what follows `seedbed db psql`
    option_texts options;
    std::string plugin_name;      // of `seedbed new-plugin` and `check-plugin`, there also a path
    bool source = false;          // it is to be a source
    std::string model;            // of `seedbed create`, `preview` and `models`, there also none
    option_texts fixture_options; // of those, as they were written
    bool help = false;
    bool version = false;
};

/// What decides where options come from, read before they are known: the options of seedbed's own,
/// everything else passed over.
option_texts scan_own_options(const std::vector<std::string>& arguments);

/// Parses the arguments (without the program's name). Throws error(failure::usage), with a
/// suggestion for a mistyped option.
invocation parse_command_line(const std::vector<option_group>& groups,
                              const std::vector<std::string>& arguments);

/// The text of --help.
std::string help_text(const std::vector<option_group>& groups,
                      const discovery::discovery_result& plugins);

// What the help is made of, for other forms of it.
std::string option_term(const discovery::option& option);    // "--users N"
std::string option_meaning(const discovery::option& option); // with default and variable
std::string usage_lines();
std::string exit_code_lines();

/// The names of the commands, or of the actions of one of them.
std::vector<std::string> subcommands(const std::string& command = {});

} // namespace seedbed::cli
