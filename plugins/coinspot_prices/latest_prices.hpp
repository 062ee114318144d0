#pragma once

#include <seedbed/decimal.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::coinspot {

/// The price columns' type. CoinSpot gives up to 8 decimals in its documents, and now and then
/// more in its answers; those are rounded half to even.
using price = decimal<20, 8>;

/// One coin against the Australian dollar. All three prices are above zero, and not beyond
/// ohmycoins::largest_price_units.
struct coin_price {
    std::string ticker; ///< upper case, as traders elsewhere know the coin
    price bid;          ///< what the market pays for one
    price ask;          ///< what the market wants for one
    price last;         ///< of the last trade
};

struct latest {
    std::vector<coin_price> prices;    ///< by ticker, each once
    std::vector<std::string> warnings; ///< one line each: coin, field, value
    std::uint64_t rejected = 0;        ///< entries that are left out, a warning saying why
    std::map<std::string, std::string> unusable; ///< tickers of those, and why: no other entry
                                                 ///< has their price
};

/// Reads the answer of CoinSpot's public API v2, GET /latest: per coin an object of bid, ask and
/// last. It has no time of its own; whoever asked stamps it.
///
/// - A price is a JSON string, read exactly, or a JSON number. A number that is no integer comes
///   through a double and is taken as the shortest decimal text of that double, which is the
///   source's text for up to 15 significant digits.
/// - A coin whose prices are missing, no number, not above zero, or larger than price_history can
///   compute with is left out with a warning. Prices that merely look odd (ask below bid, last
///   outside of both) are kept with a warning: thin markets are like that.
/// - Markets against other currencies (`btc_usdt`) are left out without a word. CoinSpot's own
///   codes become the usual tickers (`str` is XLM). Where two keys mean one coin, the usual
///   ticker's key wins over the old code's, with a warning.
///
/// Throws error(failure::seeding) when the whole answer is of no use: not JSON, another shape,
/// `status` other than "ok" (with CoinSpot's own message), or not one usable price.
latest parse_latest(std::string_view body);

} // namespace seedbed::coinspot
