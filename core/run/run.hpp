#pragma once

#include "core/loading/plugin_library.hpp"
#include "core/run/observer.hpp"
#include "core/run/report.hpp"

#include <seedbed/http.hpp>
#include <seedbed/options.hpp>
#include <seedbed/run.hpp>

#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::run {

/// One plugin of the plan, with everything it needs.
struct step {
    loading::expected_plugin plugin;
    option_values options;
    std::vector<std::string> required; // plugins without which it cannot run
};

struct request {
    std::vector<step> steps; // in topological order
    run_info info;
    std::string conninfo;
    http::client_options http;
    bool clear = false;
    bool seed = true;
    bool dry_run = false;
    bool keep_going = false;
};

/// Does the whole run: loads the plugins, collects from the network, then checks tables, clears,
/// inspects and seeds in one transaction. A plugin's failure is in the report; what keeps the
/// run from starting (a plugin refused, no database, tables that do not fit) is thrown, and so is
/// error(failure::interrupted) after a stop request. Nothing stays unless the report says
/// committed.
run_report execute(const request& request, observer& observer, const std::stop_token& stop);

} // namespace seedbed::run
