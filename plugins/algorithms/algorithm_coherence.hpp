#pragma once

#include "algorithm.hpp"
#include "strategy_design.hpp"

#include <seedbed/fixture.hpp>

#include <cstdint>
#include <vector>

namespace ohmycoins {

/// Makes a test's algorithm agree with what the test set and with its owner: type, name and
/// description are those of its configuration, or the configuration is one that they tell of; a
/// draft has neither reached version 1 nor run; times are in order. `index` is the row's. True
/// where the figures are those of other settings, and have to be made again. Throws
/// error(failure::usage) for what cannot agree.
bool make_coherent(algorithm& row,
                   const seedbed::fixture_context& context,
                   const strategy_designer& designer,
                   std::uint64_t index);

std::vector<seedbed::variation<algorithm>> algorithm_variations();

} // namespace ohmycoins
