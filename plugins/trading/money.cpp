#include "money.hpp"

namespace ohmycoins {

quantity_decimal quantity_for(const aud& amount, const price_decimal& price) {
    using on_exchange = seedbed::decimal<20, 8>;
    on_exchange quantity = seedbed::divide<on_exchange>(amount, price);
    // Rounded up, it would cost more than the amount.
    if (seedbed::multiply<seedbed::decimal<36, 16>>(quantity, price) >
        seedbed::decimal<36, 16>::from(amount))
        quantity -= on_exchange::from_units(1);
    return quantity_decimal::from(quantity);
}

} // namespace ohmycoins
