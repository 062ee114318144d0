#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules that positions keep; docs/models.md lists them.
std::vector<seedbed::check> position_checks();

} // namespace ohmycoins
