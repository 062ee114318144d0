#pragma once

#include "fixture_quotes.hpp"
#include "position.hpp"

#include <seedbed/fixture.hpp>

namespace ohmycoins {

/// Makes a test's position agree with what the test set, and with what stands: total_cost is
/// quantity × average_price, whichever of the three the test gave. What it leaves open of quantity
/// and price is what the user's orders of the coin left, and the times are theirs. Without such
/// orders the two are chosen so that the product has no more than two decimals, where that is
/// possible: then the equality is exact, as the column holds it. The coin, left open, is one that
/// the user has no position in; where there is none, that is an error(failure::usage).
void make_coherent(position& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes);

} // namespace ohmycoins
