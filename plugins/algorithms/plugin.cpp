#include "algorithm-odb.hpp"
#include "algorithm.hpp"
#include "algorithm_checks.hpp"
#include "algorithm_coherence.hpp"
#include "algorithm_outlines.hpp"
#include "evaluation.hpp"
#include "planned_deployments.hpp"
#include "price_feed.hpp"
#include "strategy_design.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/row_model.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ohmycoins {
namespace {

/// Writes the algorithms; and plans who runs them, for those who write what comes of that.
class algorithms final : public seedbed::row_model<algorithm> {
public:
    explicit algorithms(const seedbed::plugin_context& context)
        : row_model(context, 1), outlines_(context), deployments_(context, outlines_),
          prices_(context, std::chrono::duration_cast<std::chrono::days>(evaluation_span)) {
        context.models().add<planned_deployment>(deployments_);
    }

    std::uint64_t rows() const override { return outlines_.rows(); }

    void row(seedbed::row_context& context, algorithm& out) const override {
        algorithm_outline outline = outlines_.outline(context.index());
        out.name = std::move(outline.name);
        out.description = std::move(outline.description);
        out.algorithm_type = std::move(outline.algorithm_type);
        out.version = std::move(outline.version);
        out.status = std::move(outline.status);
        out.configuration_json = std::move(outline.configuration_json);
        out.default_execution_frequency = outline.execution_frequency;
        out.default_position_limit = outline.position_limit;
        out.created_by = outline.owner;
        out.created_at = outline.created_at;
        out.updated_at = outline.updated_at;
        out.last_executed_at = outline.last_executed_at;
    }

    /// Nobody else reads the figures, and each takes a backtest.
    void costly_members(seedbed::row_context& context, algorithm& out) const override {
        out.performance_metrics_json =
            evaluate(outlines_.outline(context.index()), prices_.board());
    }

    seedbed::inspection inspect(const seedbed::session& session) override {
        const seedbed::inspection found = row_model::inspect(session);
        outlines_.read_standing(session);
        deployments_.read_standing(session);
        return found;
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        if (existing().count() < rows())
            prices_.read(session);
        return row_model::seed(session, progress);
    }

    std::vector<seedbed::check> checks() const override { return algorithm_checks(); }

    void adapt(algorithm& row, const seedbed::fixture_context& context) const override {
        // A test may give a key that is none of the model's.
        std::uint64_t number = 0;
        for (const std::uint8_t byte : row.id.bytes())
            number = (number * 31 + byte) % 1'000'000'007;
        const std::uint64_t index = generated_index(row.id).value_or(number);
        if (make_coherent(row, context, designer_, index))
            row.performance_metrics_json = figures_of(row, index);
    }

    std::vector<seedbed::variation<algorithm>> variations() const override {
        return algorithm_variations();
    }

protected:
    std::uint64_t rows_per_batch() const override { return 16; } // each with a backtest

private:
    /// Of a test's algorithm. Nothing where its settings are none that could be tried.
    std::optional<std::string> figures_of(const algorithm& row, std::uint64_t index) const {
        const auto told = designer_.tell(index, row.configuration_json.value_or(""));
        const auto limit = row.default_position_limit.value_or(seedbed::decimal<20, 2>());
        if (!told || row.default_execution_frequency <= 0 || limit <= seedbed::decimal<20, 2>())
            return std::nullopt;
        algorithm_outline tried;
        tried.coin_type = told->coin_type;
        tried.configuration_json = told->configuration_json;
        tried.execution_frequency = row.default_execution_frequency;
        tried.position_limit = limit;
        tried.updated_at = row.updated_at;
        return evaluate(tried, prices_.board());
    }

    algorithm_outlines outlines_;
    strategy_designer designer_{context().run().seed};
    planned_deployments deployments_;
    trading::price_feed prices_;
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::algorithms);
