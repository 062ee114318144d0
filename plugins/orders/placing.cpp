#include "placing.hpp"

#include <array>
#include <chrono>

namespace ohmycoins {
namespace {

using std::chrono::milliseconds;

constexpr double refusal_chance = 0.015;
const std::array<std::string, 4> refusals{
    "CoinSpot API error: market temporarily unavailable",
    "CoinSpot API error: request timed out after 30 s",
    "CoinSpot API error: rate limit exceeded",
    "CoinSpot API error: order rejected, price moved too far"};

seedbed::timestamp
after(seedbed::timestamp time, int shortest, int longest, seedbed::random& draws) {
    return time + std::chrono::microseconds(draws.between(shortest * 1000, longest * 1000));
}

} // namespace

order new_order(const trader& who,
                std::string coin,
                trading::side side,
                const quantity_decimal& quantity,
                seedbed::timestamp created_at) {
    order placed;
    placed.user_id = who.id;
    placed.coin_type = std::move(coin);
    placed.side = side == trading::side::buy ? "buy" : "sell";
    placed.order_type = "market";
    placed.quantity = quantity;
    placed.status = "pending";
    placed.created_at = created_at;
    placed.updated_at = created_at;
    return placed;
}

void submit(order& placed, seedbed::timestamp now, seedbed::random& draws) {
    const seedbed::timestamp at = after(placed.created_at, 80, 900, draws);
    if (at > now)
        return;
    placed.status = "submitted";
    placed.submitted_at = at;
    placed.updated_at = at;
}

void fail(order& placed, std::string message, seedbed::timestamp at) {
    placed.status = "failed";
    placed.error_message = std::move(message);
    placed.updated_at = at;
}

void execute_at_market(order& placed,
                       const trading::price_board& prices,
                       seedbed::timestamp now,
                       seedbed::random& draws) {
    const bool refused = draws.chance(refusal_chance);
    const std::string& refusal = draws.pick(refusals);
    if (!placed.submitted_at)
        return;
    const seedbed::timestamp at = after(*placed.submitted_at, 150, 2500, draws);
    if (at > now)
        return;
    const trading::tick* tick = prices.at(placed.coin_type, at);
    if (refused || !tick) {
        fail(placed, tick ? refusal : refusals.front(), at);
        return;
    }
    placed.price = placed.side == "buy" ? tick->ask_price() : tick->bid_price();
    placed.filled_quantity = placed.quantity;
    placed.status = "filled";
    placed.filled_at = at;
    placed.updated_at = at;
}

bool is_filled(const order& placed) {
    return placed.status == "filled";
}

} // namespace ohmycoins
