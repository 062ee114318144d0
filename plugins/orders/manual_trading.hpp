#pragma once

#include "trader.hpp"

#include <vector>

namespace ohmycoins {

/// The orders that a user places by hand: at busy moments of his own day, for amounts that people
/// type, in coins that he likes, with limits where he has the experience; more often selling what
/// has gained than what has lost (the disposition effect: Odean 1998).
std::vector<order>
trade_by_hand(const trader& who, const trading::price_board& prices, const seedbed::random& draws);

} // namespace ohmycoins
