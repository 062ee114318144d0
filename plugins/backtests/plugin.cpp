#include "algorithm-odb.hpp"
#include "backtest-odb.hpp"
#include "backtest.hpp"
#include "backtest_coherence.hpp"
#include "backtesting.hpp"
#include "checks.hpp"
#include "documents.hpp"
#include "price_feed.hpp"
#include "strategy.hpp"
#include "user.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>
#include <seedbed/json.hpp>
#include <seedbed/row_model.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::row_context;
using namespace std::chrono;

constexpr double failure_chance = 0.1;
const std::array<std::string, 3> failures{"Backtest exceeded its time limit of 300 s",
                                          "Worker lost: the backtest was not finished",
                                          "Strategy raised ValueError: window contains NaN"};
constexpr std::array<std::int64_t, 5> capitals{1'000, 5'000, 10'000, 25'000, 50'000}; // AUD

class backtests final : public seedbed::row_model<backtest> {
public:
    explicit backtests(const seedbed::plugin_context& context)
        : row_model(context, 1),
          prices_(context, days(context.options().integer("backtest-days"))) {}

    /// None where there is no algorithm to try, unless they were asked for: then that is an error.
    std::uint64_t rows() const override {
        const bool nothing = context().models().get<algorithm>().rows() == 0;
        return nothing && !context().options().given("backtests")
                   ? 0
                   : static_cast<std::uint64_t>(context().options().integer("backtests"));
    }

    void row(row_context& context, backtest& out) const override {
        const algorithm tried =
            context.parent<algorithm>(context.pick<algorithm>(seedbed::early_choice{}));
        out.algorithm_id = tried.id;
        out.user_id = tried.created_by;
        out.coin_type = coin_of(tried);
        out.initial_capital = aud::from_integer(context.random().pick(capitals));
        draw_times(context.random().lane("times"), tried.created_at, out);
        if (context.random().chance(failure_chance))
            fail(out, context.random().pick(failures));
        else
            run(tried, out);
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        if (existing().count() < rows())
            prices_.read(session);
        return row_model::seed(session, progress);
    }

    std::vector<seedbed::check> checks() const override { return backtest_checks(); }

    void adapt(backtest& out, const seedbed::fixture_context& context) const override {
        const bool to_be_made = make_coherent(out, context);
        const auto tried = context.standing<algorithm>(out.algorithm_id);
        if (!tried)
            return;
        try {
            if (!context.given("coin_type"))
                out.coin_type = coin_of(*tried);
            if (to_be_made)
                run_again(*tried, out, context);
        } catch (const seedbed::error& wrong) { // a test's algorithm may be one that cannot run
            if (wrong.kind() == seedbed::failure::usage)
                throw;
            if (to_be_made)
                fail_coherently(out, context, message_of(wrong));
        }
    }

    /// One that can run, as those that tests make.
    std::string parent_variation(std::string_view column) const override {
        return column == "algorithm_id" ? "active" : "";
    }

    std::vector<seedbed::variation<backtest>> variations() const override {
        return backtest_variations();
    }

protected:
    std::uint64_t rows_per_batch() const override { return 16; } // each trades through its prices

private:
    static std::string coin_of(const algorithm& tried) {
        const std::string what = "configuration_json of algorithm " + tried.id.to_string();
        const auto configuration =
            seedbed::parse_document(tried.configuration_json.value_or("{}"), what);
        const auto* found = configuration.is_object()
                                ? configuration.as_object().if_contains("coin_type")
                                : nullptr;
        if (!found || !found->is_string())
            throw seedbed::error(seedbed::failure::seeding, what + " names no coin_type");
        return std::string(found->as_string());
    }

    /// Made after the algorithm was, about prices that were there when it was made.
    void
    draw_times(seedbed::random draws, seedbed::timestamp algorithm_since, backtest& out) const {
        const seedbed::timestamp begin = prices_.board().begin();
        const seedbed::timestamp now = context().run().as_of;
        const seedbed::timestamp earliest = std::max(algorithm_since, begin + (now - begin) / 3);
        const auto choice = std::max<std::int64_t>(0, (now - minutes(1) - earliest).count());
        out.created_at = earliest + microseconds(draws.between<std::int64_t>(0, choice));
        out.end_date = out.created_at.floor_to(hours(1));
        const auto reach = (out.end_date - begin).count();
        out.start_date =
            (out.end_date - microseconds(draws.between(reach / 2, reach))).floor_to(hours(1));
        out.completed_at = out.created_at + milliseconds(draws.between(900, 25'000));
    }

    static void fail(backtest& out, std::string message) {
        out.status = "failed";
        out.error_message = std::move(message);
    }

    void run(const algorithm& tried, backtest& out) const {
        const auto all = prices_.board().of(out.coin_type);
        const std::size_t first = trading::ticks_until(all, out.start_date - microseconds(1));
        const std::size_t end = std::max(first, trading::ticks_until(all, out.end_date));
        const auto ticks = all.subspan(first, end - first);
        const auto rule = trading::make_strategy(tried.configuration_json.value_or("{}"));
        if (ticks.size() <= std::max(trading::backtest_warm_up, rule->warm_up())) {
            fail(out, fmt::format("No price data: {} prices of {}", ticks.size(), out.coin_type));
            return;
        }
        const trading::backtest_outcome outcome =
            trading::run_backtest(*rule,
                                  ticks,
                                  {.initial_capital = out.initial_capital,
                                   .execution_step = seconds(tried.default_execution_frequency)});
        out.status = "completed";
        out.results_json = results_json(outcome.figures);
        out.equity_curve_json = equity_curve_json(outcome);
        out.trade_log_json = trade_log_json(outcome);
    }

    /// The documents that the test does not give.
    void run_again(const algorithm& tried,
                   backtest& out,
                   const seedbed::fixture_context& context) const {
        backtest made = out;
        run(tried, made);
        if (made.status == "failed") {
            fail_coherently(out, context, made.error_message.value());
            return;
        }
        if (!context.given("results_json"))
            out.results_json = std::move(made.results_json);
        if (!context.given("equity_curve_json"))
            out.equity_curve_json = std::move(made.equity_curve_json);
        if (!context.given("trade_log_json"))
            out.trade_log_json = std::move(made.trade_log_json);
    }

    /// As far as the column has room for it.
    static std::string message_of(const seedbed::error& wrong) {
        constexpr std::size_t room = 1900;
        const std::string why = wrong.what();
        return "Strategy cannot run" + (why.size() > room ? "" : ": " + why);
    }

    trading::price_feed prices_;
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::backtests);
