#pragma once

#include "core/run/observer.hpp"
#include "core/run/step.hpp"
#include "core/run/verifying.hpp"

#include <seedbed/run.hpp>

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::run {

/// Which checks to judge on which database.
struct verification_request {
    std::vector<step> steps; // in topological order; the selected ones' checks are judged
    run_info info;
    std::string conninfo;
};

/// What `seedbed verify` found.
struct verification_report {
    std::vector<check_outcome> checks; // in the plugins' order
    std::vector<std::string> notes;
    int exit_code = 0;
    std::chrono::duration<double> time{};
};

/// Judges the checks on the database as it is, in one transaction that cannot write. Throws what
/// keeps it from starting, and error(failure::interrupted) after a stop request.
verification_report verify_database(const verification_request& request,
                                    observer& observer,
                                    const std::stop_token& stop);

} // namespace seedbed::run
