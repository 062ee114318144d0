#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins {

/// The rules that backtests keep; docs/models.md lists them.
std::vector<seedbed::check> backtest_checks();

} // namespace ohmycoins
