#pragma once

#include "core/loading/plugin_library.hpp"

#include <seedbed/http_options.hpp>
#include <seedbed/options.hpp>

#include <string>
#include <vector>

namespace seedbed::run {

/// One plugin of the plan, with everything it needs.
struct step {
    loading::expected_plugin plugin;
    option_values options;
    std::vector<std::string> depends;  // plugins whose models it may use, where they take part
    std::vector<std::string> required; // those of them without which it cannot run
    http::source_rules http;           // sources only
    bool selected = true;              // as against needed by one that is
    bool writes = true;                // as against opened only for its models
};

} // namespace seedbed::run
