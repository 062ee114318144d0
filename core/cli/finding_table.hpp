#pragma once

#include "core/cli/terminal.hpp"
#include "core/conformance/finding.hpp"
#include "core/discovery/candidate.hpp"

#include <string>
#include <vector>

namespace seedbed::cli {

/// "  ok          rerun       a second run adds and changes nothing"
std::string finding_line(const conformance::finding& finding, const terminal& out);

/// "backtests: 14 rules, 1 failed, 2 not judged"
std::string findings_summary(const std::string& plugin,
                             const std::vector<conformance::finding>& findings,
                             const terminal& out);

/// The same as one JSON document.
std::string findings_json(const discovery::candidate& plugin,
                          const std::vector<conformance::finding>& findings,
                          int exit_code);

bool has_failed(const std::vector<conformance::finding>& findings);
/// Whether the plugin's library could not be opened.
bool failed_to_load(const std::vector<conformance::finding>& findings);

} // namespace seedbed::cli
