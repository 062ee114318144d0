#pragma once

#include "order.hpp"
#include "prices.hpp"
#include "strategy.hpp"

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace ohmycoins {

/// An algorithm that a trader runs.
struct running_algorithm {
    seedbed::uuid id;
    std::string coin;
    std::shared_ptr<const trading::strategy> rule;
    seedbed::timestamp from;
    seedbed::timestamp to;
    std::chrono::seconds execution_step{300};
    aud amount_per_order;
    int max_trades_per_day = 8; // of UTC
};

/// One user as the simulation sees him.
struct trader {
    seedbed::uuid id;
    std::string time_zone;
    std::string experience;     // beginner, intermediate, advanced
    std::string risk_tolerance; // low, medium, high
    seedbed::timestamp from;    // he can trade from then on
    seedbed::timestamp to;      // until now
    std::size_t manual_orders = 0;
    std::vector<running_algorithm> algorithms;
};

/// All orders of one user on these prices, in the order of their creation, without ids. A pure
/// function. Books are kept apart: what a user trades by hand, and what each algorithm does; none
/// sells what it did not buy.
std::vector<order>
trade(const trader& who, const trading::price_board& prices, const seedbed::random& draws);

} // namespace ohmycoins
