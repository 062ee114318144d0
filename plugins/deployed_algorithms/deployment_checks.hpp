#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules of table deployed_algorithms, and of the orders that its algorithms placed.
std::vector<seedbed::check> deployment_checks();

} // namespace ohmycoins
