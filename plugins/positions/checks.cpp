#include "checks.hpp"

namespace ohmycoins {
namespace {

using seedbed::sql_check;

// Each user's fills of a coin, one after the other: a buy moves the average price, a sell does not.
constexpr const char* recomputed = R"sql(
(SELECT g.user_id, g.coin_type, h.quantity, h.average_price
 FROM (SELECT user_id, coin_type,
              array_agg(side ORDER BY filled_at, created_at, id) AS sides,
              array_agg(filled_quantity ORDER BY filled_at, created_at, id) AS quantities,
              array_agg(price ORDER BY filled_at, created_at, id) AS prices
       FROM orders WHERE filled_quantity > 0 AND price IS NOT NULL AND status IN ('filled', 'partial')
       GROUP BY user_id, coin_type) g,
 LATERAL (WITH RECURSIVE fold (n, quantity, average_price) AS (
            SELECT 0, 0::numeric, 0::numeric
            UNION ALL
            SELECT n + 1,
                   quantity + CASE g.sides[n + 1] WHEN 'buy' THEN 1 ELSE -1 END * g.quantities[n + 1],
                   CASE WHEN g.sides[n + 1] = 'buy' AND quantity + g.quantities[n + 1] <> 0
                        THEN round((quantity * average_price + g.quantities[n + 1] * g.prices[n + 1])
                                   / (quantity + g.quantities[n + 1]), 8)
                        ELSE average_price END
            FROM fold WHERE n < cardinality(g.sides))
          SELECT quantity, average_price FROM fold ORDER BY n DESC LIMIT 1) h
 WHERE h.quantity <> 0)
)sql";

} // namespace

std::vector<seedbed::check> position_checks() {
    const std::string found_and_expected =
        std::string("FROM positions p FULL JOIN ") + recomputed +
        " r ON r.user_id = p.user_id AND r.coin_type = p.coin_type";
    return {
        sql_check("positions.amounts",
                  "quantity and average_price are positive",
                  {"positions"},
                  "SELECT count(*) FROM positions",
                  "SELECT concat('position ', id, ': ', quantity, ' at ', average_price)"
                  " FROM positions WHERE NOT (quantity > 0 AND average_price > 0) ORDER BY id"),
        sql_check("positions.total_cost",
                  "total_cost is quantity x average_price, to the cent",
                  {"positions"},
                  "SELECT count(*) FROM positions",
                  "SELECT concat('position ', id, ': ', total_cost, ' instead of ',"
                  " round(quantity * average_price, 2)) FROM positions"
                  " WHERE abs(total_cost - quantity * average_price) >= 0.01 ORDER BY id"),
        sql_check("positions.one_per_coin",
                  "a user has one position in a coin",
                  {"positions"},
                  "SELECT count(*) FROM positions",
                  "SELECT concat('user ', user_id, ', ', coin_type, ': ', count(*), ' positions')"
                  " FROM positions GROUP BY user_id, coin_type HAVING count(*) > 1"
                  " ORDER BY user_id, coin_type"),
        sql_check("positions.times_in_order",
                  "created_at <= updated_at",
                  {"positions"},
                  "SELECT count(*) FROM positions",
                  "SELECT concat('position ', id, ': ', created_at, ', ', updated_at)"
                  " FROM positions WHERE updated_at < created_at ORDER BY id"),
        sql_check("positions.user_exists",
                  "a position belongs to a user",
                  {"positions", "user"},
                  "SELECT count(*) FROM positions",
                  "SELECT concat('position ', id, ': no user ', user_id) FROM positions p"
                  " WHERE NOT EXISTS (SELECT FROM \"user\" u WHERE u.id = p.user_id) ORDER BY id"),
        sql_check(
            "positions.match_orders",
            "quantity, average_price and total_cost are what the orders' fills leave, to the last "
            "digit",
            {"positions", "orders"},
            "SELECT count(*) " + found_and_expected,
            "SELECT concat('user ', coalesce(p.user_id, r.user_id), ', ',"
            " coalesce(p.coin_type, r.coin_type), ': ', CASE WHEN p.id IS NULL THEN 'nothing' ELSE"
            " concat(p.quantity, ' at ', p.average_price, ', ', p.total_cost) END,"
            " '; the orders leave ', CASE WHEN r.user_id IS NULL THEN 'nothing' ELSE"
            " concat(r.quantity, ' at ', r.average_price, ', ',"
            " round(r.quantity * r.average_price, 2)) END) " +
                found_and_expected +
                " WHERE (p.quantity = r.quantity AND p.average_price = r.average_price"
                " AND p.total_cost = round(r.quantity * r.average_price, 2)) IS NOT TRUE"
                " ORDER BY coalesce(p.user_id, r.user_id), coalesce(p.coin_type, r.coin_type)"),
    };
}

} // namespace ohmycoins
