#include "manual_trading.hpp"

#include "activity.hpp"
#include "habits.hpp"
#include "limit_fill.hpp"
#include "placing.hpp"
#include "wallet.hpp"

#include <seedbed/portable_math.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace ohmycoins {
namespace {

using namespace std::chrono;
using trading::side;
using trading::tick;

constexpr double sell_chance = 0.38;        // of an order, when there is something to sell
constexpr double overdraw_chance = 0.3;     // to try an order that there is no money for
constexpr double last_moment_chance = 0.15; // to have placed one just now
constexpr seconds last_moment{20};
const aud smallest_order = aud::from_units(10'00);

class manual_trading {
public:
    manual_trading(const trader& who,
                   const trading::price_board& prices,
                   const seedbed::random& draws)
        : who_(who), prices_(prices), draws_(draws.lane("orders")),
          habits_(who.experience, who.risk_tolerance, prices.coins(), draws.lane("habits")),
          wallet_(habits_.deposit()) {}

    std::vector<order> run(seedbed::random moments) {
        for (const seedbed::timestamp at :
             trading::busy_moments(moments, who_.manual_orders, who_.time_zone, who_.from, who_.to))
            place(at);
        if (moments.chance(last_moment_chance) && who_.to - last_moment > who_.from)
            place(who_.to - microseconds(moments.between(0, microseconds(last_moment).count())));
        return std::move(orders_);
    }

private:
    void place(seedbed::timestamp at) {
        wallet_.receive_until(at);
        const bool poor = wallet_.cash() < smallest_order;
        const std::vector<std::string> sellable = coins_to_sell(at);
        if (!sellable.empty() && (poor || draws_.chance(sell_chance)))
            sell(sellable, at);
        else
            buy(at);
    }

    std::vector<std::string> coins_to_sell(seedbed::timestamp at) const {
        std::vector<std::string> coins;
        for (const auto& [coin, quantity] : wallet_.coins())
            if (prices_.at(coin, at))
                coins.push_back(coin);
        return coins;
    }

    void buy(seedbed::timestamp at) {
        const std::string coin = habits_.favourite(draws_);
        const tick* now = prices_.at(coin, at);
        if (!now)
            return;
        aud amount = habits_.amount(draws_);
        if (amount > wallet_.cash() && !draws_.chance(overdraw_chance))
            amount = habits::round_amount(wallet_.cash());
        if (amount < smallest_order)
            amount = smallest_order;
        const bool by_limit = draws_.chance(habits_.limit_chance());
        const price_decimal price =
            by_limit ? habits_.limit_below(now->ask_price(), draws_) : now->ask_price();
        order placed = new_order(who_, coin, side::buy, quantity_for(amount, price), at);
        if (placed.quantity.is_zero())
            return;
        if (amount > wallet_.cash())
            refuse(placed, amount);
        else if (by_limit)
            place_limit(std::move(placed), side::buy, price);
        else
            place_market(std::move(placed), side::buy);
    }

    void refuse(order& placed, const aud& amount) {
        fail(placed,
             fmt::format("Insufficient funds: the order needs {} AUD, {} AUD are available",
                         amount.to_string(),
                         wallet_.cash().to_string()),
             placed.created_at + milliseconds(draws_.between(20, 120)));
        orders_.push_back(std::move(placed));
    }

    void sell(const std::vector<std::string>& sellable, seedbed::timestamp at) {
        const std::string& coin = choose_to_sell(sellable, at);
        const quantity_decimal quantity = habits::part_to_sell(wallet_.coins().at(coin), draws_);
        const tick& now = *prices_.at(coin, at);
        order placed = new_order(who_, coin, side::sell, quantity, at);
        if (draws_.chance(habits_.limit_chance()))
            place_limit(
                std::move(placed), side::sell, habits_.limit_above(now.bid_price(), draws_));
        else
            place_market(std::move(placed), side::sell);
    }

    /// Winners are sold more readily than losers.
    const std::string& choose_to_sell(const std::vector<std::string>& coins,
                                      seedbed::timestamp at) {
        std::vector<double> weights;
        for (const std::string& coin : coins) {
            const double paid =
                static_cast<double>(bought_.at(coin).average_price().units()) * 1e-8;
            weights.push_back(prices_.at(coin, at)->last_aud() > paid ? 1.5 : 1.0);
        }
        return coins.at(draws_.weighted(weights));
    }

    void place_market(order placed, side side) {
        submit(placed, who_.to, draws_);
        execute_at_market(placed, prices_, who_.to, draws_);
        if (is_filled(placed))
            settle(placed, side, placed.filled_quantity, *placed.filled_at);
        else if (placed.status != "failed" && side == side::sell)
            wallet_.take(placed.coin_type, placed.quantity); // it is about to be sold
        orders_.push_back(std::move(placed));
    }

    /// Books a fill: what it takes now, what it brings then.
    void settle(const order& placed,
                side side,
                const quantity_decimal& quantity,
                seedbed::timestamp at) {
        const aud value = value_of(quantity, *placed.price);
        if (side == side::sell) {
            wallet_.take(placed.coin_type, quantity);
            wallet_.expect(at, value);
            return;
        }
        wallet_.take(value);
        bought_[placed.coin_type].add(side::buy, quantity, *placed.price);
        wallet_.expect(at, placed.coin_type, quantity);
    }

    void place_limit(order placed, side side, const price_decimal& limit) {
        placed.order_type = "limit";
        placed.price = limit;
        submit(placed, who_.to, draws_);
        if (side == side::sell)
            wallet_.take(placed.coin_type, placed.quantity);
        else
            wallet_.take(value_of(placed.quantity, limit));
        if (placed.submitted_at)
            follow_limit(placed, side);
        orders_.push_back(std::move(placed));
    }

    void follow_limit(order& placed, side side) {
        const limit_order open{.side = side,
                               .limit = *placed.price,
                               .quantity = placed.quantity,
                               .submitted_at = *placed.submitted_at,
                               .ends_at = *placed.submitted_at + habits_.patience(draws_)};
        const bool expires = draws_.chance(0.4);
        const limit_fill outcome =
            fill_limit_order(open, prices_.of(placed.coin_type), who_.to, draws_);
        placed.filled_quantity = outcome.filled;
        placed.filled_at = outcome.filled_at;
        if (outcome.filled_at)
            placed.updated_at = *outcome.filled_at;
        if (outcome.filled == placed.quantity)
            placed.status = "filled";
        else if (!outcome.filled.is_zero())
            placed.status = "partial";
        if (outcome.ended)
            end_limit(placed, open, expires);
        else if (placed.status != "filled")
            placed.updated_at = who_.to; // when the exchange last said that it is open
        expect_from_limit(placed, open, outcome);
    }

    static void end_limit(order& placed, const limit_order& open, bool expires) {
        placed.updated_at = open.ends_at;
        if (placed.status == "submitted") {
            placed.status = "cancelled";
            if (expires)
                placed.error_message = "Expired: the limit was not reached in time";
        }
    }

    /// Coins of an order that is filled in part are not sold before it is filled: the application
    /// matches sells with filled buys alone.
    void
    expect_from_limit(const order& placed, const limit_order& open, const limit_fill& outcome) {
        const quantity_decimal rest = open.quantity - outcome.filled;
        if (open.side == side::buy) {
            if (placed.status == "filled") {
                bought_[placed.coin_type].add(side::buy, outcome.filled, open.limit);
                wallet_.expect(*outcome.filled_at, placed.coin_type, outcome.filled);
            }
            if (outcome.ended && !rest.is_zero())
                wallet_.expect(open.ends_at, value_of(rest, open.limit));
            return;
        }
        if (outcome.filled_at)
            wallet_.expect(*outcome.filled_at, value_of(outcome.filled, open.limit));
        if (outcome.ended)
            wallet_.expect(open.ends_at, placed.coin_type, rest);
    }

    const trader& who_;
    const trading::price_board& prices_;
    seedbed::random draws_;
    habits habits_;
    wallet wallet_;
    std::map<std::string, trading::holding> bought_; // for the average price alone
    std::vector<order> orders_;
};

} // namespace

std::vector<order>
trade_by_hand(const trader& who, const trading::price_board& prices, const seedbed::random& draws) {
    return manual_trading(who, prices, draws).run(draws.lane("moments"));
}

} // namespace ohmycoins
