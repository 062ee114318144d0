#include "ledger.hpp"

#include <seedbed/error.hpp>

#include <algorithm>

namespace ohmycoins::trading {
namespace {

using seedbed::rounding;
using cost_decimal = realized_profit::exact;

cost_decimal exact_value(const quantity_decimal& quantity, const price_decimal& price) {
    return seedbed::multiply<cost_decimal>(quantity, price);
}

} // namespace

void holding::add(side side, const quantity_decimal& quantity, const price_decimal& price) {
    if (side == side::sell) {
        if (quantity > quantity_)
            throw seedbed::error(seedbed::failure::seeding,
                                 quantity.to_string() + " coins are sold, " +
                                     quantity_.to_string() + " are held");
        quantity_ -= quantity;
        return;
    }
    const cost_decimal cost = exact_value(quantity_, average_price_) + exact_value(quantity, price);
    quantity_ += quantity;
    average_price_ = seedbed::divide<price_decimal>(cost, quantity_, rounding::half_away_from_zero);
}

void realized_profit::add(side side, const quantity_decimal& quantity, const price_decimal& price) {
    if (side == side::buy) {
        lots_.push_back({quantity, price});
        return;
    }
    quantity_decimal left = quantity;
    while (!left.is_zero() && !lots_.empty()) {
        lot& oldest = lots_.front();
        const quantity_decimal matched = std::min(left, oldest.quantity);
        profit_ += exact_value(matched, price) - exact_value(matched, oldest.price);
        left -= matched;
        oldest.quantity -= matched;
        if (oldest.quantity.is_zero())
            lots_.pop_front();
    }
}

aud to_cents(const realized_profit::exact& profit) {
    return seedbed::divide<aud>(
        profit, seedbed::decimal<1, 0>::from_integer(1), rounding::half_away_from_zero);
}

} // namespace ohmycoins::trading
