#pragma once

#include "fixture_quotes.hpp"
#include "position.hpp"

#include <seedbed/fixture.hpp>

namespace ohmycoins {

/// Makes a test's position agree with what the test set: total_cost is quantity × average_price.
/// What the test leaves open of the two is chosen so that the product has no more than two
/// decimals, where that is possible: then the equality is exact, as the column holds it.
void make_coherent(position& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes);

} // namespace ohmycoins
