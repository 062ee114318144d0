#pragma once

#include "market/pinned_path.hpp"

#include <seedbed/session.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ohmycoins {

/// A stretch of the 5-minute grid without rows: slots first to last, both included, counted from
/// 1970. `pins` are the rows that stand directly before and behind it, where there are any.
struct price_gap {
    std::int64_t first_slot = 0;
    std::int64_t last_slot = 0;
    std::vector<seedbed::market::pin> pins;

    std::uint64_t size() const noexcept {
        return static_cast<std::uint64_t>(last_slot - first_slot + 1);
    }
};

/// How far back a coin's newest row may lie before the window so that the grid is continued from
/// it: what is older belongs to another data set.
inline constexpr std::int64_t longest_seam_days = 90;

/// The gaps of one coin between two slots, in order. Where an older row of the coin lies before
/// the window, the stretch between belongs to the first gap: the grid stays one.
std::vector<price_gap> read_price_gaps(const seedbed::session& session,
                                       const std::string& coin,
                                       std::int64_t first_slot,
                                       std::int64_t last_slot);

} // namespace ohmycoins
