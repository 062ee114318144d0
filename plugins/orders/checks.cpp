#include "checks.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace ohmycoins {
namespace {

using seedbed::check;
using seedbed::check_cost;
using seedbed::sql_check;

/// A rule about single orders: those that it speaks of (`where`), those among them that break it
/// (`broken`), and what to say of one beside its key.
check order_rule(const char* id,
                 std::string rule,
                 const std::string& where,
                 const std::string& broken,
                 const std::string& words) {
    return sql_check(
        std::string("orders.") + id,
        std::move(rule),
        {"orders"},
        fmt::format("SELECT count(*) FROM orders o WHERE {}", where),
        fmt::format("SELECT concat('order ', o.id, ': ', {}) FROM orders o WHERE ({}) AND ({})"
                    " ORDER BY o.id",
                    words,
                    where,
                    broken));
}

/// The newest price row that is not after the order's fill; no older than an hour.
constexpr const char* quote_at_fill = R"sql(
JOIN LATERAL (SELECT p.bid, p.ask FROM price_data_5min p
              WHERE p.coin_type = o.coin_type AND p.timestamp <= o.filled_at
                AND p.timestamp > o.filled_at - interval '1 hour'
                AND p.bid > 0 AND p.ask >= p.bid AND p.last > 0
              ORDER BY p.timestamp DESC LIMIT 1) q ON true
)sql";

check fill_rule(const char* id,
                std::string rule,
                const std::string& where,
                const std::string& broken) {
    const std::string from =
        fmt::format("FROM orders o {} WHERE o.filled_quantity > 0 AND o.price IS NOT NULL AND {}",
                    quote_at_fill,
                    where);
    return sql_check(std::string("orders.") + id,
                     std::move(rule),
                     {"orders", "price_data_5min"},
                     "SELECT count(*) " + from,
                     fmt::format("SELECT concat('order ', o.id, ': ', o.side, ' ', o.coin_type,"
                                 " ' at ', o.price, '; bid ', q.bid, ', ask ', q.ask)"
                                 " {} AND ({}) ORDER BY o.id",
                                 from,
                                 broken));
}

void add_word_rules(std::vector<check>& all) {
    all.push_back(
        order_rule("words",
                   "side, order_type and status are words that the application knows",
                   "true",
                   "o.side NOT IN ('buy', 'sell') OR o.order_type NOT IN ('market', 'limit')"
                   " OR o.status NOT IN ('pending', 'submitted', 'filled', 'partial',"
                   " 'cancelled', 'failed')",
                   "o.side, ', ', o.order_type, ', ', o.status"));
    all.push_back(order_rule("amounts",
                             "quantity is positive, filled_quantity between 0 and quantity, and "
                             "a price positive",
                             "true",
                             "NOT (o.quantity > 0 AND o.filled_quantity BETWEEN 0 AND o.quantity"
                             " AND coalesce(o.price, 1) > 0)",
                             "'quantity ', o.quantity, ', filled ', o.filled_quantity, ', price ',"
                             " o.price"));
}

void add_status_rules(std::vector<check>& all) {
    const std::string filled = "'filled ', o.filled_quantity, ' of ', o.quantity";
    all.push_back(order_rule("filled_complete",
                             "a filled order is filled to the end and has a price and filled_at",
                             "o.status = 'filled'",
                             "o.filled_quantity <> o.quantity OR o.price IS NULL"
                             " OR o.filled_at IS NULL",
                             filled + ", ', price ', o.price, ', filled_at ', o.filled_at"));
    all.push_back(order_rule("partial_in_part",
                             "a partial order is filled in part and has a price and filled_at",
                             "o.status = 'partial'",
                             "NOT (o.filled_quantity > 0 AND o.filled_quantity < o.quantity)"
                             " OR o.price IS NULL OR o.filled_at IS NULL",
                             filled + ", ', price ', o.price, ', filled_at ', o.filled_at"));
    all.push_back(
        order_rule("unfilled_nothing",
                   "a pending, submitted, cancelled or failed order is filled with nothing",
                   "o.status IN ('pending', 'submitted', 'cancelled', 'failed')",
                   "o.filled_quantity <> 0 OR o.filled_at IS NOT NULL",
                   "o.status, ', ' , " + filled + ", ', filled_at ', o.filled_at"));
    all.push_back(order_rule("failed_says_why",
                             "a failed order has an error_message",
                             "o.status = 'failed'",
                             "coalesce(o.error_message, '') = ''",
                             "'no message'"));
    all.push_back(order_rule("submitted_has_time",
                             "a submitted, partial or filled order has submitted_at, a pending "
                             "one has not",
                             "o.status IN ('pending', 'submitted', 'partial', 'filled')",
                             "(o.status = 'pending') = (o.submitted_at IS NOT NULL)",
                             "o.status, ', submitted_at ', o.submitted_at"));
    all.push_back(order_rule("limit_has_price",
                             "a limit order has a price",
                             "o.order_type = 'limit'",
                             "o.price IS NULL",
                             "'no price'"));
}

void add_time_rules(std::vector<check>& all) {
    all.push_back(
        order_rule("times_in_order",
                   "created_at <= submitted_at <= filled_at <= updated_at",
                   "true",
                   "o.submitted_at < o.created_at OR o.filled_at < o.submitted_at"
                   " OR o.filled_at < o.created_at OR o.updated_at < o.created_at"
                   " OR o.updated_at < o.submitted_at OR o.updated_at < o.filled_at",
                   "o.created_at, ', ', o.submitted_at, ', ', o.filled_at, ', ', o.updated_at"));
    all.push_back(sql_check(
        "orders.after_user",
        "an order is placed after its user exists",
        {"orders", "user"},
        "SELECT count(*) FROM orders",
        "SELECT concat('order ', o.id, ': created ', o.created_at, ', its user ', u.created_at)"
        " FROM orders o LEFT JOIN \"user\" u ON u.id = o.user_id"
        " WHERE (o.created_at >= u.created_at) IS NOT TRUE ORDER BY o.id"));
    all.push_back(
        sql_check("orders.after_algorithm",
                  "an algorithm's order is placed after the algorithm exists",
                  {"orders", "algorithms"},
                  "SELECT count(*) FROM orders WHERE algorithm_id IS NOT NULL",
                  "SELECT concat('order ', o.id, ': created ', o.created_at, ', its algorithm ',"
                  " coalesce(a.created_at::text, 'does not exist'))"
                  " FROM orders o LEFT JOIN algorithms a ON a.id = o.algorithm_id"
                  " WHERE o.algorithm_id IS NOT NULL AND (o.created_at >= a.created_at) IS NOT TRUE"
                  " ORDER BY o.id"));
}

void add_market_rules(std::vector<check>& all) {
    all.push_back(
        fill_rule("market_fill_price",
                  "a market order fills at the ask (a buy) or the bid (a sell) of its moment",
                  "o.order_type = 'market'",
                  "o.price <> CASE o.side WHEN 'buy' THEN q.ask ELSE q.bid END"));
    all.push_back(
        fill_rule("limit_reached",
                  "a limit order fills when the market has come to its limit",
                  "o.order_type = 'limit'",
                  "CASE o.side WHEN 'buy' THEN q.ask > o.price ELSE q.bid < o.price END"));
    // The market goes on after an order is looked at for the last time, and prices are written by
    // later runs and by other people.
    const std::string open =
        "FROM orders o WHERE o.order_type = 'limit' AND o.status IN ('submitted', 'cancelled')"
        " AND o.submitted_at IS NOT NULL AND o.price IS NOT NULL";
    all.push_back(sql_check(
        "orders.limit_not_missed",
        "the market did not reach a limit order before its last update found it open or cancelled",
        {"orders", "price_data_5min"},
        "SELECT count(*) " + open,
        "SELECT concat('order ', o.id, ': ', o.side, ' at ', o.price, '; the market was there at ',"
        " p.timestamp) FROM (SELECT o.* " +
            open +
            ") o JOIN LATERAL (SELECT min(p.timestamp) AS timestamp FROM price_data_5min p"
            " WHERE p.coin_type = o.coin_type AND p.timestamp > o.submitted_at"
            " AND p.timestamp <= o.updated_at"
            " AND p.bid > 0 AND p.ask >= p.bid AND p.last > 0"
            " AND CASE o.side WHEN 'buy' THEN p.ask <= o.price ELSE p.bid >= o.price END) p"
            " ON p.timestamp IS NOT NULL ORDER BY o.id",
        check_cost::costly));
}

void add_book_rules(std::vector<check>& all) {
    all.push_back(sql_check(
        "orders.not_oversold",
        "filled sells of a coin never exceed the user's filled buys before them",
        {"orders"},
        "SELECT count(*) FROM (SELECT DISTINCT user_id, coin_type FROM orders"
        " WHERE filled_quantity > 0) books",
        "SELECT concat('user ', user_id, ', ', coin_type, ': short by ', -min(held)) FROM ("
        "SELECT user_id, coin_type, sum(CASE side WHEN 'buy' THEN filled_quantity"
        " ELSE -filled_quantity END) OVER (PARTITION BY user_id, coin_type"
        " ORDER BY filled_at, created_at, id) AS held FROM orders WHERE status = 'filled') books"
        " WHERE held < 0 GROUP BY user_id, coin_type ORDER BY user_id, coin_type"));
    all.push_back(sql_check(
        "orders.awake",
        "by hand, users trade by day in their own time zone: less than a tenth from 1 to 6 o'clock",
        {"orders", "user"},
        "SELECT count(*) FROM orders WHERE algorithm_id IS NULL",
        "SELECT concat(asleep, ' of ', all_of_them, ' orders from 1 to 6 o''clock') FROM ("
        "SELECT count(*) AS all_of_them, count(*) FILTER (WHERE extract(hour FROM o.created_at"
        " AT TIME ZONE z.name) BETWEEN 1 AND 5) AS asleep FROM orders o"
        " JOIN \"user\" u ON u.id = o.user_id JOIN pg_timezone_names z ON z.name = u.timezone"
        " WHERE o.algorithm_id IS NULL) counted WHERE all_of_them >= 200"
        " AND asleep * 10 > all_of_them",
        check_cost::costly));
}

} // namespace

std::vector<check> order_checks() {
    std::vector<check> all;
    add_word_rules(all);
    add_status_rules(all);
    add_time_rules(all);
    add_market_rules(all);
    add_book_rules(all);
    return all;
}

} // namespace ohmycoins
