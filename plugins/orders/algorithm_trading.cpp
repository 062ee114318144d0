#include "algorithm_trading.hpp"

#include "backtesting.hpp"
#include "placing.hpp"

#include <algorithm>
#include <chrono>

namespace ohmycoins {
namespace {

using namespace std::chrono;

class algorithm_trading {
public:
    algorithm_trading(const trader& who,
                      const running_algorithm& algorithm,
                      const trading::price_board& prices,
                      seedbed::random draws)
        : who_(who), algorithm_(algorithm), prices_(prices), draws_(draws),
          ticks_(prices.of(algorithm.coin)) {}

    std::vector<order> run() {
        const std::size_t warm_up = std::max(trading::backtest_warm_up, algorithm_.rule->warm_up());
        if (ticks_.size() <= warm_up)
            return {};
        const seedbed::timestamp end = std::min(algorithm_.to, who_.to);
        const seedbed::timestamp begin =
            std::max({algorithm_.from, who_.from, ticks_[warm_up].time});
        // Its clock ticks at multiples of the step; the first one at or after `begin`.
        seedbed::timestamp at = begin.floor_to(algorithm_.execution_step);
        if (at < begin)
            at = at + algorithm_.execution_step;
        for (; at < end; at = at + algorithm_.execution_step)
            decide(at, end);
        return std::move(orders_);
    }

private:
    void decide(seedbed::timestamp at, seedbed::timestamp end) {
        if (!prices_.at(algorithm_.coin, at))
            return;
        const auto seen = ticks_.first(trading::ticks_until(ticks_, at));
        const bool holds = !held_.is_zero();
        if (algorithm_.rule->wants_to_hold(seen, holds) == holds || !may_trade(at))
            return;
        const trading::side side = holds ? trading::side::sell : trading::side::buy;
        const quantity_decimal quantity =
            holds ? held_ : quantity_for(algorithm_.amount_per_order, seen.back().ask_price());
        if (quantity.is_zero())
            return;
        const seedbed::timestamp created_at = at + microseconds(draws_.between(200'000, 1'500'000));
        if (created_at >= end)
            return;
        order placed = new_order(who_, algorithm_.coin, side, quantity, created_at);
        placed.algorithm_id = algorithm_.id;
        submit(placed, who_.to, draws_);
        execute_at_market(placed, prices_, who_.to, draws_);
        if (is_filled(placed))
            held_ = holds ? quantity_decimal() : quantity;
        ++trades_of_day_;
        orders_.push_back(std::move(placed));
    }

    bool may_trade(seedbed::timestamp at) {
        if (const seedbed::timestamp day = at.floor_to(days(1)); day != day_) {
            day_ = day;
            trades_of_day_ = 0;
        }
        return trades_of_day_ < algorithm_.max_trades_per_day;
    }

    const trader& who_;
    const running_algorithm& algorithm_;
    const trading::price_board& prices_;
    seedbed::random draws_;
    std::span<const trading::tick> ticks_;
    quantity_decimal held_;
    seedbed::timestamp day_;
    int trades_of_day_ = 0;
    std::vector<order> orders_;
};

} // namespace

std::vector<order> trade_by_algorithm(const trader& who,
                                      const running_algorithm& algorithm,
                                      const trading::price_board& prices,
                                      seedbed::random draws) {
    return algorithm_trading(who, algorithm, prices, draws).run();
}

} // namespace ohmycoins
