#pragma once

#include "core/cli/terminal.hpp"
#include "core/run/check_outcome.hpp"
#include "core/run/database_verification.hpp"

#include <boost/json/fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace seedbed::cli {

/// How many violations of a check are named where nobody asks for more.
inline constexpr std::size_t few_examples = 5;

/// The table of all checks, the violations of each, and one line that counts.
std::string verification_text(const run::verification_report& report,
                              std::size_t examples,
                              const terminal& out);

/// The same as one JSON document, with all violations that are kept.
std::string verification_json(const run::verification_report& report, const std::string& database);

/// What is violated or failed: a line for each check, and below it up to so many violations.
std::string violations_text(const std::vector<run::check_outcome>& checks,
                            std::size_t examples,
                            const terminal& out);

boost::json::object check_json(const run::check_outcome& check);

} // namespace seedbed::cli
