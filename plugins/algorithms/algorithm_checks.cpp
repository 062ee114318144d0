#include "algorithm_checks.hpp"

#include "json_columns.hpp"
#include "strategy.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>

#include <string>

namespace ohmycoins {
namespace {

namespace json = boost::json;
using seedbed::check;
using seedbed::sql_check;

constexpr const char* every_row = "SELECT count(*) FROM algorithms";

check owner_exists() {
    return sql_check("algorithms.owner_exists",
                     "an algorithm is of a user that exists",
                     {"algorithms", "user"},
                     every_row,
                     R"sql(
SELECT a.id || ': created_by ' || a.created_by || ', who is no user'
FROM algorithms a
WHERE NOT EXISTS (SELECT FROM "user" u WHERE u.id = a.created_by)
ORDER BY a.id)sql");
}

check artifact_exists() {
    return sql_check("algorithms.artifact_exists",
                     "an algorithm's artifact exists",
                     {"algorithms", "agent_artifacts"},
                     "SELECT count(*) FROM algorithms WHERE artifact_id IS NOT NULL",
                     R"sql(
SELECT a.id || ': artifact_id ' || a.artifact_id || ', which is no artifact'
FROM algorithms a
WHERE a.artifact_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM agent_artifacts f WHERE f.id = a.artifact_id)
ORDER BY a.id)sql");
}

check orders_name_algorithms() {
    return sql_check("algorithms.orders_name_algorithms",
                     "the algorithm that an order names exists",
                     {"algorithms", "orders"},
                     "SELECT count(*) FROM orders WHERE algorithm_id IS NOT NULL",
                     R"sql(
SELECT o.id || ': algorithm_id ' || o.algorithm_id || ', which is no algorithm'
FROM orders o
WHERE o.algorithm_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM algorithms a WHERE a.id = o.algorithm_id)
ORDER BY o.id)sql");
}

check known_type() {
    return sql_check("algorithms.known_type",
                     "algorithm_type is ml_model, rule_based or reinforcement_learning",
                     {"algorithms"},
                     every_row,
                     R"sql(
SELECT id || ': algorithm_type ' || algorithm_type
FROM algorithms
WHERE algorithm_type NOT IN ('ml_model', 'rule_based', 'reinforcement_learning')
ORDER BY id)sql");
}

check known_status() {
    return sql_check("algorithms.known_status",
                     "an algorithm's status is draft, active, paused, archived or inactive",
                     {"algorithms"},
                     every_row,
                     R"sql(
SELECT id || ': status ' || status
FROM algorithms
WHERE status NOT IN ('draft', 'active', 'paused', 'archived', 'inactive')
ORDER BY id)sql");
}

check owner_was_there() {
    return sql_check("algorithms.owner_was_there",
                     "an algorithm is not older than its owner's account",
                     {"algorithms", "user"},
                     every_row,
                     R"sql(
SELECT a.id || ': created ' || a.created_at || ', its owner ' || u.created_at
FROM algorithms a JOIN "user" u ON u.id = a.created_by
WHERE a.created_at < u.created_at
ORDER BY a.id)sql");
}

check times_in_order() {
    return sql_check("algorithms.times_in_order",
                     "an algorithm is updated and executed after it was created",
                     {"algorithms"},
                     every_row,
                     R"sql(
SELECT id || ': created ' || created_at || ', updated ' || updated_at || ', executed ' ||
       coalesce(last_executed_at::text, 'never')
FROM algorithms
WHERE updated_at < created_at OR last_executed_at < created_at
ORDER BY id)sql");
}

check sensible_limits() {
    return sql_check("algorithms.sensible_limits",
                     "an algorithm's execution frequency and position limit are more than 0",
                     {"algorithms"},
                     every_row,
                     R"sql(
SELECT id || ': every ' || default_execution_frequency || ' s, limit ' ||
       coalesce(default_position_limit::text, 'none')
FROM algorithms
WHERE default_execution_frequency <= 0 OR default_position_limit <= 0
   OR default_position_limit = 'NaN'
ORDER BY id)sql");
}

check configuration_parses() {
    return json_check("algorithms.configuration_parses",
                      "configuration_json is a JSON object",
                      {"algorithms"},
                      "SELECT id, configuration_json FROM algorithms"
                      " WHERE configuration_json IS NOT NULL ORDER BY id",
                      [](const json::object&) { return std::string(); });
}

check crossover_can_run() {
    return json_check("algorithms.crossover_can_run",
                      "what is named a moving-average crossover says its windows and its coin",
                      {"algorithms"},
                      "SELECT id, coalesce(configuration_json, '{}') FROM algorithms WHERE " +
                          names_crossover("name") + " ORDER BY id",
                      misses_of_crossover);
}

std::string fault_of_strategy(const json::object& configuration) {
    if (!configuration.contains("strategy"))
        return {}; // not of a kind that we know
    try {
        trading::make_strategy(json::serialize(configuration));
        return {};
    } catch (const seedbed::error& e) {
        return e.what();
    }
}

check strategy_has_parameters() {
    return json_check("algorithms.strategy_has_parameters",
                      "a configuration that names its strategy has the parameters of it",
                      {"algorithms"},
                      "SELECT id, configuration_json FROM algorithms"
                      " WHERE configuration_json IS NOT NULL ORDER BY id",
                      fault_of_strategy);
}

/// A figure that is there is a number in the range; what is missing was not computed.
std::string
out_of_range(const json::object& metrics, const char* name, double lowest, double highest) {
    const json::value* found = metrics.if_contains(name);
    if (!found)
        return {};
    if (!found->is_number())
        return std::string(name) + " is " + json::serialize(*found) + ", no number";
    const double value = found->to_number<double>();
    return value >= lowest && value <= highest
               ? ""
               : std::string(name) + " is " + json::serialize(*found) + ", out of range";
}

/// Shares are fractions; a drawdown is told as a loss (negative) or as its size.
std::string fault_of_metrics(const json::object& metrics) {
    constexpr double any = 1e9;
    for (const std::string& fault : {out_of_range(metrics, "win_rate", 0, 1),
                                     out_of_range(metrics, "max_drawdown", -1, 1),
                                     out_of_range(metrics, "total_return", -1, any),
                                     out_of_range(metrics, "profit_factor", 0, any),
                                     out_of_range(metrics, "num_trades", 0, any),
                                     out_of_range(metrics, "sharpe_ratio", -any, any),
                                     out_of_range(metrics, "sortino_ratio", -any, any)})
        if (!fault.empty())
            return fault;
    return {};
}

check metrics_in_range() {
    return json_check("algorithms.metrics_in_range",
                      "performance_metrics_json is a JSON object of numbers in their ranges",
                      {"algorithms"},
                      "SELECT id, performance_metrics_json FROM algorithms"
                      " WHERE performance_metrics_json IS NOT NULL ORDER BY id",
                      fault_of_metrics);
}

} // namespace

std::vector<check> algorithm_checks() {
    return {owner_exists(),
            artifact_exists(),
            orders_name_algorithms(),
            known_type(),
            known_status(),
            owner_was_there(),
            times_in_order(),
            sensible_limits(),
            configuration_parses(),
            crossover_can_run(),
            strategy_has_parameters(),
            metrics_in_range()};
}

} // namespace ohmycoins
