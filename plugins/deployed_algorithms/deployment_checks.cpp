#include "deployment_checks.hpp"

#include "json_columns.hpp"

#include <boost/json.hpp>

#include <string>

namespace ohmycoins {
namespace {

using seedbed::check;
using seedbed::sql_check;

constexpr const char* every_row = "SELECT count(*) FROM deployed_algorithms";
constexpr const char* orders_of_algorithms =
    "SELECT count(*) FROM orders WHERE algorithm_id IS NOT NULL";

check user_exists() {
    return sql_check("deployed_algorithms.user_exists",
                     "a deployment is of a user that exists",
                     {"deployed_algorithms", "user"},
                     every_row,
                     R"sql(
SELECT d.id || ': user_id ' || d.user_id || ', who is no user'
FROM deployed_algorithms d
WHERE NOT EXISTS (SELECT FROM "user" u WHERE u.id = d.user_id)
ORDER BY d.id)sql");
}

check algorithm_exists() {
    return sql_check("deployed_algorithms.algorithm_exists",
                     "a deployment is of an algorithm that exists",
                     {"deployed_algorithms", "algorithms"},
                     every_row,
                     R"sql(
SELECT d.id || ': algorithm_id ' || d.algorithm_id || ', which is no algorithm'
FROM deployed_algorithms d
WHERE NOT EXISTS (SELECT FROM algorithms a WHERE a.id = d.algorithm_id)
ORDER BY d.id)sql");
}

// An algorithm that was changed since may have been paused while it ran.
check of_active_algorithm() {
    return sql_check("deployed_algorithms.of_active_algorithm",
                     "what runs is an active algorithm, or one that was changed since it began",
                     {"deployed_algorithms", "algorithms"},
                     "SELECT count(*) FROM deployed_algorithms WHERE is_active",
                     R"sql(
SELECT d.id || ': runs since ' || coalesce(d.activated_at, d.created_at) || ', algorithm ' || a.id ||
       ' is ' || a.status || ' since ' || a.updated_at
FROM deployed_algorithms d JOIN algorithms a ON a.id = d.algorithm_id
WHERE d.is_active AND a.status <> 'active'
  AND a.updated_at <= coalesce(d.activated_at, d.created_at)
ORDER BY d.id)sql");
}

check algorithm_was_there() {
    return sql_check("deployed_algorithms.algorithm_was_there",
                     "a deployment is not older than its algorithm",
                     {"deployed_algorithms", "algorithms"},
                     every_row,
                     R"sql(
SELECT d.id || ': created ' || d.created_at || ', its algorithm ' || a.created_at
FROM deployed_algorithms d JOIN algorithms a ON a.id = d.algorithm_id
WHERE d.created_at < a.created_at
ORDER BY d.id)sql");
}

check user_was_there() {
    return sql_check("deployed_algorithms.user_was_there",
                     "a deployment is not older than its user's account",
                     {"deployed_algorithms", "user"},
                     every_row,
                     R"sql(
SELECT d.id || ': created ' || d.created_at || ', its user ' || u.created_at
FROM deployed_algorithms d JOIN "user" u ON u.id = d.user_id
WHERE d.created_at < u.created_at
ORDER BY d.id)sql");
}

check times_in_order() {
    return sql_check("deployed_algorithms.times_in_order",
                     "a deployment is activated and updated after it was created, and executed "
                     "after it was activated",
                     {"deployed_algorithms"},
                     every_row,
                     R"sql(
SELECT id || ': created ' || created_at || ', activated ' || coalesce(activated_at::text, 'never') ||
       ', executed ' || coalesce(last_executed_at::text, 'never') || ', updated ' || updated_at
FROM deployed_algorithms
WHERE activated_at < created_at OR updated_at < created_at OR last_executed_at < created_at
   OR (is_active AND last_executed_at < activated_at AND deactivated_at IS NULL)
ORDER BY id)sql");
}

// What is activated again keeps the time of its last end.
check end_of_inactive() {
    return sql_check("deployed_algorithms.end_of_inactive",
                     "what was activated and does not run says since when, and has not run after",
                     {"deployed_algorithms"},
                     every_row,
                     R"sql(
SELECT id || CASE
         WHEN is_active THEN ': active, deactivated ' || deactivated_at || ' after its activation'
         WHEN deactivated_at IS NULL THEN ': not active, without deactivated_at'
         WHEN deactivated_at < activated_at
             THEN ': deactivated ' || deactivated_at || ', activated ' || activated_at
         ELSE ': deactivated ' || deactivated_at || ', executed ' || last_executed_at END
FROM deployed_algorithms
WHERE CASE WHEN is_active THEN deactivated_at > activated_at
           ELSE activated_at IS NOT NULL
                AND (deactivated_at IS NULL OR deactivated_at < activated_at
                     OR last_executed_at > deactivated_at) END
ORDER BY id)sql");
}

check sensible_limits() {
    return sql_check("deployed_algorithms.sensible_limits",
                     "a deployment's frequency and limits are more than 0",
                     {"deployed_algorithms"},
                     every_row,
                     R"sql(
SELECT id || ': every ' || execution_frequency || ' s, position limit ' ||
       coalesce(position_limit::text, 'none') || ', loss limit ' ||
       coalesce(daily_loss_limit::text, 'none')
FROM deployed_algorithms
WHERE execution_frequency <= 0 OR position_limit <= 0 OR daily_loss_limit <= 0
   OR position_limit = 'NaN' OR daily_loss_limit = 'NaN'
ORDER BY id)sql");
}

check parameters_parse() {
    return json_check("deployed_algorithms.parameters_parse",
                      "parameters_json is a JSON object",
                      {"deployed_algorithms"},
                      "SELECT id, parameters_json FROM deployed_algorithms"
                      " WHERE parameters_json IS NOT NULL ORDER BY id",
                      [](const boost::json::object&) { return std::string(); });
}

check crossover_can_run() {
    return json_check("deployed_algorithms.crossover_can_run",
                      "the parameters of a moving-average crossover say its windows and its coin",
                      {"deployed_algorithms", "algorithms"},
                      "SELECT d.id, coalesce(d.parameters_json, '{}')"
                      " FROM deployed_algorithms d JOIN algorithms a ON a.id = d.algorithm_id"
                      " WHERE " +
                          names_crossover("a.name") + " ORDER BY d.id",
                      misses_of_crossover);
}

check orders_are_of_own_algorithms() {
    return sql_check("deployed_algorithms.orders_are_of_own_algorithms",
                     "the algorithm that an order names is one that its user wrote or deployed",
                     {"deployed_algorithms", "algorithms", "orders"},
                     orders_of_algorithms,
                     R"sql(
SELECT o.id || ': user ' || o.user_id || ' neither wrote nor deployed algorithm ' || o.algorithm_id
FROM orders o JOIN algorithms a ON a.id = o.algorithm_id AND a.created_by <> o.user_id
WHERE NOT EXISTS (SELECT FROM deployed_algorithms d
                  WHERE d.user_id = o.user_id AND d.algorithm_id = o.algorithm_id)
ORDER BY o.id)sql");
}

check orders_while_deployed() {
    return sql_check("deployed_algorithms.orders_while_deployed",
                     "a deployed algorithm places its orders after its deployment was made, and "
                     "none after it was ended",
                     {"deployed_algorithms", "orders"},
                     R"sql(
SELECT count(*) FROM orders o
WHERE EXISTS (SELECT FROM deployed_algorithms d
              WHERE d.user_id = o.user_id AND d.algorithm_id = o.algorithm_id))sql",
                     R"sql(
SELECT o.id || ': placed ' || o.created_at || ', deployed from ' || d.made || ' to ' ||
       coalesce(d.ended::text, 'now')
FROM orders o
JOIN (SELECT user_id, algorithm_id, min(created_at) AS made,
             CASE WHEN NOT bool_or(is_active) THEN max(deactivated_at) END AS ended
      FROM deployed_algorithms GROUP BY user_id, algorithm_id) d
  ON d.user_id = o.user_id AND d.algorithm_id = o.algorithm_id
WHERE o.created_at < d.made OR o.created_at > d.ended
ORDER BY o.id)sql");
}

// Read without a cast to JSON, which a malformed text would end in an error.
check trades_per_day() {
    return sql_check("deployed_algorithms.trades_per_day",
                     "an algorithm places no more orders in a day of UTC than the "
                     "max_trades_per_day of its deployment",
                     {"deployed_algorithms", "orders"},
                     R"sql(
SELECT count(*) FROM deployed_algorithms
WHERE parameters_json ~ '"max_trades_per_day": ?[0-9]{1,9}\y')sql",
                     R"sql(
WITH d AS MATERIALIZED (
    SELECT id, user_id, algorithm_id,
           substring(parameters_json FROM '"max_trades_per_day": ?([0-9]{1,9})\y')::integer AS most
    FROM deployed_algorithms)
SELECT d.id || ': ' || count(*) || ' orders on ' || (o.created_at AT TIME ZONE 'UTC')::date ||
       ', at most ' || d.most
FROM d
JOIN orders o ON o.user_id = d.user_id AND o.algorithm_id = d.algorithm_id
GROUP BY d.id, d.most, (o.created_at AT TIME ZONE 'UTC')::date
HAVING count(*) > d.most
ORDER BY d.id, (o.created_at AT TIME ZONE 'UTC')::date)sql");
}

check orders_within_limit() {
    return sql_check("deployed_algorithms.orders_within_limit",
                     "no buy of an algorithm alone exceeds the position limit of its deployment",
                     {"deployed_algorithms", "orders"},
                     R"sql(
SELECT count(*) FROM orders o JOIN deployed_algorithms d
  ON d.user_id = o.user_id AND d.algorithm_id = o.algorithm_id
WHERE o.side = 'buy' AND d.position_limit IS NOT NULL)sql",
                     R"sql(
SELECT o.id || ': buys for ' || round(o.filled_quantity * o.price, 2) || ' AUD, limit ' ||
       max(d.position_limit)
FROM orders o JOIN deployed_algorithms d
  ON d.user_id = o.user_id AND d.algorithm_id = o.algorithm_id
WHERE o.side = 'buy' AND d.position_limit IS NOT NULL
GROUP BY o.id, o.filled_quantity, o.price
HAVING o.filled_quantity * o.price > max(d.position_limit)
ORDER BY o.id)sql");
}

// Deployments of one user and algorithm share the orders: their totals are added up.
constexpr const char* pairs = R"sql(
SELECT count(*) FROM (SELECT DISTINCT user_id, algorithm_id FROM deployed_algorithms) AS pairs)sql";

check trades_are_the_orders() {
    return sql_check("deployed_algorithms.trades_are_the_orders",
                     "total_trades is the number of filled orders that the user's algorithm placed",
                     {"deployed_algorithms", "orders"},
                     pairs,
                     R"sql(
SELECT d.id || ': total_trades ' || d.trades || ', filled orders ' || coalesce(o.trades, 0)
FROM (SELECT min(id::text) AS id, user_id, algorithm_id, sum(total_trades) AS trades
      FROM deployed_algorithms GROUP BY user_id, algorithm_id) d
LEFT JOIN (SELECT user_id, algorithm_id, count(*) AS trades FROM orders WHERE status = 'filled'
           GROUP BY user_id, algorithm_id) o
  ON o.user_id = d.user_id AND o.algorithm_id = d.algorithm_id
WHERE d.trades <> coalesce(o.trades, 0)
ORDER BY d.id)sql");
}

// First in, first out takes the oldest coins first, so what was sold cost what the first coins
// bought cost: no sell has to be matched with its buys. What is sold without a buy before it counts
// for nothing: `unmatched` is how much that was up to a fill, the most that sells have ever been
// ahead of buys.
constexpr const char* other_profits = R"sql(
WITH fills AS (
    SELECT user_id, algorithm_id, coin_type, side, price, filled_at, id,
           filled_quantity AS quantity,
           CASE side WHEN 'buy' THEN filled_quantity ELSE 0 END AS bought_here,
           CASE side WHEN 'sell' THEN filled_quantity ELSE 0 END AS sold_here
    FROM orders
    WHERE status = 'filled' AND algorithm_id IS NOT NULL AND side IN ('buy', 'sell')
      AND filled_quantity > 0 AND filled_quantity < 'NaN' AND price < 'NaN'),
sums AS (
    SELECT *, sum(bought_here) OVER w AS bought, sum(sold_here) OVER w AS sold
    FROM fills
    WINDOW w AS (PARTITION BY user_id, algorithm_id, coin_type ORDER BY filled_at, id
                 ROWS UNBOUNDED PRECEDING)),
shorts AS (
    SELECT *, greatest(0, max(sold - bought) OVER w) AS unmatched
    FROM sums
    WINDOW w AS (PARTITION BY user_id, algorithm_id, coin_type ORDER BY filled_at, id
                 ROWS UNBOUNDED PRECEDING)),
matches AS (
    SELECT *, max(sold - unmatched) OVER (PARTITION BY user_id, algorithm_id, coin_type) AS used,
           sold_here - (unmatched - coalesce(lag(unmatched) OVER w, 0)) AS matched
    FROM shorts
    WINDOW w AS (PARTITION BY user_id, algorithm_id, coin_type ORDER BY filled_at, id)),
profits AS (
    SELECT user_id, algorithm_id,
           round(sum(CASE side
               WHEN 'sell' THEN matched * price
               ELSE -price * greatest(0, least(bought, used) - (bought - quantity)) END), 2) AS profit
    FROM matches GROUP BY user_id, algorithm_id)
SELECT d.id || ': total_profit_loss ' || d.profit || ', realized by its orders ' ||
       coalesce(p.profit, 0)
FROM (SELECT min(id::text) AS id, user_id, algorithm_id, sum(total_profit_loss) AS profit
      FROM deployed_algorithms GROUP BY user_id, algorithm_id) d
LEFT JOIN profits p ON p.user_id = d.user_id AND p.algorithm_id = d.algorithm_id
WHERE d.profit <> coalesce(p.profit, 0)
ORDER BY d.id)sql";

check profit_is_the_orders() {
    return sql_check("deployed_algorithms.profit_is_the_orders",
                     "total_profit_loss is what those orders realized, first in, first out in each "
                     "coin, to the cent",
                     {"deployed_algorithms", "orders"},
                     pairs,
                     other_profits);
}

} // namespace

std::vector<check> deployment_checks() {
    return {user_exists(),
            algorithm_exists(),
            of_active_algorithm(),
            algorithm_was_there(),
            user_was_there(),
            times_in_order(),
            end_of_inactive(),
            sensible_limits(),
            parameters_parse(),
            crossover_can_run(),
            orders_are_of_own_algorithms(),
            orders_while_deployed(),
            trades_per_day(),
            orders_within_limit(),
            trades_are_the_orders(),
            profit_is_the_orders()};
}

} // namespace ohmycoins
