#pragma once

#include "money.hpp"

#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ohmycoins::trading {

/// What the exchange showed of one coin at one moment.
struct tick {
    seedbed::timestamp time;
    std::int64_t bid = 0; ///< in 1e-8 AUD, as last and ask: 0 < bid <= ask
    std::int64_t last = 0;
    std::int64_t ask = 0;

    price_decimal bid_price() const { return price_decimal::from_units(bid); }
    price_decimal last_price() const { return price_decimal::from_units(last); }
    price_decimal ask_price() const { return price_decimal::from_units(ask); }
    double last_aud() const noexcept { return static_cast<double>(last) * 1e-8; }
};

/// The prices of all coins between two instants, in memory: 32 bytes for each. Immutable, for any
/// number of threads.
class price_board {
public:
    using series_map = std::map<std::string, std::vector<tick>, std::less<>>;

    price_board() = default;
    /// Each coin's ticks ascend in time.
    explicit price_board(series_map series);

    /// The ticks from `from` on, without the coins that have less than half as many of them as the
    /// coin with the most: a snapshot is no history.
    price_board since(seedbed::timestamp from) const;

    /// Reads price_data_5min from `from` to `to`, both included; rows without a price are passed
    /// over.
    static price_board
    read(const seedbed::session& session, seedbed::timestamp from, seedbed::timestamp to);

    /// The prices that price_history would write into an empty table: for previews, which have no
    /// database.
    static price_board
    generated(std::uint64_t seed, seedbed::timestamp from, seedbed::timestamp to);

    /// Tickers, ascending.
    std::vector<std::string> coins() const;
    bool has(std::string_view coin) const { return series_.contains(coin); }
    bool empty() const noexcept { return series_.empty(); }

    /// A coin's ticks, ascending in time; none for a coin that is not on the board.
    std::span<const tick> of(std::string_view coin) const;

    /// The newest tick that is not after `time`; null where there is none, or none of the last five
    /// minutes: nobody trades at an older price, which a later run may put another one behind.
    const tick* at(std::string_view coin, seedbed::timestamp time) const;

    /// The first and the last moment of any coin. Not for an empty board.
    seedbed::timestamp begin() const noexcept { return begin_; }
    seedbed::timestamp end() const noexcept { return end_; }

private:
    series_map series_;
    seedbed::timestamp begin_;
    seedbed::timestamp end_;
};

/// How many of `ticks` are not after `time`.
std::size_t ticks_until(std::span<const tick> ticks, seedbed::timestamp time);

} // namespace ohmycoins::trading
