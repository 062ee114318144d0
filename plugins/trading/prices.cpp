#include "prices.hpp"

#include "market/calendar.hpp"
#include "market/coins.hpp"
#include "market/model.hpp"
#include "market/pinned_path.hpp"

#include <algorithm>
#include <array>

namespace ohmycoins::trading {
namespace {

namespace market = seedbed::market;

// NaN is larger than any number to PostgreSQL.
constexpr const char* ticks_sql = R"sql(
SELECT coin_type, (extract(epoch FROM timestamp) * 1000000)::bigint, bid, last, ask
FROM price_data_5min
WHERE timestamp BETWEEN $1 AND $2
  AND bid > 0 AND bid <= ask AND last > 0 AND ask < 'NaN' AND last < 'NaN'
ORDER BY coin_type COLLATE "C", timestamp
)sql";

std::int64_t units(std::string_view price) {
    return static_cast<std::int64_t>(price_decimal::parse(price).units());
}

std::vector<tick> generated_ticks(const market::model& model,
                                  std::size_t coin,
                                  std::int64_t first_slot,
                                  std::int64_t last_slot) {
    const market::pinned_path path(model, coin, {});
    std::array<market::quote, market::day_size> quotes{};
    std::vector<tick> ticks;
    for (std::int64_t slot = first_slot; slot <= last_slot; ++slot) {
        const std::int64_t in_day = slot % market::slots_per_day;
        if (slot == first_slot || in_day == 0)
            path.day_quotes(slot / market::slots_per_day, quotes);
        const market::quote& quote = quotes.at(static_cast<std::size_t>(in_day));
        ticks.push_back(
            {.time = seedbed::timestamp::from_unix_seconds(slot * market::seconds_per_slot),
             .bid = quote.bid,
             .last = quote.last,
             .ask = quote.ask});
    }
    return ticks;
}

} // namespace

price_board::price_board(series_map series) : series_(std::move(series)) {
    std::erase_if(series_, [](const auto& entry) { return entry.second.empty(); });
    if (series_.empty())
        return;
    begin_ = series_.begin()->second.front().time;
    end_ = series_.begin()->second.back().time;
    for (const auto& [coin, ticks] : series_) {
        begin_ = std::min(begin_, ticks.front().time);
        end_ = std::max(end_, ticks.back().time);
    }
}

price_board price_board::since(seedbed::timestamp from) const {
    series_map later;
    std::size_t most = 0;
    for (const auto& [coin, ticks] : series_) {
        const auto first = std::lower_bound(
            ticks.begin(), ticks.end(), from, [](const tick& each, seedbed::timestamp moment) {
                return each.time < moment;
            });
        const auto kept = later.emplace(coin, std::vector<tick>(first, ticks.end())).first;
        most = std::max(most, kept->second.size());
    }
    std::erase_if(later, [&](const auto& entry) { return entry.second.size() * 2 < most; });
    return price_board(std::move(later));
}

price_board
price_board::read(const seedbed::session& session, seedbed::timestamp from, seedbed::timestamp to) {
    series_map series;
    session.for_each(ticks_sql, {from.to_string(), to.to_string()}, [&](seedbed::row_view row) {
        auto place = series.find(*row[0]);
        if (place == series.end())
            place = series.emplace(*row[0], std::vector<tick>()).first;
        place->second.push_back(
            {.time = seedbed::timestamp::from_unix_microseconds(std::stoll(std::string(*row[1]))),
             .bid = units(*row[2]),
             .last = units(*row[3]),
             .ask = units(*row[4])});
    });
    return price_board(std::move(series));
}

price_board
price_board::generated(std::uint64_t seed, seedbed::timestamp from, seedbed::timestamp to) {
    const market::model model(seed);
    const std::int64_t first = (from.unix_seconds() - 1) / market::seconds_per_slot + 1;
    const std::int64_t last = to.unix_seconds() / market::seconds_per_slot;
    series_map series;
    for (std::size_t coin = 0; coin < market::coins().size(); ++coin)
        series.emplace(market::coin_at(coin).ticker, generated_ticks(model, coin, first, last));
    return price_board(std::move(series));
}

std::vector<std::string> price_board::coins() const {
    std::vector<std::string> names;
    for (const auto& [coin, ticks] : series_)
        names.push_back(coin);
    return names;
}

std::span<const tick> price_board::of(std::string_view coin) const {
    const auto found = series_.find(coin);
    return found == series_.end() ? std::span<const tick>() : std::span(found->second);
}

const tick* price_board::at(std::string_view coin, seedbed::timestamp time) const {
    const std::span<const tick> ticks = of(coin);
    const std::size_t count = ticks_until(ticks, time);
    const bool is_fresh = count > 0 && time - ticks[count - 1].time < std::chrono::minutes(5);
    return is_fresh ? &ticks[count - 1] : nullptr;
}

std::size_t ticks_until(std::span<const tick> ticks, seedbed::timestamp time) {
    const auto later = std::upper_bound(
        ticks.begin(), ticks.end(), time, [](seedbed::timestamp moment, const tick& each) {
            return moment < each.time;
        });
    return static_cast<std::size_t>(later - ticks.begin());
}

} // namespace ohmycoins::trading
