#include "algorithm.hpp"
#include "books.hpp"
#include "checks.hpp"
#include "order-odb.hpp"
#include "order.hpp"
#include "order_coherence.hpp"
#include "planned_deployment.hpp"
#include "price_feed.hpp"
#include "trader.hpp"
#include "user.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>
#include <seedbed/group_model.hpp>
#include <seedbed/json.hpp>
#include <seedbed/permutation.hpp>
#include <seedbed/portable_math.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace ohmycoins {
namespace {

using seedbed::row_context;

constexpr double spread_of_activity = 0.9; // standard deviation of the logarithm
constexpr double most_active = 20;         // times the average

class orders final : public seedbed::group_model<order> {
public:
    explicit orders(const seedbed::plugin_context& context)
        : group_model(context, 1),
          prices_(context, std::chrono::days(context.options().integer("trading-days"))) {}

    /// One group is one user's orders.
    std::uint64_t groups() const override { return users().rows(); }
    std::uint64_t largest_group() const override { return 65'536; }

    void group(row_context& context, std::vector<order>& out) const override {
        out = trade(trader_of(context), prices(), context.random());
        number(context.index(), out);
    }

    seedbed::inspection inspect(const seedbed::session& session) override {
        other_books_ = users_with_other_books(session, users(), context().run().seed);
        return group_model::inspect(session);
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        prices_.read(session);
        return group_model::seed(session, progress);
    }

    std::vector<seedbed::check> checks() const override { return order_checks(); }

    std::uint64_t first_fixture_index() const override {
        return largest_group();
    } // not the first user's

    void adapt(order& row, const seedbed::fixture_context& context) const override {
        make_coherent(row, context, quotes_);
    }

    std::vector<seedbed::variation<order>> variations() const override {
        return order_variations();
    }

protected:
    bool is_settled(std::uint64_t group) const override {
        return is_begun(group) || other_books_.contains(group);
    }

    /// The prices are not there yet, and an algorithm's orders depend on them.
    seedbed::inspection count_missing(const seedbed::session& /*session*/) const override {
        std::uint64_t missing = 0;
        for (std::uint64_t user = 0; user < groups(); ++user)
            if (!is_settled(user))
                missing += orders_by_hand(seedbed::random(activity_key(), user)) +
                           planned_for(user).size() * orders_of_an_algorithm();
        return {.present = existing().count(), .missing = missing, .estimated = missing > 0};
    }

private:
    const seedbed::row_source<user>& users() const { return context().models().get<user>(); }

    const trading::price_board& prices() const { return prices_.board(); }

    trader trader_of(row_context& context) const {
        const user who = context.parent<user>(context.index());
        trader made;
        made.id = who.id;
        made.time_zone = who.timezone.value_or("UTC");
        made.experience = who.trading_experience.value_or("beginner");
        made.risk_tolerance = who.risk_tolerance.value_or("medium");
        made.from = std::max(who.created_at, prices().begin());
        made.to = context.as_of();
        made.manual_orders =
            share_of_window(made, orders_by_hand(seedbed::random(activity_key(), context.index())));
        for (const std::uint64_t planned : planned_for(context.index()))
            made.algorithms.push_back(running(planned));
        return made;
    }

    /// Who came late has had less time.
    std::size_t share_of_window(const trader& who, std::size_t orders) const {
        const auto own = std::chrono::duration<double>(who.to - who.from).count();
        const auto all = std::chrono::duration<double>(who.to - prices().begin()).count();
        return own <= 0
                   ? 0
                   : static_cast<std::size_t>(std::ceil(static_cast<double>(orders) * own / all));
    }

    seedbed::random_key activity_key() const {
        return seedbed::derive_key(context().run().seed, "orders: activity");
    }

    /// Skewed: a lognormal law around the option's average, at least one order.
    std::size_t orders_by_hand(seedbed::random draws) const {
        const auto average = static_cast<double>(context().options().integer("orders-per-user"));
        if (average == 0)
            return 0;
        constexpr double s = spread_of_activity;
        const double factor = seedbed::portable::exp(s * draws.normal() - s * s / 2);
        return static_cast<std::size_t>(
            std::llround(std::clamp(average * factor, 1.0, average * most_active)));
    }

    std::uint64_t orders_of_an_algorithm() const {
        constexpr std::uint64_t orders_a_day = 5; // of a crossover, about
        return orders_a_day *
               static_cast<std::uint64_t>(context().options().integer("trading-days"));
    }

    /// Indexes of the planned deployments of one user.
    const std::vector<std::uint64_t>& planned_for(std::uint64_t user) const {
        static const std::vector<std::uint64_t> none;
        std::call_once(planned_made_, [this] {
            const auto& planned = context().models().get<planned_deployment>();
            for (std::uint64_t i = 0; i < planned.rows(); ++i)
                planned_[planned.make_row(i).user].push_back(i);
        });
        const auto found = planned_.find(user);
        return found == planned_.end() ? none : found->second;
    }

    running_algorithm running(std::uint64_t planned) const {
        const planned_deployment plan =
            context().models().get<planned_deployment>().make_row(planned);
        const algorithm what = context().models().get<algorithm>().make_row(plan.algorithm);
        const auto configuration =
            seedbed::parse_document(what.configuration_json.value_or("{}"),
                                    "configuration_json of algorithm " + what.id.to_string())
                .as_object();
        return {.id = what.id,
                .coin = std::string(configuration.at("coin_type").as_string()),
                .rule = trading::make_strategy(what.configuration_json.value_or("{}")),
                .from = plan.activated_at,
                .to = plan.deactivated_at.value_or(context().run().as_of),
                .execution_step = std::chrono::seconds(std::max(300, plan.execution_frequency)),
                .amount_per_order =
                    std::min(plan.position_limit,
                             aud::from_integer(configuration.at("order_size_aud").as_int64())),
                .max_trades_per_day = plan.max_trades_per_day};
    }

    /// The exchange's own numbers, for what was handed to it.
    void number(std::uint64_t user, std::vector<order>& orders) const {
        constexpr std::uint64_t numbers = std::uint64_t{1} << 48;
        const seedbed::permutation shuffled(
            seedbed::derive_key(context().run().seed, "orders: exchange's numbers"), numbers);
        for (std::size_t j = 0; j < orders.size(); ++j)
            if (orders[j].submitted_at)
                orders[j].coinspot_order_id =
                    fmt::format("CS{:012x}", shuffled((user * largest_group() + j) % numbers));
    }

    trading::price_feed prices_;
    trading::fixture_quotes quotes_{context().run().seed};
    mutable std::once_flag planned_made_;
    mutable std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> planned_;
    seedbed::index_set other_books_;
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::orders);
