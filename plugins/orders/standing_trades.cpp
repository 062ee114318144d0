#include "standing_trades.hpp"

#include <cstdint>

namespace ohmycoins {

using seedbed::timestamp;

std::optional<newest_prices>
find_newest_prices(const seedbed::session& session, const std::string& coin, timestamp present) {
    // Both columns of the index bound and order the rows: no other plan comes near, whatever the
    // server knows of a table that was filled a moment ago.
    static const std::string sql = [] {
        const auto newest = [](const std::string& until, const std::string& part) {
            return "(SELECT timestamp, bid, last, ask, " + part +
                   " AS part FROM price_data_5min WHERE (coin_type, timestamp) <= ($1, " + until +
                   ") AND (coin_type, timestamp) >= ($1, '-infinity'::timestamptz)"
                   " AND bid > 0 AND ask >= bid AND last > 0"
                   " ORDER BY coin_type DESC, timestamp DESC LIMIT 1)";
        };
        return newest("$2::timestamptz", "1") + " UNION ALL " +
               newest("'infinity'::timestamptz", "2") + " ORDER BY part";
    }();
    std::optional<newest_prices> found;
    session.for_each_prepared(sql, {coin, present.to_string()}, [&](seedbed::row_view row) {
        const auto units = [&](std::size_t column) {
            return static_cast<std::int64_t>(price_decimal::parse(*row[column]).units());
        };
        const timestamp time = timestamp::parse(*row[0]);
        if (!found)
            found = newest_prices{
                .known = {.time = time, .bid = units(1), .last = units(2), .ask = units(3)},
                .of_all = time};
        found->of_all = time;
    });
    return found;
}

std::optional<standing_book> find_standing_book(const seedbed::session& session,
                                                const seedbed::uuid& user,
                                                const std::string& coin) {
    std::optional<standing_book> found;
    session.for_each_prepared(
        "SELECT max(greatest(created_at, submitted_at, filled_at, updated_at)),"
        " coalesce(sum(CASE side WHEN 'buy' THEN filled_quantity ELSE -filled_quantity END)"
        " FILTER (WHERE status IN ('filled', 'partial')), 0)"
        " FROM orders WHERE user_id = $1 AND coin_type = $2",
        {user.to_string(), coin},
        [&](seedbed::row_view row) {
            if (row[0])
                found = standing_book{.changed = timestamp::parse(*row[0]),
                                      .held = seedbed::decimal<36, 10>::parse(*row[1])};
        });
    return found;
}

} // namespace ohmycoins
