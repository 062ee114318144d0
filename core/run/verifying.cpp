#include "core/run/verifying.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace seedbed::run {
namespace {

std::optional<std::string> absent_table(const session& session, const check& check) {
    for (const std::string& table : check.tables)
        if (!session.value("SELECT to_regclass($1)", {quote_identifier(table)}))
            return table;
    return std::nullopt;
}

/// Without connection or transaction there is nothing to go on with.
void throw_if_lost(const session& session, const plugin_check& judged) {
    const char* lost = nullptr;
    if (PQstatus(session.handle()) != CONNECTION_OK)
        lost = "the connection to the database was lost";
    else if (PQtransactionStatus(session.handle()) == PQTRANS_IDLE)
        lost = "the transaction ended";
    if (lost)
        throw error(failure::database,
                    fmt::format("{} while check '{}' of plugin '{}' was judged",
                                lost,
                                judged.check.id,
                                judged.plugin));
}

/// Holds a check to what check.hpp says of its result.
check_result put_right(check_result found) {
    found.violation_count = std::max<std::uint64_t>(found.violation_count, found.violations.size());
    if (found.violations.size() > most_violations)
        found.violations.resize(most_violations);
    return found;
}

check_status status_of(const check_result& found) {
    if (found.violation_count > 0)
        return check_status::violated;
    return found.remark.empty() ? check_status::ok : check_status::not_judged;
}

/// Calls the check between two savepoints; nothing where it failed, which `failed` then tells.
std::optional<check_result>
call_check(const session& session, const plugin_check& each, detail::call_error& failed) {
    check_result found;
    const loading::crash_report in_case(fmt::format("plugin '{}'", each.plugin),
                                        fmt::format("while judging '{}'", each.check.id),
                                        failure::seeding);
    session.execute_script("SAVEPOINT judging; SET LOCAL transaction_read_only = on");
    const bool judged = detail::guarded(failed, [&] {
        found = put_right(each.check.judge(session));
        check_transaction(session);
    });
    session.throw_if_stopped(); // a cancelled statement is not the check's failure
    throw_if_lost(session, each);
    session.execute_script("ROLLBACK TO SAVEPOINT judging; RELEASE SAVEPOINT judging");
    return judged ? std::optional(std::move(found)) : std::nullopt;
}

} // namespace

std::vector<plugin_check> checks_of(const active_plugin& active) {
    std::vector<plugin_check> checks;
    call_plugin(active, "naming its checks", [&] {
        for (check& each : active.object->checks())
            checks.push_back({active.from->plugin.name, std::move(each)});
    });
    return checks;
}

void check_ids(const std::vector<plugin_check>& checks) {
    std::map<std::string, std::string> owners;
    std::vector<std::string> doubles;
    for (const plugin_check& each : checks) {
        const auto [first, is_new] = owners.emplace(each.check.id, each.plugin);
        if (!is_new)
            doubles.push_back(fmt::format("check '{}' is brought by plugin '{}' and by plugin "
                                          "'{}': give one of them another id",
                                          each.check.id,
                                          first->second,
                                          each.plugin));
    }
    if (!doubles.empty())
        throw error(failure::plugin, fmt::format("{}", fmt::join(doubles, "\n")));
}

check_outcome judge(const session& session, const plugin_check& check) {
    check_outcome outcome{.plugin = check.plugin,
                          .id = check.check.id,
                          .rule = check.check.rule,
                          .cost = check.check.cost,
                          .found = {}};
    const auto start = std::chrono::steady_clock::now();
    detail::call_error failed;
    if (const auto table = absent_table(session, check.check)) {
        outcome.status = check_status::not_judged;
        outcome.found.remark = fmt::format("no table \"{}\"", *table);
    } else if (auto found = call_check(session, check, failed)) {
        outcome.status = status_of(*found);
        outcome.found = std::move(*found);
    } else {
        outcome.status = check_status::failed;
        outcome.found.remark = "could not be judged: " + detail::describe(failed);
    }
    outcome.time = std::chrono::steady_clock::now() - start;
    return outcome;
}

std::vector<check_outcome> judge_all(const session& session,
                                     const std::vector<plugin_check>& checks,
                                     const check_listener& before_each) {
    std::vector<check_outcome> outcomes;
    for (const plugin_check& each : checks) {
        before_each(each, outcomes.size() + 1);
        outcomes.push_back(judge(session, each));
    }
    return outcomes;
}

} // namespace seedbed::run
