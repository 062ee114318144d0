#pragma once

#include "backtesting.hpp"

#include <span>
#include <string>

namespace ohmycoins::agents {

inline constexpr int picture_width = 480;
inline constexpr int picture_height = 200;

/// A PNG of two equity curves over the same time: the strategy's in blue, the other in orange,
/// with the highest and the lowest value in AUD at the left. Four colours, stored without
/// compression: the bytes are the same with every library, as the rows that hold their size have
/// to be.
std::string draw_equity(std::span<const trading::equity_point> strategy,
                        std::span<const trading::equity_point> holding);

} // namespace ohmycoins::agents
