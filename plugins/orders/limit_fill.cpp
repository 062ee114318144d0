#include "limit_fill.hpp"

#include <algorithm>

namespace ohmycoins {
namespace {

constexpr double partial_chance = 0.22;

bool reaches(const trading::tick& tick, const limit_order& order) {
    return order.side == trading::side::buy ? tick.ask_price() <= order.limit
                                            : tick.bid_price() >= order.limit;
}

/// The next tick from `from` on that reaches the limit, while the order is open.
std::size_t next_touch(std::span<const trading::tick> ticks,
                       std::size_t from,
                       const limit_order& order,
                       seedbed::timestamp until) {
    for (std::size_t i = from; i < ticks.size() && ticks[i].time <= until; ++i)
        if (reaches(ticks[i], order))
            return i;
    return ticks.size();
}

/// A moment at which tick `at` is the newest one.
seedbed::timestamp moment_within(std::span<const trading::tick> ticks,
                                 std::size_t at,
                                 seedbed::timestamp until,
                                 seedbed::random& draws) {
    using namespace std::chrono;
    seedbed::timestamp end = std::min(until, ticks[at].time + minutes(4));
    if (at + 1 < ticks.size())
        end = std::min(end, ticks[at + 1].time - microseconds(1));
    return ticks[at].time + microseconds(draws.between(0, (end - ticks[at].time).count()));
}

quantity_decimal part_of(const quantity_decimal& quantity, seedbed::random& draws) {
    constexpr std::int64_t exchange_step = 100; // 8 decimals of 10
    const auto steps = static_cast<std::int64_t>(quantity.units() / exchange_step);
    const double part = draws.between(0.2, 0.8);
    return quantity_decimal::from_units(
        static_cast<std::int64_t>(static_cast<double>(steps) * part) * exchange_step);
}

} // namespace

limit_fill fill_limit_order(const limit_order& order,
                            std::span<const trading::tick> ticks,
                            seedbed::timestamp now,
                            seedbed::random& draws) {
    const seedbed::timestamp until = std::min(now, order.ends_at);
    limit_fill outcome{.filled = {}, .filled_at = std::nullopt, .ended = order.ends_at <= now};
    const std::size_t first =
        next_touch(ticks, trading::ticks_until(ticks, order.submitted_at), order, until);
    if (first == ticks.size())
        return outcome;
    outcome.filled_at = moment_within(ticks, first, until, draws);
    if (draws.chance(partial_chance))
        outcome.filled = part_of(order.quantity, draws);
    const std::size_t second =
        outcome.filled.is_zero() ? first : next_touch(ticks, first + 1, order, until);
    if (second == ticks.size())
        return outcome; // a part is all it got so far
    if (second != first)
        outcome.filled_at = moment_within(ticks, second, until, draws);
    outcome.filled = order.quantity;
    outcome.ended = false;
    return outcome;
}

} // namespace ohmycoins
