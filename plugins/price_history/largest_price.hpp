#pragma once

#include <cstdint>
#include <limits>

namespace ohmycoins {

/// The largest price that the market's model computes with, in 1e-8 AUD: 64 bits hold it, and the
/// quotes around it. The column holds 43 times as much. A source rejects a price beyond it;
/// somebody else's is led through by no path.
inline constexpr std::int64_t largest_price_units = std::numeric_limits<std::int64_t>::max() / 4;

} // namespace ohmycoins
