#include "standing_orders.hpp"

namespace ohmycoins {

std::map<std::string, standing_fills> find_standing_fills(const seedbed::session& session,
                                                          const seedbed::uuid& user,
                                                          const std::optional<std::string>& coin) {
    std::map<std::string, standing_fills> coins;
    std::set<std::string> oversold;
    session.for_each_prepared(
        "SELECT coin_type, side, filled_quantity, price, filled_at FROM orders"
        " WHERE user_id = $1 AND ($2::text IS NULL OR coin_type = $2)"
        " AND filled_quantity > 0 AND price IS NOT NULL AND filled_at IS NOT NULL"
        " AND status IN ('filled', 'partial') ORDER BY filled_at, created_at, id",
        {user.to_string(), coin},
        [&](seedbed::row_view row) {
            const std::string name(*row[0]);
            const auto side = row[1] == "buy" ? trading::side::buy : trading::side::sell;
            const auto quantity = quantity_decimal::parse(*row[2]);
            const auto time = seedbed::timestamp::parse(*row[4]);
            standing_fills& fills = coins[name];
            if (fills.holding.quantity().is_zero())
                fills.since = time;
            fills.changed = time;
            if (side == trading::side::sell && quantity > fills.holding.quantity())
                oversold.insert(name);
            if (!oversold.contains(name))
                fills.holding.add(side, quantity, price_decimal::parse(*row[3]));
        });
    for (const std::string& name : oversold)
        coins[name].holding = {};
    return coins;
}

std::set<std::string> find_held_coins(const seedbed::session& session, const seedbed::uuid& user) {
    std::set<std::string> coins;
    session.for_each_prepared("SELECT coin_type FROM positions WHERE user_id = $1",
                              {user.to_string()},
                              [&](seedbed::row_view row) { coins.emplace(*row[0]); });
    return coins;
}

} // namespace ohmycoins
