#pragma once

#include <seedbed/check.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace seedbed::run {

enum class check_status {
    ok,
    violated,
    not_judged, ///< there is nothing to judge: a table is absent, or too little is in it
    failed,     ///< its own code or SQL failed, so that nobody knows
};

/// What came of one check.
struct check_outcome {
    std::string plugin;
    std::string id;
    std::string rule;
    check_cost cost = check_cost::cheap;
    check_status status = check_status::ok;
    check_result found; // its remark says why it was not judged or how it failed, too
    std::chrono::duration<double> time{};
};

/// What the checks at the end of a run found.
struct verification {
    std::size_t judged = 0;            ///< checks that there was something to judge for
    std::vector<check_outcome> broken; ///< by this run; `found` holds what is new only
    std::vector<std::string> notes;    ///< of rules that were broken before
    std::chrono::duration<double> time{};
};

/// The word for a status that the table and --json use.
const char* name_of(check_status status);
const char* name_of(check_cost cost);

/// Whether it counts against the database.
bool is_bad(const check_outcome& outcome);

} // namespace seedbed::run
