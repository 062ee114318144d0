#pragma once

#include "core/cli/option_table.hpp"
#include "core/database/environment.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::cli {

/// What the user wrote for an option, before it is understood: one text for each value.
using option_texts = std::map<std::string, std::vector<std::string>>;

enum class value_origin { built_in, configuration, environment, command_line };

struct resolved_option {
    discovery::option_value value;
    value_origin origin = value_origin::built_in;
};

/// Every option's value, by name.
using resolved_options = std::map<std::string, resolved_option>;

/// Reads a configuration file: `name = value` lines in TOML's form. Throws error(failure::usage)
/// naming the file when it cannot be read.
option_texts read_configuration(const std::filesystem::path& file);

/// Gives each option its value: from the command line, else its environment variable, else the
/// configuration file, else its default. Throws error(failure::usage) with every value that does
/// not fit, and every name in the configuration that is no option, at once.
resolved_options resolve_options(const std::vector<option_group>& groups,
                                 const option_texts& command_line,
                                 const option_texts& configuration,
                                 const database::environment_lookup& environment);

} // namespace seedbed::cli
