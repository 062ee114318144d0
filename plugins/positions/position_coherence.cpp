#include "position_coherence.hpp"

#include "money.hpp"
#include "user-odb.hpp"

#include <algorithm>
#include <cstdint>

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

/// A price that suits the coin, and a quantity that makes it worth what was generated.
void follow_market(position& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes) {
    const bool other_coin = context.given("coin_type") && !context.given("average_price");
    if (!other_coin)
        return;
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

} // namespace

void make_coherent(position& row,
                   const seedbed::fixture_context& context,
                   const trading::fixture_quotes& quotes) {
    if (!context.given("total_cost")) {
        follow_market(row, context, quotes);
        shorten(row, context);
        row.total_cost = value_of(row.quantity, row.average_price);
    }
    if (const auto who = context.standing<user>(row.user_id); who && !context.given("created_at"))
        row.created_at = std::max(row.created_at, who->created_at);
    if (!context.given("updated_at"))
        row.updated_at = std::max(row.updated_at, row.created_at);
    else if (!context.given("created_at"))
        row.created_at = std::min(row.created_at, row.updated_at);
}

} // namespace ohmycoins
