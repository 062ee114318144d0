#include <seedbed/check.hpp>

#include <utility>

namespace seedbed {

check sql_check(std::string id,
                std::string rule,
                std::vector<std::string> tables,
                std::string looked_at,
                std::string violations,
                check_cost cost) {
    const auto judge = [looked_at = std::move(looked_at),
                        violations = std::move(violations)](const session& session) {
        check_result result;
        result.looked_at = std::stoull(session.value(looked_at).value_or("0"));
        session.for_each(violations, {}, [&](row_view row) {
            if (result.violation_count++ < most_violations)
                result.violations.emplace_back(row[0].value_or("NULL"));
        });
        return result;
    };
    return {.id = std::move(id),
            .rule = std::move(rule),
            .cost = cost,
            .tables = std::move(tables),
            .judge = judge};
}

} // namespace seedbed
