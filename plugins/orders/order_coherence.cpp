#include "order_coherence.hpp"

#include "algorithm-odb.hpp"
#include "money.hpp"
#include "user-odb.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::fixture_context;
using seedbed::timestamp;
using namespace std::chrono;

constexpr seconds until_submitted{1};
constexpr seconds until_filled{2};

bool is_open_limit(const order& row) {
    return row.order_type == "limit" && (row.status == "pending" || row.status == "submitted");
}

bool is_filled(const order& row) {
    return row.status == "filled" || row.status == "partial";
}

/// What a test that says nothing else gets.
void choose(order& row, const fixture_context& context) {
    if (!context.given("status"))
        row.status = "filled";
    if (!context.given("order_type"))
        row.order_type = "market";
    if (!context.given("side"))
        row.side = "buy";
    if (!context.given("algorithm_id"))
        row.algorithm_id.reset(); // the generated one need not exist
    if (!context.given("error_message"))
        row.error_message = row.status == "failed"
                                ? std::optional<std::string>("Insufficient funds")
                                : std::nullopt;
}

/// Placed after its user signed up and its algorithm was written; what is still open, just now, so
/// that the market has had no time to reach it.
void place(order& row, const fixture_context& context) {
    if (context.given("created_at"))
        return;
    const timestamp now = context.run().as_of;
    if (is_open_limit(row))
        row.created_at = now - minutes(1);
    if (const auto who = context.standing<user>(row.user_id))
        row.created_at = std::max(row.created_at, who->created_at);
    if (row.algorithm_id)
        if (const auto what = context.standing<algorithm>(*row.algorithm_id))
            row.created_at = std::max(row.created_at, what->created_at);
}

void set_times(order& row, const fixture_context& context) {
    if (!context.given("submitted_at"))
        row.submitted_at = row.status == "pending"
                               ? std::nullopt
                               : std::optional(row.created_at + until_submitted);
    if (!context.given("filled_at"))
        row.filled_at =
            is_filled(row) ? std::optional(row.submitted_at.value_or(row.created_at) + until_filled)
                           : std::nullopt;
    if (!context.given("updated_at"))
        row.updated_at = std::max({row.created_at,
                                   row.submitted_at.value_or(row.created_at),
                                   row.filled_at.value_or(row.created_at)});
    if (!context.given("coinspot_order_id") && !row.submitted_at)
        row.coinspot_order_id.reset();
    else if (!context.given("coinspot_order_id") && !row.coinspot_order_id) // by its own key
        row.coinspot_order_id = "CS" + row.id.to_string().substr(24);
}

/// A market order gets the ask or bid of its moment; a limit that still waits is out of reach.
price_decimal price_for(const order& row, const trading::tick& quote) {
    const bool buys = row.side == "buy";
    const price_decimal market = buys ? quote.ask_price() : quote.bid_price();
    if (!is_open_limit(row) && !(row.order_type == "limit" && row.status == "cancelled"))
        return market;
    const auto tenth = price_decimal::from_units(market.units() / 10);
    return buys ? market - tenth : market + tenth;
}

/// The price, and as many coins as the generated order was worth.
void set_price(order& row,
               const fixture_context& context,
               const trading::fixture_quotes& quotes,
               const aud& worth) {
    const bool open_at_market = row.order_type == "market" && !is_filled(row);
    if (!context.given("price")) {
        const auto quote =
            quotes.quote(context, row.coin_type, row.filled_at.value_or(row.created_at));
        if (quote)
            row.price = price_for(row, *quote);
        else if (!row.price)
            row.price = price_decimal::from_integer(100); // a coin that nobody quotes
    }
    if (!context.given("quantity") && row.price && !row.price->is_zero() && !worth.is_zero()) {
        const quantity_decimal fitting = quantity_for(worth, *row.price);
        row.quantity = fitting.is_zero() ? row.quantity : fitting;
    }
    if (open_at_market && !context.given("price"))
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
    const aud worth = row.price ? value_of(row.quantity, *row.price) : aud::from_integer(1000);
    choose(row, context);
    place(row, context);
    set_times(row, context);
    set_price(row, context, quotes, worth);
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
