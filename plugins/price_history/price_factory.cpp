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
#include <utility>

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

/// In 1e-8 AUD. A series may rise from there, to what the market can compute with.
std::int64_t read_start(const std::string& text) {
    const price_decimal start = price_decimal::parse(text);
    const auto highest = price_decimal::from_integer(1'000'000'000);
    if (start <= price_decimal() || start > highest)
        throw seedbed::error(seedbed::failure::usage,
                             fmt::format("start_price: {}; a price is more than 0, and {} at most",
                                         start.to_string(),
                                         highest.to_string()));
    return static_cast<std::int64_t>(start.units());
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
        made.pin = market::pin{slot_of(made.begin) * market::seconds_per_slot, read_start(*start)};
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

/// As far from `anchor` as `price` is from `of`, in proportion.
price_decimal in_proportion(std::int64_t price, std::int64_t of, const price_decimal& anchor) {
    return price_decimal::from_units(anchor.units() * price / of);
}

/// What the test gave of the quote stands, NULL, too; the rest is put around it.
void set_quote(price& row,
               const market::quote& quote,
               const mapped_row& given,
               const fixture_context& context) {
    const price wanted = seedbed::to_object<price>(given);
    const auto [anchor, of] = wanted.last  ? std::pair(*wanted.last, quote.last)
                              : wanted.bid ? std::pair(*wanted.bid, quote.bid)
                              : wanted.ask
                                  ? std::pair(*wanted.ask, quote.ask)
                                  : std::pair(price_decimal::from_units(quote.last), quote.last);
    const auto set = [&](const char* column,
                         std::optional<price_decimal>& value,
                         const std::optional<price_decimal>& own,
                         std::int64_t usual) {
        value = own || context.given(column) ? own : in_proportion(usual, of, anchor);
    };
    set("bid", row.bid, wanted.bid, quote.bid);
    set("ask", row.ask, wanted.ask, quote.ask);
    set("last", row.last, wanted.last, quote.last);
    if (wanted.bid && wanted.ask && !context.given("last"))
        row.last = std::clamp(*row.last, std::min(*row.bid, *row.ask), *row.ask);
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

std::vector<mapped_row> price_factory::series(std::span<const mapped_row> given,
                                              const fixture_context& context) const {
    if (given.empty())
        return {};
    const mapped_row& first = given.front();
    const std::string coin =
        first.at("coin_type") ? seedbed::to_object<price>(first).coin_type : usual_coin;
    const window asked = choose_window(given.size(), first, coin, context);
    check_calendar(asked);
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
    for (std::uint64_t i = 0; i < given.size(); ++i) {
        price row;
        row.coin_type = coin;
        row.timestamp = asked.begin + steps(i);
        row.created_at = row.timestamp;
        const std::int64_t slot = slot_of(row.timestamp);
        const std::int64_t day = market::floor_divide(slot, market::slots_per_day);
        if (day != day_made)
            path.day_quotes(*(day_made = day), quotes);
        set_quote(row,
                  quotes[static_cast<std::size_t>(slot - day * market::slots_per_day)],
                  given[i],
                  context);
        mapped_row made = seedbed::to_mapped_row(row);
        for (const char* column : {"id", "created_at", "coin_type"})
            if (given[i].at(column))
                made.at(column) = given[i].at(column);
        if (given[i].at("timestamp") != first.at("timestamp"))
            made.at("timestamp") = given[i].at("timestamp");
        rows.push_back(std::move(made));
    }
    return rows;
}

} // namespace ohmycoins
