#include "core/run/run_verification.hpp"

#include "core/database/read_transaction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace seedbed::run {
namespace {

/// The part of a violation that says where: "order 7" of "order 7: filled, without filled_at".
std::string key_of(const std::string& violation) {
    return violation.substr(0, violation.find(": "));
}

/// Those in `now` whose keys `before` has not, in the order of `now`.
std::vector<std::string> added_to(const std::vector<std::string>& before,
                                  const std::vector<std::string>& now) {
    std::multiset<std::string> known;
    for (const std::string& violation : before)
        known.insert(key_of(violation));
    std::vector<std::string> added;
    for (const std::string& violation : now) {
        if (const auto found = known.find(key_of(violation)); found != known.end())
            known.erase(found);
        else
            added.push_back(violation);
    }
    return added;
}

bool reads_any(const check& check, const std::vector<std::string>& tables) {
    return std::any_of(tables.begin(), tables.end(), [&](const std::string& table) {
        return std::find(check.tables.begin(), check.tables.end(), table) != check.tables.end();
    });
}

std::string rows_text(std::uint64_t count) {
    return count == 1 ? "1 row" : fmt::format("{} rows", count);
}

} // namespace

check_result new_violations(const check_result& before, const check_result& now) {
    check_result added{.looked_at = now.looked_at,
                       .violations = added_to(before.violations, now.violations),
                       .violation_count = 0,
                       .remark = now.remark};
    const bool all_kept = before.violation_count == before.violations.size() &&
                          now.violation_count == now.violations.size();
    added.violation_count =
        all_kept ? added.violations.size()
                 : now.violation_count - std::min(before.violation_count, now.violation_count);
    return added;
}

run_verification::run_verification(const std::vector<plugin_check>& checks,
                                   std::string conninfo,
                                   std::stop_token stop)
    : conninfo_(std::move(conninfo)), stop_(std::move(stop)) {
    std::copy_if(checks.begin(), checks.end(), std::back_inserter(checks_), [](const auto& each) {
        return each.check.cost == check_cost::cheap;
    });
}

void run_verification::look_before(const session& session, const std::vector<std::string>& tables) {
    for (const plugin_check& each : checks_)
        if (reads_any(each.check, tables))
            before_.emplace(each.check.id, run::judge(session, each));
}

verification run_verification::judge(const session& session,
                                     const std::set<std::string>& plugins,
                                     observer& observer) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<plugin_check> chosen;
    std::copy_if(checks_.begin(), checks_.end(), std::back_inserter(chosen), [&](const auto& each) {
        return plugins.contains(each.plugin);
    });
    std::vector<check_outcome> outcomes =
        judge_all(session, chosen, [&](const plugin_check& each, std::size_t number) {
            observer.judging(each.check.id, number, chosen.size());
        });
    observer.judged();
    verification result;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i].status != check_status::not_judged)
            ++result.judged;
        if (is_bad(outcomes[i]))
            compare(chosen[i], std::move(outcomes[i]), result);
    }
    result.time = std::chrono::steady_clock::now() - start;
    return result;
}

/// The same check on the database as everyone else sees it: without the run's rows.
check_outcome run_verification::judge_before(const plugin_check& check) {
    if (const auto known = before_.find(check.check.id); known != before_.end())
        return known->second;
    const database::read_transaction others(conninfo_, stop_);
    // Who holds a lock for longer may well be this run.
    others.active_session().execute_script("SET LOCAL lock_timeout = '5s'");
    return run::judge(others.active_session(), check);
}

void run_verification::compare(const plugin_check& check,
                               check_outcome outcome,
                               verification& result) {
    const check_outcome before = judge_before(check);
    if (outcome.status == check_status::failed) {
        if (before.status == check_status::failed)
            result.notes.push_back(fmt::format(
                "{}: {}, nor could it before this run", outcome.id, outcome.found.remark));
        else
            result.broken.push_back(std::move(outcome));
        return;
    }
    if (before.status == check_status::failed)
        outcome.found.remark = "whether it was so before is not known: " + before.found.remark;
    check_result added = new_violations(before.found, outcome.found);
    if (const auto old = outcome.found.violation_count - added.violation_count; old > 0)
        result.notes.push_back(
            fmt::format("{}: {} broke this rule before this run", outcome.id, rows_text(old)));
    if (added.violation_count == 0)
        return;
    outcome.found = std::move(added);
    result.broken.push_back(std::move(outcome));
}

} // namespace seedbed::run
