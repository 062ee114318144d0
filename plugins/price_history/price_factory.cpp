#include "price_factory.hpp"

#include "market/calendar.hpp"
#include "market/coins.hpp"
#include "market/model.hpp"
#include "market/pinned_path.hpp"
#include "price-odb.hpp"

#include <seedbed/error.hpp>
#include <seedbed/fixture_rows.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ohmycoins {
namespace {

namespace market = seedbed::market;
using price_decimal = seedbed::decimal<20, 8>;
using seedbed::fixture_context;
using seedbed::mapped_row;
using seedbed::timestamp;

constexpr const char* usual_coin = "BTC";

/// Suites that test on one database at the same time have prices of times of their own: a coin has
/// one price at a moment, and the second one to write it would wait for the first.
constexpr std::chrono::hours own_span = std::chrono::days(180);

/// The times of a series, and the price that it is led through.
struct window {
    timestamp begin;
    timestamp end;
    std::optional<market::pin> pin;
};

std::int64_t slot_of(timestamp time) {
    return market::floor_divide(time.unix_seconds(), market::seconds_per_slot);
}

std::chrono::seconds steps(std::uint64_t count) {
    return seedbed::as_of_step * static_cast<std::int64_t>(count);
}

/// The first price of the coin, where one stands between the two instants.
struct first_price {
    timestamp time;
    price_decimal last;
};
std::optional<first_price> standing_in(const seedbed::session& session,
                                       const std::string& coin,
                                       timestamp begin,
                                       timestamp end) {
    std::optional<first_price> first;
    session.for_each(
        "SELECT timestamp, coalesce(last, 0) FROM price_data_5min"
        " WHERE coin_type = $1 AND EXISTS (SELECT FROM price_data_5min"
        " WHERE coin_type = $1 AND timestamp BETWEEN $2 AND $3)"
        " ORDER BY timestamp LIMIT 1",
        {coin, begin.to_string(), end.to_string()},
        [&](seedbed::row_view row) {
            first = first_price{timestamp::parse(*row[0]), price_decimal::parse(*row[1])};
        });
    return first;
}

window choose_window(std::uint64_t count,
                     const mapped_row& given,
                     const std::string& coin,
                     const fixture_context& context) {
    const bool fixed = given.at("timestamp").has_value();
    window made;
    made.end = fixed ? seedbed::to_object<price>(given).timestamp : context.run().as_of;
    if (!fixed && context.connection())
        made.end = made.end - own_span * static_cast<std::int64_t>(
                                             seedbed::fixture_place(*context.connection()));
    made.begin = made.end - steps(count - 1);
    if (!fixed && context.connection()) {
        const auto standing = standing_in(*context.connection(), coin, made.begin, made.end);
        if (standing) {
            made.end = standing->time - steps(1);
            made.begin = made.end - steps(count - 1);
            if (!standing->last.is_zero() && !standing->last.is_negative())
                made.pin = market::pin{standing->time.unix_seconds(),
                                       static_cast<std::int64_t>(standing->last.units())};
        }
    }
    if (const auto start = context.input("start_price"))
        made.pin = market::pin{slot_of(made.begin) * market::seconds_per_slot,
                               static_cast<std::int64_t>(price_decimal::parse(*start).units())};
    return made;
}

void check_calendar(const window& asked) {
    const std::int64_t first = market::day_of(asked.begin.unix_seconds());
    const std::int64_t last = market::day_of(asked.end.unix_seconds());
    if (first < market::first_day || last > market::last_day)
        throw seedbed::error(
            seedbed::failure::usage,
            fmt::format("prices from {} to {} were asked for; the market has them from 2009 to "
                        "2070: change --as-of, timestamp or count",
                        asked.begin.to_string(),
                        asked.end.to_string()));
}

/// What the test gave of the quote stands; the rest is put around it.
void set_quote(price& row, const market::quote& quote, const mapped_row& given) {
    const price wanted = seedbed::to_object<price>(given);
    const auto gap = [&](std::int64_t a, std::int64_t b) {
        return price_decimal::from_units(a - b);
    };
    const price_decimal below = gap(quote.last, quote.bid);
    const price_decimal above = gap(quote.ask, quote.last);
    row.last = wanted.last  ? *wanted.last
               : wanted.bid ? *wanted.bid + below
               : wanted.ask ? *wanted.ask - above
                            : price_decimal::from_units(quote.last);
    row.bid = wanted.bid ? *wanted.bid : *row.last - below;
    row.ask = wanted.ask ? *wanted.ask : *row.last + above;
}

} // namespace

price_factory::price_factory(std::uint64_t seed) : seed_(seed) {}

price_factory::~price_factory() = default;

const market::model& price_factory::market() const {
    if (!market_)
        market_ = std::make_unique<const market::model>(seed_);
    return *market_;
}

std::string_view price_factory::model() const {
    return seedbed::model_traits<price>::name;
}

const seedbed::row_layout& price_factory::layout() const {
    return seedbed::layout_of<price>();
}

std::vector<seedbed::fixture_input> price_factory::inputs() const {
    return {{"start_price", "NUMERIC(20,8)", "Last price, in AUD, of the first row"}};
}

std::vector<mapped_row> price_factory::series(std::uint64_t count,
                                              const mapped_row& given,
                                              const fixture_context& context) const {
    const std::string coin =
        given.at("coin_type") ? seedbed::to_object<price>(given).coin_type : usual_coin;
    const window asked = choose_window(count, given, coin, context);
    check_calendar(asked);
    if (asked.pin && asked.pin->price <= 0)
        throw seedbed::error(seedbed::failure::usage, "start_price: a price is more than 0");
    const auto known = market::coins();
    const bool is_known = std::ranges::count(known, coin, &market::coin::ticker) > 0;
    // A coin that the market does not know moves as the usual one.
    const market::pinned_path path(market(),
                                   market::coin_index(is_known ? coin : usual_coin),
                                   asked.pin ? std::span(&*asked.pin, 1)
                                             : std::span<const market::pin>());
    std::vector<mapped_row> rows;
    std::array<market::quote, market::day_size> quotes;
    std::optional<std::int64_t> day_made;
    for (std::uint64_t i = 0; i < count; ++i) {
        price row;
        row.coin_type = coin;
        row.timestamp = asked.begin + steps(i);
        row.created_at = row.timestamp;
        const std::int64_t slot = slot_of(row.timestamp);
        const std::int64_t day = market::floor_divide(slot, market::slots_per_day);
        if (day != day_made)
            path.day_quotes(*(day_made = day), quotes);
        set_quote(row, quotes[static_cast<std::size_t>(slot - day * market::slots_per_day)], given);
        mapped_row made = seedbed::to_mapped_row(row);
        for (const char* column : {"id", "created_at"})
            if (given.at(column))
                made.at(column) = given.at(column);
        rows.push_back(std::move(made));
    }
    return rows;
}

} // namespace ohmycoins
