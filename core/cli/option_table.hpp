#pragma once

#include "core/discovery/discovery.hpp"
#include "core/discovery/option.hpp"

#include <string>
#include <vector>

namespace seedbed::cli {

/// Options that belong together in --help.
struct option_group {
    std::string title;
    std::string plugin; // whose options these are; empty for seedbed's own
    std::vector<discovery::option> options;
};

/// seedbed's own options: the one table behind parser, --help, configuration file and docs.
const std::vector<option_group>& own_options();

/// Those of them that say where plugins and the configuration are.
const option_group& place_options();

/// The names of seedbed's own options, which no plugin may declare.
std::vector<std::string> reserved_names();

/// seedbed's own options, then those of every plugin that was found.
std::vector<option_group> all_options(const discovery::discovery_result& plugins);

} // namespace seedbed::cli
