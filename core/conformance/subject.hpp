#pragma once

#include "core/discovery/candidate.hpp"
#include "core/run/step.hpp"

#include <seedbed/http_options.hpp>
#include <seedbed/run.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// What a trial has otherwise than the user asked for.
struct changes {
    std::map<std::string, discovery::option_value> options;
    std::map<std::string, std::string> variables; ///< of the environment, which plugins declare
};

/// The plugin that is checked, and all that its trials are made of.
struct subject {
    discovery::candidate plugin;
    /// The plugin and what it needs, in the order of a run.
    std::function<std::vector<run::step>(const changes&)> steps;
    /// Options of the plugin itself, with the values that the user's run has.
    std::map<std::string, discovery::option_value> options;
    run_info info;
    std::string server; ///< conninfo; databases are made beside the one that it names
    std::string user_agent;
    std::optional<std::filesystem::path> recording; ///< of a source's answers

    const std::string& name() const { return plugin.manifest.name; }
    bool is_source() const { return plugin.manifest.kind == discovery::plugin_kind::source; }
};

} // namespace seedbed::conformance
