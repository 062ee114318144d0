#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules that rows of protocol_fundamentals keep.
std::vector<seedbed::check> protocol_checks();

} // namespace ohmycoins
