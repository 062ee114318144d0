#pragma once

#include "user.hpp"

#include <seedbed/fixture.hpp>

#include <cstdint>
#include <vector>

namespace ohmycoins {

/// Makes a test's user agree with what the test set: a name and an e-mail address that belong
/// together, times in order.
void make_coherent(user& row, const seedbed::fixture_context& context);

std::vector<seedbed::variation<user>> user_variations();

} // namespace ohmycoins
