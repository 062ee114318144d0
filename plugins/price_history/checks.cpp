#include "checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ohmycoins {
namespace {

using seedbed::check;
using seedbed::check_cost;
using seedbed::sql_check;

const std::vector<std::string> table{"price_data_5min"};
constexpr const char* count = "SELECT count(*) FROM price_data_5min";

// Two neighbours on the grid are five minutes apart; a real price off the grid stands in its slot,
// so that there can be nearly ten.
constexpr const char* grid_sql = R"sql(
WITH newest AS (
    SELECT coin_type, max(timestamp) AS last, count(*) AS rows
    FROM price_data_5min WHERE coin_type IN ('{1}') GROUP BY coin_type HAVING count(*) >= 288),
steps AS (
    SELECT p.coin_type, p.timestamp,
           p.timestamp - lag(p.timestamp) OVER (PARTITION BY p.coin_type ORDER BY p.timestamp) AS step
    FROM price_data_5min p JOIN newest n USING (coin_type)
    WHERE p.timestamp > n.last - interval '{0} days')
SELECT concat(coin_type, ': nothing for ', step, ' before ', timestamp)
FROM steps WHERE step >= interval '10 minutes' ORDER BY coin_type, timestamp
)sql";

} // namespace

std::vector<check> price_checks(std::int64_t days, const std::vector<std::string>& coins) {
    return {
        sql_check("price_history.quotes",
                  "bid, ask and last are there and positive, and bid is not above ask where the "
                  "price was generated (created_at is its moment)",
                  table,
                  count,
                  "SELECT concat('price ', id, ', ', coin_type, ': bid ', bid, ', last ', last,"
                  " ', ask ', ask) FROM price_data_5min WHERE (bid > 0 AND last > 0 AND ask > 0"
                  " AND bid < 'NaN' AND ask < 'NaN' AND last < 'NaN'"
                  " AND (bid <= ask OR created_at <> timestamp)) IS NOT TRUE ORDER BY id"),
        sql_check("price_history.last_in_book",
                  "last lies between bid and ask, but for one price in a thousand: exchanges show "
                  "a last trade that the book has left behind",
                  table,
                  count,
                  "SELECT concat('price ', id, ', ', coin_type, ': bid ', bid, ', last ', last,"
                  " ', ask ', ask) FROM (SELECT *, count(*) OVER () AS outside"
                  " FROM price_data_5min WHERE NOT last BETWEEN bid AND ask) o"
                  " WHERE outside * 1000 > (SELECT count(*) FROM price_data_5min) ORDER BY id",
                  check_cost::costly),
        sql_check("price_history.one_price_per_moment",
                  "a coin has one price at a moment",
                  table,
                  count,
                  "SELECT concat(coin_type, ' at ', timestamp, ': ', count(*), ' prices')"
                  " FROM price_data_5min GROUP BY coin_type, timestamp HAVING count(*) > 1"
                  " ORDER BY coin_type, timestamp",
                  check_cost::costly),
        sql_check("price_history.one_spelling",
                  "a coin's ticker is spelt in one way",
                  table,
                  "SELECT count(DISTINCT coin_type) FROM price_data_5min",
                  "SELECT string_agg(coin_type, ', ' ORDER BY coin_type)"
                  " FROM (SELECT DISTINCT coin_type FROM price_data_5min) c"
                  " GROUP BY upper(coin_type) HAVING count(*) > 1 ORDER BY 1",
                  check_cost::costly),
        sql_check("price_history.no_gap",
                  fmt::format("a coin of --coins with a day of prices has one every five minutes, "
                              "over the last {} days",
                              days),
                  table,
                  count,
                  fmt::format(grid_sql, days, fmt::join(coins, "', '"))),
    };
}

} // namespace ohmycoins
