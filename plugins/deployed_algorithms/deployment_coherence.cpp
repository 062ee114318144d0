#include "deployment_coherence.hpp"

#include "algorithm-odb.hpp"
#include "user-odb.hpp"

#include <algorithm>
#include <chrono>

namespace ohmycoins {
namespace {

using seedbed::fixture_context;
using namespace std::chrono;

void set_beginning(deployed_algorithm& row, const fixture_context& context) {
    if (!context.given("created_at")) {
        if (const auto who = context.standing<user>(row.user_id))
            row.created_at = std::max(row.created_at, who->created_at);
        if (const auto what = context.standing<algorithm>(row.algorithm_id))
            row.created_at = std::max(row.created_at, what->created_at);
    }
    if (!context.given("activated_at") && row.activated_at)
        row.activated_at = std::max(*row.activated_at, row.created_at);
}

/// It decided at the last multiple of its frequency, if it has been active for that long.
void set_execution(deployed_algorithm& row, const fixture_context& context) {
    if (context.given("last_executed_at"))
        return;
    row.last_executed_at.reset();
    if (!row.activated_at)
        return;
    const seedbed::timestamp decided = row.deactivated_at.value_or(context.run().as_of)
                                           .floor_to(seconds(std::max(1, row.execution_frequency)));
    if (decided >= *row.activated_at)
        row.last_executed_at = decided;
}

void set_end(deployed_algorithm& row, const fixture_context& context) {
    if (context.given("deactivated_at")) {
        if (!context.given("is_active"))
            row.is_active = !row.deactivated_at;
        return;
    }
    if (!context.given("is_active"))
        row.is_active = true;
    if (row.is_active)
        row.deactivated_at.reset();
    else if (row.activated_at)
        row.deactivated_at = std::max(context.run().as_of, *row.activated_at);
}

} // namespace

void make_coherent(deployed_algorithm& row, const fixture_context& context) {
    set_beginning(row, context);
    set_end(row, context);
    set_execution(row, context);
    if (!context.given("updated_at"))
        row.updated_at = std::max({row.created_at,
                                   row.activated_at.value_or(row.created_at),
                                   row.deactivated_at.value_or(row.created_at)});
    if (!context.given("total_trades"))
        row.total_trades = 0;
    if (!context.given("total_profit_loss"))
        row.total_profit_loss = {};
}

std::vector<seedbed::variation<deployed_algorithm>> deployment_variations() {
    return {{"active", "runs", [](deployed_algorithm& row) { row.is_active = true; }},
            {"inactive", "was ended", [](deployed_algorithm& row) { row.is_active = false; }}};
}

} // namespace ohmycoins
