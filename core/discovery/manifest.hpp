#pragma once

#include "core/discovery/option.hpp"
#include "core/discovery/version.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::discovery {

enum class plugin_kind {
    model, ///< makes rows
    source ///< collects real data from the network
};

struct dependency {
    std::string plugin;
    version_range versions;
    bool optional = false;
};

/// A plugin that this one must not run together with.
struct plugin_conflict {
    std::string plugin;
    version_range versions; ///< of the other one
};

/// An environment variable that a plugin reads. A plugin sees no other.
struct environment_variable {
    std::string name;
    std::string description;
    bool secret = false;
};

/// How a source treats the hosts that it asks.
struct http_rules {
    double requests_per_second = 5;       ///< to one host
    int concurrent = 2;                   ///< requests to one host at the same time
    std::vector<std::string> redirect_to; ///< hosts, or `*.` and a domain
    std::chrono::seconds cache{0};        ///< how long an answer may be used again
};

/// What a plugin says about itself in <name>.seedbed.json; docs/plugin-guide.md describes the
/// fields.
struct manifest {
    std::string name;
    discovery::version version;
    plugin_kind kind = plugin_kind::model;
    std::string description;
    std::string library;                    ///< file name, in the manifest's own directory
    std::map<std::string, std::string> sdk; ///< fingerprint of the SDK that it was built with
    std::vector<dependency> depends;
    std::vector<plugin_conflict> conflicts;
    std::vector<std::string> tags; ///< --only tag:demo
    std::vector<std::string> models;
    std::vector<option> options;
    std::vector<environment_variable> environment;
    http_rules http; ///< sources only
};

struct parsed_manifest {
    manifest value;                    ///< what could be read, even when there are problems
    std::vector<std::string> problems; ///< by line: `file:line: "key": what is wrong`
};

/// Reads a manifest's text and finds all of its problems in one go. `file` is for the messages.
parsed_manifest parse_manifest(std::string_view text, const std::string& file);

} // namespace seedbed::discovery
