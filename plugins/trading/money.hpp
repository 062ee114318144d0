#pragma once

#include <seedbed/decimal.hpp>

/// The application's exact numbers, as its columns hold them.
namespace ohmycoins {

using price_decimal = seedbed::decimal<20, 8>;     ///< AUD for one coin
using quantity_decimal = seedbed::decimal<20, 10>; ///< coins
using aud = seedbed::decimal<20, 2>;               ///< an amount of money

/// quantity × price, to the cent, as the application's database rounds it.
inline aud value_of(const quantity_decimal& quantity, const price_decimal& price) {
    return seedbed::multiply<aud>(quantity, price, seedbed::rounding::half_away_from_zero);
}

/// How many coins an amount buys, cut to the 8 decimals that the exchange takes.
quantity_decimal quantity_for(const aud& amount, const price_decimal& price);

} // namespace ohmycoins
