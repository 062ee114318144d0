#pragma once

#include "backtesting.hpp"

#include <string>

/// The three documents of a backtest, as the application's backtest screen reads them. Amounts are
/// numbers with their exact digits.
namespace ohmycoins {

std::string results_json(const trading::performance& figures);
std::string equity_curve_json(const trading::backtest_outcome& outcome);
std::string trade_log_json(const trading::backtest_outcome& outcome);

} // namespace ohmycoins
