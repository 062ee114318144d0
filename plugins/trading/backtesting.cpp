#include "backtesting.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace ohmycoins::trading {
namespace {

/// One strategy's account: cash, and the coin it holds.
class account {
public:
    account(const aud& cash, double share_per_trade)
        : cash_(cash), share_(quantity_decimal::from_units(
                           static_cast<std::int64_t>(share_per_trade * 1'000'000) * 10'000)) {}

    bool holds() const { return bought_.has_value(); }

    void buy(const tick& now) {
        const aud budget = seedbed::multiply<aud>(cash_, share_);
        const quantity_decimal quantity = quantity_for(budget, now.ask_price());
        if (quantity.is_zero())
            return;
        bought_ = round_trip{.bought_at = now.time,
                             .sold_at = now.time,
                             .buy_price = now.ask_price(),
                             .sell_price = {},
                             .quantity = quantity,
                             .profit = {}};
        cash_ -= value_of(quantity, now.ask_price());
    }

    round_trip sell(const tick& now) {
        round_trip done = *bought_;
        bought_.reset();
        done.sold_at = now.time;
        done.sell_price = now.bid_price();
        const aud proceeds = value_of(done.quantity, done.sell_price);
        done.profit = proceeds - value_of(done.quantity, done.buy_price);
        cash_ += proceeds;
        return done;
    }

    aud equity(const tick& now) const {
        return bought_ ? cash_ + value_of(bought_->quantity, now.bid_price()) : cash_;
    }

private:
    aud cash_;
    quantity_decimal share_;
    std::optional<round_trip> bought_;
};

void check_plan(std::span<const tick> ticks, std::size_t warm_up) {
    if (ticks.size() <= warm_up)
        throw seedbed::error(seedbed::failure::seeding,
                             "a backtest over " + std::to_string(ticks.size()) +
                                 " prices: its warm-up alone takes " + std::to_string(warm_up));
}

} // namespace

backtest_outcome
run_backtest(const strategy& rule, std::span<const tick> ticks, const backtest_plan& plan) {
    const std::size_t warm_up = std::max(backtest_warm_up, rule.warm_up());
    check_plan(ticks, warm_up);
    account account(plan.initial_capital, plan.share_per_trade);
    backtest_outcome outcome;
    seedbed::timestamp decide_at = ticks[warm_up].time;
    seedbed::timestamp draw_at = decide_at;
    for (std::size_t i = warm_up; i < ticks.size(); ++i) {
        const tick& now = ticks[i];
        const bool last = i + 1 == ticks.size();
        if (now.time >= decide_at && !last) {
            decide_at = now.time + plan.execution_step;
            const bool wants = rule.wants_to_hold(ticks.first(i + 1), account.holds());
            if (wants && !account.holds())
                account.buy(now);
            else if (!wants && account.holds())
                outcome.trades.push_back(account.sell(now));
        }
        if (last && account.holds())
            outcome.trades.push_back(account.sell(now));
        if (now.time >= draw_at || last) {
            draw_at = now.time + plan.curve_step;
            outcome.curve.push_back({now.time, account.equity(now)});
        }
    }
    outcome.figures = figures_of(outcome.trades, outcome.curve, plan.initial_capital);
    return outcome;
}

} // namespace ohmycoins::trading
