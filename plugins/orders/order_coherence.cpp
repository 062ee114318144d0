#include "order_coherence.hpp"

#include "algorithm-odb.hpp"
#include "money.hpp"
#include "standing_trades.hpp"
#include "user-odb.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::fixture_context;
using seedbed::timestamp;
using namespace std::chrono;

constexpr seconds until_submitted{1};
constexpr seconds until_filled{2};
constexpr seedbed::int128 largest_quantity =
    seedbed::detail::power_of_ten(quantity_decimal::precision) - 1;

bool is_open_limit(const order& row) {
    return row.order_type == "limit" && (row.status == "pending" || row.status == "submitted");
}

bool is_filled(const order& row) {
    return row.status == "filled" || row.status == "partial";
}

bool is_unreached_limit(const order& row) {
    return is_open_limit(row) || (row.order_type == "limit" && row.status == "cancelled");
}

/// The status that what the test gave fits; a fill counts more than a message beside it.
std::string fitting_status(const order& row, const fixture_context& context) {
    const bool some = context.given("filled_quantity") && row.filled_quantity > quantity_decimal();
    const bool all = !some || (context.given("quantity") && row.filled_quantity >= row.quantity);
    if (some || (context.given("filled_at") && row.filled_at))
        return all ? "filled" : "partial";
    if (context.given("error_message") && !row.error_message.value_or("").empty())
        return "failed";
    if (context.given("submitted_at") && !row.submitted_at)
        return "pending";
    const bool without_price = context.given("price") && !row.price;
    return context.given("filled_quantity") || context.given("filled_at") || without_price
               ? "submitted"
               : "filled";
}

/// What a test that says nothing else gets.
void choose(order& row, const fixture_context& context) {
    if (!context.given("status"))
        row.status = fitting_status(row, context);
    if (!context.given("order_type"))
        row.order_type = "market";
    if (!context.given("side"))
        row.side = "buy";
    if (!context.given("error_message"))
        row.error_message = row.status == "failed"
                                ? std::optional<std::string>("Insufficient funds")
                                : std::nullopt;
}

/// The coin of an algorithm's configuration; nothing where a test wrote one without it.
std::optional<std::string> coin_of(const algorithm& what) {
    boost::system::error_code unreadable;
    const auto parsed = boost::json::parse(what.configuration_json.value_or("{}"), unreadable);
    const auto* const members = unreadable ? nullptr : parsed.if_object();
    const auto* const coin = members ? members->if_contains("coin_type") : nullptr;
    const auto* const ticker = coin ? coin->if_string() : nullptr;
    constexpr std::size_t longest = 20; // VARCHAR(20)
    return ticker && !ticker->empty() && ticker->size() <= longest
               ? std::optional(std::string(*ticker))
               : std::nullopt;
}

/// An algorithm that the test names has to stand, as no foreign key says so; its order is its
/// owner's, and of its coin.
void follow_algorithm(order& row, const fixture_context& context) {
    if (!context.given("algorithm_id"))
        row.algorithm_id.reset(); // the generated one need not exist
    if (!row.algorithm_id)
        return;
    const auto what = context.standing<algorithm>(*row.algorithm_id);
    if (!what && context.connection())
        throw seedbed::error(seedbed::failure::usage,
                             "order: algorithm_id: there is no algorithm " +
                                 row.algorithm_id->to_string());
    if (!what)
        return;
    if (!context.given("user_id"))
        row.user_id = what->created_by;
    if (!context.given("coin_type"))
        row.coin_type = coin_of(*what).value_or(row.coin_type);
}

/// Its user has signed up by then, and its algorithm is written.
timestamp earliest_creation(const order& row, const fixture_context& context) {
    timestamp earliest = timestamp::from_unix_seconds(0);
    if (const auto who = context.standing<user>(row.user_id))
        earliest = std::max(earliest, who->created_at);
    if (row.algorithm_id)
        if (const auto what = context.standing<algorithm>(*row.algorithm_id))
            earliest = std::max(earliest, what->created_at);
    return earliest;
}

/// The times, but created_at, that the test gave; nothing where it did not, or gave NULL.
struct given_times {
    std::optional<timestamp> submitted;
    std::optional<timestamp> filled;
    std::optional<timestamp> updated;

    given_times(const order& row, const fixture_context& context) {
        if (context.given("submitted_at"))
            submitted = row.submitted_at;
        if (context.given("filled_at"))
            filled = row.filled_at;
        if (context.given("updated_at"))
            updated = row.updated_at;
    }

    /// The last moment to place the order at, if submitting and filling it takes so long; nothing
    /// where no time was given.
    std::optional<timestamp> latest_creation(microseconds submitting, microseconds filling) const {
        std::optional<timestamp> latest;
        const auto bound = [&](const std::optional<timestamp>& time, microseconds taken) {
            if (time)
                latest = std::min(latest.value_or(*time - taken), *time - taken);
        };
        bound(submitted, submitting);
        bound(filled, filling);
        bound(updated, filling);
        return latest;
    }
};

bool gives_a_time(const order& row, const fixture_context& context) {
    return context.given("created_at") || given_times(row, context).latest_creation({}, {});
}

/// What is known of the coin and of the user's orders of it, where the row has to follow them.
struct surroundings {
    std::optional<newest_prices> market;
    std::optional<standing_book> book;

    surroundings(const order& row, const fixture_context& context) {
        if (!context.connection())
            return;
        const bool free = !gives_a_time(row, context);
        if (free)
            market = find_newest_prices(*context.connection(), row.coin_type, context.run().as_of);
        if (row.side == "sell" || (market && context.given("user_id")))
            book = find_standing_book(*context.connection(), row.user_id, row.coin_type);
    }
};

/// What a market order pays, or gets.
price_decimal market_price(const order& row, const trading::tick& quote) {
    return row.side == "buy" ? quote.ask_price() : quote.bid_price();
}

/// Whether the order fills at the price that the test gave it where the market is there.
bool fills_at(const order& row, const trading::tick& quote) {
    const price_decimal market = market_price(row, quote);
    if (row.order_type != "limit")
        return row.price == market;
    return row.side == "buy" ? market <= row.price : market >= row.price;
}

/// A moment after the prices that stand. A fill at a price that the market did not show then has to
/// be of a moment that nobody saw: when the newest price is an hour old.
timestamp
moment_after(const newest_prices& market, const order& row, const fixture_context& context) {
    const bool unseen = context.given("price") && is_filled(row) && !fills_at(row, market.known);
    return unseen ? market.of_all + hours(1) : market.known.time + seconds(1);
}

/// Placed after its user signed up and its algorithm was written, after the coin's prices and the
/// user's other orders of it; what is still open, just now, so that the market has had no time to
/// reach it. Times that the test gave take it along.
void place(order& row, const fixture_context& context, const surroundings& around) {
    if (context.given("created_at"))
        return;
    const timestamp earliest = earliest_creation(row, context);
    const given_times given(row, context);
    const auto filling = is_filled(row) ? until_submitted + until_filled : until_submitted;
    if (const auto latest = given.latest_creation(until_submitted, filling)) {
        const bool moves = given.submitted || given.filled || is_unreached_limit(row);
        row.created_at = moves ? *latest : std::min(row.created_at, *latest);
        row.created_at = std::max(row.created_at, earliest);
        row.created_at = std::min(row.created_at, *given.latest_creation({}, {}));
        return;
    }
    if (around.market)
        row.created_at = moment_after(*around.market, row, context);
    else if (is_open_limit(row))
        row.created_at = context.run().as_of - minutes(1);
    row.created_at = std::max(row.created_at, earliest);
    if (around.book)
        row.created_at = std::max(row.created_at, around.book->changed + seconds(1));
}

timestamp not_after(timestamp time, const std::optional<timestamp>& given) {
    return std::min(time, given.value_or(time));
}

void set_times(order& row, const fixture_context& context) {
    const given_times given(row, context);
    const timestamp created = row.created_at;
    if (!context.given("submitted_at") && row.status == "pending")
        row.submitted_at.reset();
    else if (!context.given("submitted_at"))
        row.submitted_at = std::max(
            created, not_after(not_after(created + until_submitted, given.filled), given.updated));
    const timestamp submitted = row.submitted_at.value_or(created);
    if (!context.given("filled_at") && !is_filled(row))
        row.filled_at.reset();
    else if (!context.given("filled_at"))
        row.filled_at = std::max(submitted, not_after(submitted + until_filled, given.updated));
    if (!context.given("updated_at"))
        row.updated_at = std::max({created, submitted, row.filled_at.value_or(created)});
    if (!context.given("coinspot_order_id") && !row.submitted_at)
        row.coinspot_order_id.reset();
    else if (!context.given("coinspot_order_id") && !row.coinspot_order_id) // by its own key
        row.coinspot_order_id = "CS" + row.id.to_string().substr(24);
}

/// A market order gets the ask or bid of its moment; a limit that still waits is out of reach.
price_decimal price_for(const order& row, const trading::tick& quote) {
    const price_decimal market = market_price(row, quote);
    if (!is_unreached_limit(row))
        return market;
    const auto tenth = price_decimal::from_units(market.units() / 10);
    return row.side == "buy" ? market - tenth : market + tenth;
}

/// What the market shows when the order fills; behind all prices it is the newest of them.
std::optional<trading::tick> quote_for(const order& row,
                                       const fixture_context& context,
                                       const trading::fixture_quotes& quotes,
                                       const std::optional<newest_prices>& market) {
    if (market && market->known.time == market->of_all)
        return market->known;
    const auto quote = quotes.quote(context, row.coin_type, row.filled_at.value_or(row.created_at));
    return quote || !market ? quote : market->known;
}

/// As many coins as the generated order was worth, and no fewer than are filled. What is sold was
/// bought before.
void set_quantity(order& row,
                  const fixture_context& context,
                  const std::optional<standing_book>& book,
                  const aud& worth) {
    if (context.given("quantity"))
        return;
    if (row.price && !row.price->is_zero() && !worth.is_zero()) {
        const quantity_decimal fitting = quantity_for(worth, *row.price);
        row.quantity = fitting.is_zero() ? row.quantity : fitting;
    }
    if (row.side == "sell" && is_filled(row) && book && book->held.units() > 0)
        row.quantity =
            quantity_decimal::from_units(std::min(row.quantity.units(), book->held.units()));
    const quantity_decimal filled =
        context.given("filled_quantity") ? row.filled_quantity : quantity_decimal();
    if (row.status == "filled" && !filled.is_zero())
        row.quantity = filled;
    else if (row.quantity <= filled)
        row.quantity = quantity_decimal::from_units(std::min(filled.units() * 2, largest_quantity));
}

void set_amounts(order& row,
                 const fixture_context& context,
                 const trading::fixture_quotes& quotes,
                 const surroundings& around,
                 const aud& worth) {
    if (!context.given("price")) {
        if (const auto quote = quote_for(row, context, quotes, around.market))
            row.price = price_for(row, *quote);
        else if (!row.price)
            row.price = price_decimal::from_integer(100); // a coin that nobody quotes
    }
    set_quantity(row, context, around.book, worth);
    if (row.order_type == "market" && !is_filled(row) && !context.given("price"))
        row.price.reset(); // it has none before it is filled
}

void set_filled_quantity(order& row, const fixture_context& context) {
    if (context.given("filled_quantity"))
        return;
    if (row.status == "filled")
        row.filled_quantity = row.quantity;
    else if (row.status == "partial")
        row.filled_quantity = quantity_decimal::from_units(row.quantity.units() / 2);
    else
        row.filled_quantity = {};
}

} // namespace

void make_coherent(order& row,
                   const fixture_context& context,
                   const trading::fixture_quotes& quotes) {
    const bool has_worth = row.price && !context.given("quantity");
    const aud worth = has_worth ? value_of(row.quantity, *row.price) : aud::from_integer(1000);
    follow_algorithm(row, context);
    choose(row, context);
    const surroundings around(row, context);
    place(row, context, around);
    set_times(row, context);
    set_amounts(row, context, quotes, around, worth);
    set_filled_quantity(row, context);
}

std::vector<seedbed::variation<order>> order_variations() {
    const auto in_status = [](const char* status, const char* description) {
        return seedbed::variation<order>{std::string(status),
                                         std::string(description),
                                         [status](order& row) { row.status = status; }};
    };
    return {in_status("pending", "not yet handed to the exchange"),
            in_status("submitted", "waits at the exchange"),
            in_status("partial", "half of it is filled"),
            in_status("cancelled", "taken back before anything was filled"),
            in_status("failed", "refused, with an error_message"),
            {"limit", "a limit order", [](order& row) { row.order_type = "limit"; }},
            {"sell", "a sell", [](order& row) { row.side = "sell"; }}};
}

} // namespace ohmycoins
