#include "trading_records.hpp"

#include "ledger.hpp"

#include <optional>
#include <string>

namespace ohmycoins {
namespace {

// In the order in which the books take them. Other people's orders may lack a price.
constexpr const char* fills_sql = R"sql(
SELECT user_id, algorithm_id, coin_type, side,
       CASE WHEN filled_quantity > 0 AND filled_quantity < 'NaN' AND price < 'NaN'
            THEN filled_quantity END,
       price
FROM orders
WHERE status = 'filled' AND algorithm_id IS NOT NULL
ORDER BY user_id, algorithm_id, coin_type COLLATE "C", filled_at, id
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

} // namespace

void trading_records::ask(const seedbed::uuid& user, const seedbed::uuid& algorithm) {
    records_[{user, algorithm}] = {};
}

void trading_records::read(const seedbed::session& session) {
    open_books books;
    auto open = records_.end();
    session.for_each(fills_sql, {}, [&](seedbed::row_view row) {
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

} // namespace ohmycoins
