#pragma once

#include <seedbed/session.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace seedbed {

/// What a check found in the database as it stands.
struct check_result {
    std::uint64_t looked_at = 0;         ///< rows (or groups of rows) that the rule speaks of
    std::vector<std::string> violations; ///< what breaks it, by key and in words; `most_violations`
                                         ///< of them at most
    std::uint64_t violation_count = 0;   ///< all of them
    std::string remark;                  ///< why nothing could be judged: "needs 30 days of prices"
};

/// Rows that a check names; what is beyond is only counted.
inline constexpr std::size_t most_violations = 1000;

enum class check_cost {
    cheap,  ///< also at the end of a run, inside its transaction; a violation rolls the run back
    costly, ///< only by `seedbed verify`
};

/// A rule that a plugin's rows keep: something a reader of the data may rely on. It is judged on
/// the rows of the database, whoever wrote them.
struct check {
    std::string id;   ///< "orders.filled_has_time": the plugin, then the rule; unique
    std::string rule; ///< one sentence: "a filled order has a price and the time of its fill"
    check_cost cost = check_cost::cheap;
    std::vector<std::string>
        tables; ///< tables that it reads; it is passed over where one is absent
    std::function<check_result(const session&)> judge; ///< reads only
};

/// A check written in SQL.
///
/// `looked_at` gives one number: how many rows the rule speaks of. `violations` gives one row for
/// each violation, and in its first column, as text, the key and both values:
/// `SELECT id || ': filled, without filled_at' FROM orders WHERE …`. What stands before the first
/// ": " is the violation's name: by it a run tells its own violations from those that were there
/// before. Order them, so that the same database always names the same rows.
///
/// Each runs in a read-only savepoint of its own, and cannot make temporary tables.
check sql_check(std::string id,
                std::string rule,
                std::vector<std::string> tables,
                std::string looked_at,
                std::string violations,
                check_cost cost = check_cost::cheap);

} // namespace seedbed
