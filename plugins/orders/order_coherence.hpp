#pragma once

#include "fixture_quotes.hpp"
#include "order.hpp"

#include <seedbed/fixture.hpp>

#include <vector>

namespace ohmycoins {

/// Makes a test's order agree with what the test set, and with what stands. Unless it says
/// otherwise the order is a market order by hand, a buy, filled to the end at the ask of its
/// moment; a status, a type, a coin, a price, an amount or a time that it gives moves all that
/// depends on it. Without a time of the test's it comes after the prices of its coin. An
/// algorithm's order is its owner's and of its coin; an algorithm that does not stand is an
/// error(failure::usage).
void make_coherent(order& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes);

std::vector<seedbed::variation<order>> order_variations();

} // namespace ohmycoins
