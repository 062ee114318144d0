#include "trading_records.hpp"

#include "ledger.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace ohmycoins {
namespace {

// In the order in which the books take them. Other people's orders may lack a price.
std::string fills_sql(const char* condition) {
    return std::string(R"sql(
SELECT user_id, algorithm_id, coin_type, side,
       CASE WHEN filled_quantity > 0 AND filled_quantity < 'NaN' AND price < 'NaN'
            THEN filled_quantity END,
       price
FROM orders
WHERE status = 'filled' AND )sql") +
           condition + R"sql(
ORDER BY user_id, algorithm_id, coin_type COLLATE "C", filled_at, id
)sql";
}

constexpr const char* placed_sql = R"sql(
SELECT sum(orders), min(first), max(last), max(orders), ceil(max(bought) * 100)::bigint, sum(filled)
FROM (SELECT count(*) AS orders, min(created_at) AS first, max(created_at) AS last,
             max(filled_quantity * price) FILTER (WHERE side = 'buy' AND filled_quantity < 'NaN'
                                                  AND filled_quantity * price < 1e15) AS bought,
             count(*) FILTER (WHERE status = 'filled') AS filled
      FROM orders WHERE user_id = $1 AND algorithm_id = $2
      GROUP BY (created_at AT TIME ZONE 'UTC')::date) days
)sql";

using key = std::pair<seedbed::uuid, seedbed::uuid>;

/// The books of one deployment at a time, one coin after the other.
class open_books {
public:
    void begin_coin(std::string_view coin) {
        if (coin == coin_)
            return;
        close_coin();
        coin_ = coin;
    }

    void add(seedbed::row_view fill) {
        ++record_.trades;
        const bool sells = *fill[3] == "sell";
        if (fill[4] && (sells || *fill[3] == "buy"))
            book_.add(sells ? trading::side::sell : trading::side::buy,
                      quantity_decimal::parse(*fill[4]),
                      price_decimal::parse(*fill[5]));
    }

    /// Profits of several coins are added up before they are rounded.
    trading_record close() {
        close_coin();
        record_.profit = trading::to_cents(profit_);
        return std::exchange(*this, {}).record_;
    }

private:
    void close_coin() {
        profit_ += book_.profit();
        book_ = {};
    }

    std::string coin_;
    trading::realized_profit book_;
    trading::realized_profit::exact profit_;
    trading_record record_;
};

trading_record record_of(const seedbed::session& session,
                         const seedbed::uuid& user,
                         const seedbed::uuid& algorithm) {
    open_books books;
    session.for_each_prepared(fills_sql("user_id = $1 AND algorithm_id = $2"),
                              {user.to_string(), algorithm.to_string()},
                              [&](seedbed::row_view row) {
                                  books.begin_coin(*row[2]);
                                  books.add(row);
                              });
    return books.close();
}

/// What the deployments that stand say.
trading_record counted(const seedbed::session& session,
                       const seedbed::uuid& user,
                       const seedbed::uuid& algorithm) {
    trading_record sum;
    session.for_each_prepared("SELECT total_trades, total_profit_loss FROM deployed_algorithms"
                              " WHERE user_id = $1 AND algorithm_id = $2"
                              " AND total_profit_loss < 'NaN'",
                              {user.to_string(), algorithm.to_string()},
                              [&](seedbed::row_view row) {
                                  sum.trades += std::stoi(std::string(*row[0]));
                                  sum.profit += seedbed::decimal<20, 2>::parse(*row[1]);
                              });
    return sum;
}

} // namespace

void trading_records::ask(const seedbed::uuid& user, const seedbed::uuid& algorithm) {
    records_[{user, algorithm}] = {};
}

void trading_records::read(const seedbed::session& session) {
    open_books books;
    auto open = records_.end();
    session.for_each(fills_sql("algorithm_id IS NOT NULL"), {}, [&](seedbed::row_view row) {
        const key of{seedbed::uuid::parse(*row[0]), seedbed::uuid::parse(*row[1])};
        if (open == records_.end() || open->first != of) {
            if (open != records_.end())
                open->second = books.close();
            open = records_.find(of);
        }
        if (open == records_.end())
            return;
        books.begin_coin(*row[2]);
        books.add(row);
    });
    if (open != records_.end())
        open->second = books.close();
}

trading_record trading_records::of(const seedbed::uuid& user,
                                   const seedbed::uuid& algorithm) const {
    const auto found = records_.find({user, algorithm});
    return found == records_.end() ? trading_record() : found->second;
}

placed_orders placed_orders::read(const seedbed::session& session,
                                  const seedbed::uuid& user,
                                  const seedbed::uuid& algorithm) {
    placed_orders found;
    bool filled = false;
    session.for_each_prepared(
        placed_sql, {user.to_string(), algorithm.to_string()}, [&](seedbed::row_view row) {
            if (!row[0])
                return;
            found.count = std::stoi(std::string(*row[0]));
            found.first = seedbed::timestamp::parse(*row[1]);
            found.last = seedbed::timestamp::parse(*row[2]);
            found.most_in_a_day = std::stoi(std::string(*row[3]));
            if (row[4])
                found.largest_buy =
                    seedbed::decimal<20, 2>::from_units(std::stoll(std::string(*row[4])));
            filled = *row[5] != "0";
        });
    if (!filled)
        return found;
    const trading_record all = record_of(session, user, algorithm);
    const trading_record before = counted(session, user, algorithm);
    found.uncounted = {.trades = std::max(0, all.trades - before.trades),
                       .profit = all.profit - before.profit};
    return found;
}

} // namespace ohmycoins
