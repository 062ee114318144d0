#pragma once

#include "ledger.hpp"
#include "prices.hpp"

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <optional>
#include <span>

namespace ohmycoins {

/// A limit order as the exchange has it.
struct limit_order {
    trading::side side = trading::side::buy;
    price_decimal limit;
    quantity_decimal quantity;
    seedbed::timestamp submitted_at;
    seedbed::timestamp ends_at; // cancelled or expired then, unless it is filled before
};

/// What became of it by some moment.
struct limit_fill {
    quantity_decimal filled;                     // 0 to quantity
    std::optional<seedbed::timestamp> filled_at; // of the last fill
    bool ended = false;                          // not filled to the end, and no longer open
};

/// Follows the order along the prices until `now`: it fills at the first tick after its submission
/// whose ask is not above a buyer's limit (whose bid is not below a seller's), between that tick
/// and the next. Now and then only a part finds a counterpart; the rest waits for the next such
/// tick.
limit_fill fill_limit_order(const limit_order& order,
                            std::span<const trading::tick> ticks,
                            seedbed::timestamp now,
                            seedbed::random& draws);

} // namespace ohmycoins
