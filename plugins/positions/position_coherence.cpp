#include "position_coherence.hpp"

#include "market/coins.hpp"
#include "money.hpp"
#include "standing_orders.hpp"
#include "user-odb.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::int128;

constexpr int cents = 2;

int128 power_of_ten(int exponent) {
    return seedbed::detail::power_of_ten(exponent);
}

/// How many decimals a number of units has; less than 0 for zeros before the point.
int decimals_of(int128 units, int scale) {
    if (units == 0)
        return 0;
    for (; units % 10 == 0; units /= 10)
        --scale;
    return scale;
}

/// The number, cut to `decimals`; unchanged where nothing would be left of it.
template <class Decimal>
Decimal cut(const Decimal& number, int decimals) {
    const int zeros = Decimal::scale - decimals;
    if (zeros <= 0 || zeros >= Decimal::precision)
        return number;
    const int128 step = power_of_ten(zeros);
    const auto shorter = Decimal::from_units(number.units() / step * step);
    return shorter.is_zero() ? number : shorter;
}

/// The first four digits.
price_decimal round_price(const price_decimal& price) {
    constexpr int128 four_digits = 10'000;
    int decimals = price_decimal::scale;
    for (int128 units = price.units(); units >= four_digits; units /= 10)
        --decimals;
    return cut(price, decimals);
}

/// What the row has to follow, where the test did not say otherwise.
struct surroundings {
    bool is_other_coin = false;          // than the generated row is of
    std::optional<standing_fills> fills; // of the row's coin

    bool hold() const { return fills && !fills->holding.quantity().is_zero(); }
};

/// A coin of which the user has no position: one that his orders left, else the generated one, else
/// the next that is free.
std::string choose_coin(const position& row,
                        const std::map<std::string, standing_fills>& fills,
                        const std::set<std::string>& taken) {
    const auto is_left = [&](const auto& each) {
        return !each.second.holding.quantity().is_zero() && !taken.contains(each.first);
    };
    const auto drawn = fills.find(row.coin_type);
    if (drawn != fills.end() && is_left(*drawn))
        return row.coin_type;
    if (const auto left = std::ranges::find_if(fills, is_left); left != fills.end())
        return left->first;
    if (!taken.contains(row.coin_type))
        return row.coin_type;
    const auto known = seedbed::market::coins();
    const auto from = static_cast<std::size_t>(
        std::ranges::find(known, row.coin_type, &seedbed::market::coin::ticker) - known.begin());
    for (std::size_t i = 1; i <= known.size(); ++i) {
        const std::string next(known[(from + i) % known.size()].ticker);
        if (!taken.contains(next))
            return next;
    }
    throw seedbed::error(seedbed::failure::usage,
                         "position: coin_type: user " + row.user_id.to_string() +
                             " has a position in each coin that the market knows; set one that "
                             "it does not know");
}

/// The drawn user of a row has other rows, too.
void refuse_taken_coin(const position& row, const seedbed::session& session) {
    if (find_held_coins(session, row.user_id).contains(row.coin_type))
        throw seedbed::error(seedbed::failure::usage,
                             "position: coin_type: user " + row.user_id.to_string() +
                                 ", made for rows that name none, has a position in " +
                                 row.coin_type + " already; set user_id");
}

/// Sets the coin, where the test left it open.
surroundings look_around(position& row, const seedbed::fixture_context& context) {
    surroundings around{.is_other_coin = context.given("coin_type"), .fills = std::nullopt};
    if (!context.connection())
        return around;
    const seedbed::session& session = *context.connection();
    const auto coin = around.is_other_coin ? std::optional(row.coin_type) : std::nullopt;
    const auto fills = find_standing_fills(session, row.user_id, coin);
    if (coin && !context.given("user_id"))
        refuse_taken_coin(row, session);
    if (!coin) {
        const std::string chosen = choose_coin(row, fills, find_held_coins(session, row.user_id));
        around.is_other_coin = chosen != row.coin_type;
        row.coin_type = chosen;
    }
    if (const auto found = fills.find(row.coin_type); found != fills.end())
        around.fills = found->second;
    return around;
}

/// A price that suits the coin, and a quantity that makes it worth what was generated.
void follow_market(position& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes) {
    const aud worth = value_of(row.quantity, row.average_price);
    const auto quote = quotes.quote(context, row.coin_type, context.run().as_of);
    if (!quote)
        return;
    row.average_price = quote->ask_price();
    if (!context.given("quantity") && !worth.is_zero())
        row.quantity = quantity_for(worth, row.average_price);
}

/// Cuts what the test left open until the product has two decimals at most.
void shorten(position& row, const seedbed::fixture_context& context) {
    const bool price_open = !context.given("average_price");
    const bool quantity_open = !context.given("quantity");
    if (price_open && quantity_open)
        row.average_price = round_price(row.average_price);
    if (quantity_open)
        row.quantity =
            cut(row.quantity, cents - decimals_of(row.average_price.units(), price_decimal::scale));
    else if (price_open)
        row.average_price = cut(row.average_price,
                                cents - decimals_of(row.quantity.units(), quantity_decimal::scale));
}

/// cost / divisor, in units of the quantity where a price divides and of the price where a quantity
/// does; more than 0, and no more than the column holds.
int128 share(const aud& cost, int128 divisor) {
    static_assert(price_decimal::precision == quantity_decimal::precision);
    const int128 largest = power_of_ten(price_decimal::precision) - 1;
    const int128 numerator = // 36 digits at most
        cost.units() * power_of_ten(price_decimal::scale + quantity_decimal::scale - aud::scale);
    if (divisor <= 0 || numerator <= 0)
        return 1;
    const int128 quotient = numerator / divisor;
    return std::clamp<int128>(
        numerator % divisor >= divisor - divisor / 2 ? quotient + 1 : quotient, 1, largest);
}

quantity_decimal quantity_at(const aud& cost, const price_decimal& price) {
    return quantity_decimal::from_units(share(cost, price.units()));
}

price_decimal price_of(const aud& cost, const quantity_decimal& quantity) {
    return price_decimal::from_units(share(cost, quantity.units()));
}

/// The largest number that is no larger, nor larger than a million, and that leaves few digits when
/// it divides an amount: of a million coins and more, a price of 8 decimals is not to the cent.
quantity_decimal round_divisor(const quantity_decimal& quantity) {
    constexpr std::array<int, 10> steps{800, 640, 500, 400, 320, 250, 200, 160, 125, 100};
    const int128 most = std::min(quantity, quantity_decimal::from_integer(1'000'000)).units();
    int128 scale = 1;
    while (most / scale >= 1000)
        scale *= 10;
    for (const int step : steps)
        if (step * scale <= most)
            return quantity_decimal::from_units(step * scale);
    return quantity;
}

/// total_cost was given: it is shared out.
void follow_cost(position& row,
                 const seedbed::fixture_context& context,
                 const surroundings& around) {
    const bool price_open = !context.given("average_price");
    if (context.given("quantity")) {
        if (price_open)
            row.average_price = price_of(row.total_cost, row.quantity);
        return;
    }
    row.quantity = quantity_at(row.total_cost, row.average_price);
    if (price_open && !around.hold()) {
        row.quantity = round_divisor(row.quantity);
        row.average_price = price_of(row.total_cost, row.quantity);
    }
}

void set_amounts(position& row,
                 const seedbed::fixture_context& context,
                 const trading::fixture_quotes& quotes,
                 const surroundings& around) {
    const bool price_open = !context.given("average_price");
    const bool quantity_open = !context.given("quantity");
    const bool cost_open = !context.given("total_cost");
    if (around.hold()) {
        if (price_open)
            row.average_price = around.fills->holding.average_price();
        if (quantity_open)
            row.quantity = around.fills->holding.quantity();
    } else if (price_open && around.is_other_coin && (cost_open || quantity_open)) {
        follow_market(row, context, quotes);
    }
    if (!cost_open)
        return follow_cost(row, context, around);
    if (!around.hold())
        shorten(row, context);
    row.total_cost = value_of(row.quantity, row.average_price);
}

/// From the fill that opened it to the last one; without any, after its user signed up.
void set_times(position& row, const seedbed::fixture_context& context, const surroundings& around) {
    const bool created_open = !context.given("created_at");
    if (around.fills && created_open)
        row.created_at = around.fills->since;
    else if (const auto who = context.standing<user>(row.user_id); who && created_open)
        row.created_at = std::max(row.created_at, who->created_at);
    if (!context.given("updated_at"))
        row.updated_at =
            std::max(around.fills ? around.fills->changed : row.updated_at, row.created_at);
    else if (created_open)
        row.created_at = std::min(row.created_at, row.updated_at);
}

} // namespace

void make_coherent(position& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes) {
    const surroundings around = look_around(row, context);
    set_amounts(row, context, quotes, around);
    set_times(row, context, around);
}

} // namespace ohmycoins
