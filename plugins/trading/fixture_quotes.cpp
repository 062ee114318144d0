#include "fixture_quotes.hpp"

#include "market/calendar.hpp"
#include "market/coins.hpp"
#include "market/model.hpp"
#include "market/pinned_path.hpp"

#include <algorithm>

namespace ohmycoins::trading {
namespace {

namespace market = seedbed::market;

std::optional<tick>
standing(const seedbed::session& session, const std::string& coin, seedbed::timestamp time) {
    std::optional<tick> found;
    session.for_each_prepared(
        "SELECT timestamp, bid, last, ask FROM price_data_5min WHERE coin_type = $1"
        " AND timestamp <= $2 AND timestamp > $2::timestamptz - interval '1 hour'"
        " AND bid > 0 AND ask >= bid AND last > 0 ORDER BY timestamp DESC LIMIT 1",
        {coin, time.to_string()},
        [&](seedbed::row_view row) {
            const auto units = [&](std::size_t column) {
                return static_cast<std::int64_t>(price_decimal::parse(*row[column]).units());
            };
            found = tick{.time = seedbed::timestamp::parse(*row[0]),
                         .bid = units(1),
                         .last = units(2),
                         .ask = units(3)};
        });
    return found;
}

} // namespace

fixture_quotes::fixture_quotes(std::uint64_t seed) : seed_(seed) {}

fixture_quotes::~fixture_quotes() = default;

std::optional<tick> fixture_quotes::quote(const seedbed::fixture_context& context,
                                          const std::string& coin,
                                          seedbed::timestamp time) const {
    if (context.connection())
        if (const auto found = standing(*context.connection(), coin, time))
            return found;
    return generated(coin, time);
}

std::optional<tick> fixture_quotes::generated(const std::string& coin,
                                              seedbed::timestamp time) const {
    const auto known = market::coins();
    const bool has_prices = std::ranges::count(known, coin, &market::coin::ticker) > 0;
    const std::int64_t slot = market::floor_divide(time.unix_seconds(), market::seconds_per_slot);
    const std::int64_t day = market::floor_divide(slot, market::slots_per_day);
    if (!has_prices || day < market::first_day || day > market::last_day)
        return std::nullopt;
    const auto found = made_.find({coin, slot});
    if (found != made_.end())
        return found->second;
    if (!model_)
        model_ = std::make_unique<market::model>(seed_);
    const std::int64_t begin = slot * market::seconds_per_slot;
    const market::quote quote =
        market::pinned_path(*model_, market::coin_index(coin), {}).quote_at(begin);
    const tick made{.time = seedbed::timestamp::from_unix_seconds(begin),
                    .bid = quote.bid,
                    .last = quote.last,
                    .ask = quote.ask};
    return made_.emplace(std::pair(coin, slot), made).first->second;
}

} // namespace ohmycoins::trading
