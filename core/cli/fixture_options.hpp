#pragma once

#include "core/cli/option_table.hpp"
#include "core/discovery/option.hpp"

#include <string>
#include <vector>

namespace seedbed::cli {

/// An option that only some commands have.
struct command_option {
    discovery::option option;
    std::vector<std::string> commands;
};

/// The options of `seedbed create`, `preview` and `models`.
const std::vector<command_option>& fixture_options();

/// The same as a group of --help.
option_group fixture_option_group();

} // namespace seedbed::cli
