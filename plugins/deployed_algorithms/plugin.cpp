#include "algorithm.hpp"
#include "deployed_algorithm-odb.hpp"
#include "deployed_algorithm.hpp"
#include "deployment_checks.hpp"
#include "deployment_coherence.hpp"
#include "deployment_terms.hpp"
#include "planned_deployment.hpp"
#include "trading_records.hpp"
#include "user.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>
#include <seedbed/row_model.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>

namespace ohmycoins {
namespace {

/// The deployments that `algorithms` plans, with what their orders came to.
class deployed_algorithms final : public seedbed::row_model<deployed_algorithm> {
public:
    explicit deployed_algorithms(const seedbed::plugin_context& context) : row_model(context, 1) {}

    std::uint64_t rows() const override { return planned().rows(); }

    void row(seedbed::row_context& context, deployed_algorithm& out) const override {
        const auto plan = context.parent<planned_deployment>(context.index());
        const auto runs = context.parent<algorithm>(plan.algorithm);
        out.user_id = context.key<user>(plan.user);
        out.algorithm_id = context.key<algorithm>(plan.algorithm);
        out.deployment_name = draw_deployment_name(context.random().lane("name"), runs);
        out.execution_frequency = plan.execution_frequency;
        out.position_limit = plan.position_limit;
        out.daily_loss_limit = plan.daily_loss_limit;
        out.parameters_json = deployment_parameters(runs, plan.max_trades_per_day);
        set_times(plan, context.as_of(), out);
        const trading_record record = records_.of(out.user_id, out.algorithm_id);
        out.total_trades = record.trades;
        out.total_profit_loss = record.profit;
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        if (existing().count() < rows())
            read_records(session);
        return row_model::seed(session, progress);
    }

    std::vector<seedbed::check> checks() const override { return deployment_checks(); }

    /// Behind the planned ones, whose trades are the orders that a run makes for them.
    std::uint64_t first_fixture_index() const override { return rows(); }

    /// The plans come again, for users behind the run's.
    deployed_algorithm make_fixture_row(std::uint64_t index) const override {
        if (rows() == 0)
            throw seedbed::error(seedbed::failure::usage,
                                 "no deployment is planned to make one like it: raise "
                                 "--deployments, --algorithms or --users");
        deployed_algorithm made = make_complete_row(index % rows());
        made.id = generated_key(index);
        const auto& users = context().models().get<user>();
        if (index >= rows())
            made.user_id = users.generated_key(users.rows() + index - rows());
        return made;
    }

    void adapt(deployed_algorithm& row, const seedbed::fixture_context& context) const override {
        // A test may give a key that is none of the model's.
        std::uint64_t number = 0;
        for (const std::uint8_t byte : row.id.bytes())
            number = number * 31 + byte; // it may wrap
        const std::uint64_t index = generated_index(row.id).value_or(number);
        make_coherent(row, context, seedbed::random(names_, index));
    }

    std::string parent_variation(std::string_view column) const override {
        return column == "algorithm_id" ? "active" : "";
    }

    std::vector<seedbed::variation<deployed_algorithm>> variations() const override {
        return deployment_variations();
    }

private:
    const seedbed::row_source<planned_deployment>& planned() const {
        return context().models().get<planned_deployment>();
    }

    /// It decides at the multiples of its frequency, as long as it runs.
    static void
    set_times(const planned_deployment& plan, seedbed::timestamp as_of, deployed_algorithm& out) {
        out.is_active = !plan.deactivated_at;
        out.created_at = plan.created_at;
        out.activated_at = plan.activated_at;
        out.deactivated_at = plan.deactivated_at;
        const seedbed::timestamp decided = plan.deactivated_at.value_or(as_of).floor_to(
            std::chrono::seconds(plan.execution_frequency));
        if (decided >= plan.activated_at)
            out.last_executed_at = decided;
        out.updated_at = plan.deactivated_at.value_or(std::max(plan.activated_at, decided));
    }

    void read_records(const seedbed::session& session) {
        const auto& users = context().models().get<user>();
        const auto& algorithms = context().models().get<algorithm>();
        for (std::uint64_t index = 0; index < rows(); ++index) {
            if (existing().contains(index))
                continue;
            const planned_deployment plan = planned().make_row(index);
            records_.ask(users.row_key(plan.user), algorithms.row_key(plan.algorithm));
        }
        records_.read(session);
    }

    trading_records records_;
    seedbed::random_key names_ = seedbed::derive_key(context().run().seed, "deployments: of tests");
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::deployed_algorithms);
