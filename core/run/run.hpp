#pragma once

#include "core/run/observer.hpp"
#include "core/run/report.hpp"
#include "core/run/step.hpp"

#include <seedbed/http_options.hpp>
#include <seedbed/run.hpp>

#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::run {

struct request {
    std::vector<step> steps; // in topological order
    run_info info;
    std::string conninfo;
    http::client_options http;
    bool clear = false;
    bool seed = true;
    bool dry_run = false;
    bool keep_going = false;
    std::vector<std::string> require; // sources whose outcome has to be complete
    bool verify = true;               // judge the cheap checks before the commit
};

/// Does the whole run: loads the plugins, collects from the network, then checks tables, clears,
/// inspects, seeds and verifies in one transaction. A plugin's failure and a rule that the run
/// breaks are in the report; what keeps the run from starting (a plugin refused, no database,
/// tables that do not fit) is thrown, and so is error(failure::interrupted) after a stop request.
/// Nothing stays unless the report says committed.
run_report execute(const request& request, observer& observer, const std::stop_token& stop);

} // namespace seedbed::run
