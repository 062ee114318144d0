#pragma once

#include "money.hpp"

#include <deque>

namespace ohmycoins::trading {

enum class side { buy, sell };

/// One coin of one user, by average cost, as the application keeps its positions: a buy moves the
/// average price to (old cost + new cost) / quantity, a sell leaves it. Rounded as PostgreSQL's
/// numeric rounds, so that SQL over the same fills gives the same digits.
class holding {
public:
    /// Fills in the order of their times. Selling more than is held throws
    /// error(failure::seeding) with both numbers.
    void add(side side, const quantity_decimal& quantity, const price_decimal& price);

    const quantity_decimal& quantity() const noexcept { return quantity_; }
    const price_decimal& average_price() const noexcept { return average_price_; }
    aud total_cost() const { return value_of(quantity_, average_price_); }

private:
    quantity_decimal quantity_;
    price_decimal average_price_;
};

/// What buying and selling one coin has earned, first in, first out, as the application computes
/// its realized profit: a sell is matched with the oldest buys that are left. What is sold without
/// a buy counts for nothing.
class realized_profit {
public:
    using exact = seedbed::decimal<36, 18>; ///< price × quantity without rounding

    void add(side side, const quantity_decimal& quantity, const price_decimal& price);

    const exact& profit() const noexcept { return profit_; }

private:
    struct lot {
        quantity_decimal quantity;
        price_decimal price;
    };

    std::deque<lot> lots_;
    exact profit_;
};

/// An exact profit to the cent.
aud to_cents(const realized_profit::exact& profit);

} // namespace ohmycoins::trading
