#pragma once

#include <seedbed/timestamp.hpp>

#include <optional>
#include <string_view>

namespace seedbed::news {

/// Reads a time as feeds and news APIs write it; nothing for what is none, or is outside of
/// 1970 to 2100.
///
/// - RFC 822 and its successors: `Thu, 27 Mar 2025 18:47:14 +0000`; also without weekday, comma or
///   seconds, with a month in full, the month before the day, a year of two digits (below 50 is
///   20xx, as RFC 2822 has it), and the zones of North America by name.
/// - ISO 8601: `2025-03-27T18:47:14Z`; also with a blank for the T, a fraction of any length, an
///   offset without colon or minutes, or `UTC` or `GMT` behind it.
///
/// A date without a time is its midnight; a time without a zone is UTC.
std::optional<timestamp> parse_publication_time(std::string_view text);

} // namespace seedbed::news
