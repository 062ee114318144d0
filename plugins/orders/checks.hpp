#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules that orders keep; docs/models.md lists them.
std::vector<seedbed::check> order_checks();

} // namespace ohmycoins
