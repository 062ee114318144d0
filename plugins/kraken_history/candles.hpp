#pragma once

#include <seedbed/decimal.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::kraken {

/// The price columns' type, in AUD here: only pairs against AUD are asked for.
using aud_price = decimal<20, 8>;

/// Kraken's candles are five minutes long, as the grid's slots are, and it keeps the newest 720.
inline constexpr std::int64_t candle_seconds = 300;
inline constexpr std::int64_t most_candles = 720;

/// A candle that is over.
struct candle {
    std::int64_t end;    ///< seconds since 1970, on the 5-minute grid
    aud_price close_aud; ///< the last trade's price; above zero
};

struct candles {
    std::vector<candle> closed; ///< in order of time, each end once
    std::uint64_t rejected = 0;
    std::string first_rejection; ///< why, when any was
};

/// Reads the answer of Kraken's GET /0/public/OHLC for one pair.
///
/// - The newest candle is still open, and left out; where it cannot be read, nothing else is in its
///   place.
/// - The pair's name in the answer is Kraken's own ("XXBTZAUD"); whichever it is, the only list
///   under "result" is taken.
/// - A candle is `[time, open, high, low, close, …]`, prices as strings, which are read exactly.
///   Rejected is one of another shape, off the grid, with a price that is no number above zero or
///   beyond ohmycoins::largest_price_units, with a close outside of low and high, or of a time that
///   came before.
///
/// `pair` ("BTC/AUD") is for messages. Throws source_error with Kraken's own words when the answer
/// is an error in spite of its status 200: unavailable for what passes (too many requests, service
/// busy), otherwise refused. Throws error(failure::seeding) for an answer of another shape and for
/// one without a closed candle.
candles parse_candles(std::string_view body, const std::string& pair);

} // namespace seedbed::kraken
