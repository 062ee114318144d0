#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules that users keep; docs/models.md lists them.
std::vector<seedbed::check> user_checks();

} // namespace ohmycoins
