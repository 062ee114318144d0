#pragma once

#include "core/run/check_outcome.hpp"
#include "core/run/observer.hpp"
#include "core/run/verifying.hpp"

#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace seedbed::run {

/// What is in `now` and was not in `before`, told apart by what stands before the first ": " of a
/// violation: its key, while the values behind it may change with what the run adds. Where not
/// all violations are kept, their number decides.
check_result new_violations(const check_result& before, const check_result& now);

/// Judges the cheap checks at the end of a run, inside its transaction, and tells what the run
/// broke from what was broken before.
class run_verification {
public:
    /// Keeps the cheap ones of the checks. `conninfo` leads to the run's database.
    run_verification(const std::vector<plugin_check>& checks,
                     std::string conninfo,
                     std::stop_token stop);

    /// Looks at what is broken in these tables already: to be called before the run locks them, so
    /// that no other connection can.
    void look_before(const session& session, const std::vector<std::string>& tables);

    /// Judges the checks of these plugins, in the run's transaction.
    verification
    judge(const session& session, const std::set<std::string>& plugins, observer& observer);

private:
    check_outcome judge_before(const plugin_check& check);
    void compare(const plugin_check& check, check_outcome outcome, verification& result);

    std::vector<plugin_check> checks_;
    std::string conninfo_;
    std::stop_token stop_;
    std::map<std::string, check_outcome> before_; // by id
};

} // namespace seedbed::run
