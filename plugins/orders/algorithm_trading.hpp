#pragma once

#include "trader.hpp"

#include <vector>

namespace ohmycoins {

/// The orders that one algorithm makes for its user: at each of its moments the strategy looks at
/// the prices up to then, buys when it wants to hold the coin, and sells it all when it does not.
std::vector<order> trade_by_algorithm(const trader& who,
                                      const running_algorithm& algorithm,
                                      const trading::price_board& prices,
                                      seedbed::random draws);

} // namespace ohmycoins
