#pragma once

#include "deployed_algorithm.hpp"

#include <seedbed/fixture.hpp>
#include <seedbed/random.hpp>

#include <vector>

namespace ohmycoins {

/// Makes a test's deployment agree with what the test set, with its user and algorithm, and with
/// the orders that the algorithm placed for the user: it is younger than user and algorithm and not
/// than the orders, runs with the algorithm's name, parameters, frequency and limit, and only while
/// that is an active one; what does not run says since when. `draws` are the row's own. Throws
/// error(failure::usage) for what cannot agree.
void make_coherent(deployed_algorithm& row,
                   const seedbed::fixture_context& context,
                   seedbed::random draws);

std::vector<seedbed::variation<deployed_algorithm>> deployment_variations();

} // namespace ohmycoins
