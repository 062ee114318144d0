#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules of table algorithms, and of what names its rows without a foreign key.
std::vector<seedbed::check> algorithm_checks();

} // namespace ohmycoins
