#pragma once

#include "deployed_algorithm.hpp"

#include <seedbed/fixture.hpp>

#include <vector>

namespace ohmycoins {

/// Makes a test's deployment agree with what the test set, and with its user and algorithm: it is
/// younger than both, what does not run says since when, and no order of it stands yet.
void make_coherent(deployed_algorithm& row, const seedbed::fixture_context& context);

std::vector<seedbed::variation<deployed_algorithm>> deployment_variations();

} // namespace ohmycoins
