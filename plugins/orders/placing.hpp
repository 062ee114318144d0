#pragma once

#include "ledger.hpp"
#include "order.hpp"
#include "prices.hpp"
#include "trader.hpp"

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <string>

namespace ohmycoins {

/// A new order of that user, not yet submitted.
order new_order(const trader& who,
                std::string coin,
                trading::side side,
                const quantity_decimal& quantity,
                seedbed::timestamp created_at);

/// Hands it to the exchange, some hundred milliseconds later; it stays pending when that is after
/// `now`.
void submit(order& placed, seedbed::timestamp now, seedbed::random& draws);

/// Turned down before it was handed on (submitted_at stays empty) or by the exchange.
void fail(order& placed, std::string message, seedbed::timestamp at);

/// Executes a submitted market order within seconds, at the ask or bid of that moment. It stays as
/// it is when that is after `now`; now and then the exchange refuses it.
void execute_at_market(order& placed,
                       const trading::price_board& prices,
                       seedbed::timestamp now,
                       seedbed::random& draws);

bool is_filled(const order& placed);

} // namespace ohmycoins
