#pragma once

#include "algorithm.hpp"

#include <seedbed/fixture.hpp>

#include <vector>

namespace ohmycoins {

/// Makes a test's algorithm agree with what the test set and with its owner: a draft has neither
/// reached version 1 nor run, figures belong to the configuration, times are in order.
void make_coherent(algorithm& row, const seedbed::fixture_context& context);

std::vector<seedbed::variation<algorithm>> algorithm_variations();

} // namespace ohmycoins
