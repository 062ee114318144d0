#include "deployment_coherence.hpp"

#include "algorithm-odb.hpp"
#include "deployment_terms.hpp"
#include "time_order.hpp"
#include "trading_records.hpp"
#include "user-odb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace ohmycoins {
namespace {

using limit_decimal = seedbed::decimal<20, 2>;
using seedbed::fixture_context;
using seedbed::timestamp;
using namespace std::chrono;

constexpr const char* model = "deployed_algorithm";
constexpr int usual_trades_per_day = 8;

/// A third of what may be held, in whole steps where there is room for them.
limit_decimal loss_limit_for(const limit_decimal& position) {
    constexpr seedbed::int128 step = 5000; // 50 AUD
    const seedbed::int128 third = position.units() / 3;
    return limit_decimal::from_units(
        std::max<seedbed::int128>(1, third >= step ? third / step * step : third));
}

class coherence {
public:
    coherence(deployed_algorithm& row, const fixture_context& context, seedbed::random draws)
        : row_(row), context_(context), draws_(draws),
          runs_(context.standing<algorithm>(row.algorithm_id)),
          who_(context.standing<user>(row.user_id)) {
        if (context.connection())
            placed_ = placed_orders::read(*context.connection(), row.user_id, row.algorithm_id);
    }

    void settle() {
        set_terms();
        set_activity();
        set_times();
        set_record();
    }

private:
    bool given(const char* column) const { return context_.given(column); }

    /// What follows from the algorithm. Its orders have kept the limits.
    void set_terms() {
        int trades = max_trades_per_day(row_.parameters_json).value_or(usual_trades_per_day);
        trades = std::max(trades, placed_.most_in_a_day);
        if (runs_) {
            if (!given("deployment_name"))
                row_.deployment_name = draw_deployment_name(draws_, *runs_);
            if (!given("parameters_json"))
                row_.parameters_json = deployment_parameters(*runs_, trades);
            if (!given("execution_frequency"))
                row_.execution_frequency = runs_->default_execution_frequency;
            if (!given("position_limit"))
                row_.position_limit = runs_->default_position_limit;
        }
        if (!given("position_limit") && row_.position_limit)
            row_.position_limit = std::max(*row_.position_limit, placed_.largest_buy);
        if (given("daily_loss_limit") || !row_.position_limit ||
            *row_.position_limit <= limit_decimal())
            return;
        if (!row_.daily_loss_limit ||
            row_.daily_loss_limit->units() * 2 > row_.position_limit->units())
            row_.daily_loss_limit = loss_limit_for(*row_.position_limit);
    }

    /// Whether it runs. Who builds a row without naming its algorithm gets an active one.
    void set_activity() {
        const bool named = context_.connection() || given("algorithm_id");
        const bool may_run = !named || !runs_ || runs_->status == "active";
        if (!given("is_active"))
            row_.is_active = may_run && !(given("deactivated_at") && row_.deactivated_at) &&
                             !(given("activated_at") && !row_.activated_at);
        if (!row_.is_active)
            refuse_without_end();
        else if (!may_run)
            begin_before_the_change();
        if (given("activated_at") && !row_.activated_at && given("last_executed_at") &&
            row_.last_executed_at)
            refuse_fixture(model,
                           "last_executed_at " + row_.last_executed_at->to_string() +
                               " does not go with activated_at NULL");
    }

    void refuse_without_end() {
        if (!given("deactivated_at") || row_.deactivated_at)
            return;
        if (given("activated_at") && row_.activated_at)
            refuse_fixture(model,
                           "activated_at " + row_.activated_at->to_string() +
                               " and is_active false do not go with deactivated_at NULL");
        row_.activated_at.reset(); // it never ran
    }

    /// What runs and is no active algorithm began before the algorithm was changed.
    void begin_before_the_change() {
        const timestamp latest = runs_->updated_at - microseconds(1);
        timestamp earliest = std::max(runs_->created_at, who_ ? who_->created_at : timestamp());
        for (const auto& [column, time] : {std::pair("created_at", std::optional(row_.created_at)),
                                           std::pair("activated_at", row_.activated_at),
                                           std::pair("deactivated_at", row_.deactivated_at)})
            if (given(column) && time)
                earliest = std::max(earliest, *time);
        if (earliest > latest)
            refuse_fixture(model,
                           fmt::format("is_active true does not go with algorithm {}, which is {} "
                                       "since {}",
                                       runs_->id.to_string(),
                                       runs_->status,
                                       runs_->updated_at.to_string()));
        if (!given("activated_at") && row_.activated_at)
            row_.activated_at = std::min(*row_.activated_at, latest);
        if (!given("created_at"))
            row_.created_at = std::min(row_.created_at, latest);
    }

    void set_times() {
        if (placed_.count > 0 && !given("created_at"))
            row_.created_at = std::min(row_.created_at, *placed_.first);
        if (placed_.count > 0 && !given("activated_at") && row_.activated_at)
            row_.activated_at = std::min(*row_.activated_at, *placed_.first);
        const bool again = row_.is_active && given("deactivated_at") && row_.deactivated_at;
        if (!given("deactivated_at"))
            row_.deactivated_at.reset();
        if (!given("last_executed_at"))
            row_.last_executed_at.reset();
        if (!given("updated_at"))
            row_.updated_at = row_.created_at;
        order_times(again);
        if (!given("deactivated_at") && !row_.is_active && row_.activated_at)
            end_it();
        if (!given("last_executed_at"))
            execute();
        if (!given("updated_at"))
            row_.updated_at = std::max({row_.updated_at,
                                        row_.deactivated_at.value_or(row_.updated_at),
                                        row_.last_executed_at.value_or(row_.updated_at)});
    }

    /// One that was activated again has its end before its beginning.
    void order_times(bool again) {
        time_order times(model, context_);
        if (who_)
            times.after("its user's created_at", who_->created_at);
        if (runs_)
            times.after("its algorithm's created_at", runs_->created_at);
        times.then("created_at", row_.created_at);
        if (again)
            times.then("deactivated_at", row_.deactivated_at);
        times.then("activated_at", row_.activated_at);
        times.then("last_executed_at", row_.last_executed_at);
        if (!again)
            times.then("deactivated_at", row_.deactivated_at);
        times.then("updated_at", row_.updated_at);
        times.settle();
    }

    /// After all that it did, and not after the row's last change.
    void end_it() {
        timestamp end = std::max(context_.run().as_of, *row_.activated_at);
        if (placed_.count > 0)
            end = std::max(end, *placed_.last);
        if (row_.last_executed_at)
            end = std::max(end, *row_.last_executed_at);
        row_.deactivated_at = given("updated_at") ? std::min(end, row_.updated_at) : end;
    }

    /// It decided at the last multiple of its frequency, if it has been active for that long.
    void execute() {
        if (!row_.activated_at)
            return;
        timestamp last = context_.run().as_of;
        if (!row_.is_active && row_.deactivated_at)
            last = *row_.deactivated_at;
        if (given("updated_at"))
            last = std::min(last, row_.updated_at);
        const timestamp decided = last.floor_to(seconds(std::max(1, row_.execution_frequency)));
        if (decided >= *row_.activated_at)
            row_.last_executed_at = decided;
    }

    /// Of the orders that no deployment of this user and algorithm has counted yet.
    void set_record() {
        if (!given("total_trades"))
            row_.total_trades = placed_.uncounted.trades;
        if (!given("total_profit_loss"))
            row_.total_profit_loss = placed_.uncounted.profit;
    }

    deployed_algorithm& row_;
    const fixture_context& context_;
    seedbed::random draws_;
    std::optional<algorithm> runs_;
    std::optional<user> who_;
    placed_orders placed_;
};

} // namespace

void make_coherent(deployed_algorithm& row, const fixture_context& context, seedbed::random draws) {
    coherence(row, context, draws).settle();
}

std::vector<seedbed::variation<deployed_algorithm>> deployment_variations() {
    return {{"active", "runs", [](deployed_algorithm& row) { row.is_active = true; }},
            {"inactive", "was ended", [](deployed_algorithm& row) { row.is_active = false; }}};
}

} // namespace ohmycoins
