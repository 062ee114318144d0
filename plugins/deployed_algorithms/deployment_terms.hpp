#pragma once

#include "algorithm.hpp"

#include <seedbed/random.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// What somebody calls a deployment of the algorithm.
std::string draw_deployment_name(seedbed::random draws, const algorithm& runs);

/// The algorithm's own parameters, with the limit behind them.
std::string deployment_parameters(const algorithm& runs, int max_trades_per_day);

/// The limit in parameters_json; nothing where none can be read.
std::optional<int> max_trades_per_day(const std::optional<std::string>& parameters_json);

} // namespace ohmycoins
