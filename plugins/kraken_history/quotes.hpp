#pragma once

#include "candles.hpp"
#include "market/quote.hpp"

#include <string_view>

namespace seedbed::kraken {

/// Bid and ask around a candle's close. A candle has none: they are derived, as far apart as the
/// market's model puts them for the coin in a quiet market (0.22 % for BTC, 0.42 % for DOGE), and
/// 0.5 % for a coin it does not know. 0 < bid <= last <= ask, and last is the close to the digit.
market::quote quote_around_close(std::string_view ticker, const aud_price& close_aud);

} // namespace seedbed::kraken
