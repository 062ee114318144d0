#pragma once

#include "core/cli/option_table.hpp"
#include "core/cli/option_values.hpp"

#include <string>
#include <vector>

namespace seedbed::cli {

enum class command { run, list, plan, verify, database };

/// The command line, taken apart but not yet understood.
struct invocation {
    cli::command command = command::run;
    std::string database_action;             // of `seedbed db`: start, stop, …
    std::vector<std::string> psql_arguments; // what follows `seedbed db psql`
    option_texts options;
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

} // namespace seedbed::cli
