#pragma once

#include "algorithm_outline.hpp"
#include "prices.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace ohmycoins {

/// How far back an algorithm is evaluated, where there are prices.
inline constexpr std::chrono::hours evaluation_span = std::chrono::days(30);

/// The figures of a backtest of the algorithm's own configuration, at its own frequency, over the
/// prices of the time before it was last updated, as performance_metrics_json holds them. Nothing
/// where there are too few prices of its coin for its first decision: it was never evaluated.
std::optional<std::string> evaluate(const algorithm_outline& algorithm,
                                    const trading::price_board& prices);

} // namespace ohmycoins
