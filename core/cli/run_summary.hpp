#pragma once

#include "core/cli/terminal.hpp"
#include "core/run/report.hpp"

#include <seedbed/run.hpp>

#include <string>

namespace seedbed::cli {

/// Where the data went, for people: never holds a password.
struct destination {
    std::string display;
    std::string how_to_connect; // a command to try
};

/// The table at the end of a run, what the plugins have to say, and how to connect.
std::string summary_text(const run::run_report& report,
                         const destination& destination,
                         const run_info& info,
                         const terminal& out);

/// What failed, was skipped or is violated, and why: a line for each plugin and check.
std::string failures_text(const run::run_report& report, const terminal& out);

/// The same as one JSON document.
std::string
summary_json(const run::run_report& report, const destination& destination, const run_info& info);

} // namespace seedbed::cli
