#include "planned_deployments.hpp"

#include "moments.hpp"
#include "user.hpp"

#include <seedbed/error.hpp>
#include <seedbed/json.hpp>
#include <seedbed/row_context.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <set>
#include <tuple>

namespace ohmycoins {
namespace {

using namespace std::chrono;
using aud = seedbed::decimal<20, 2>;

constexpr int usual_trades_per_day = 8;

/// How many algorithms the deployment chooses from: the first ones only, so that a later run with
/// more of them plans it the same.
std::uint64_t reach(std::uint64_t index) {
    return std::max<std::uint64_t>(10, index + 1);
}

/// A fifth to a half of what may be held, in steps of 50 AUD.
aud draw_loss_limit(seedbed::random draws, const aud& position_limit) {
    const auto limit = static_cast<double>(static_cast<long long>(position_limit.units())) / 100;
    const auto steps = static_cast<long long>(limit * draws.between(0.2, 0.5) / 50);
    return aud::from_integer(std::clamp(50 * steps, 500LL, 5000LL));
}

int draw_trades_per_day(seedbed::random draws) {
    static const std::array<int, 6> choices{4, 6, 8, 10, 12, 16};
    return draws.pick(choices);
}

aud read_amount(const std::optional<std::string_view>& text) {
    return text && *text != "NaN" ? aud::parse(*text) : aud();
}

std::optional<seedbed::timestamp> read_time(const std::optional<std::string_view>& text) {
    return text ? std::optional(seedbed::timestamp::parse(*text)) : std::nullopt;
}

/// The application may have written other parameters.
int read_trades_per_day(const std::optional<std::string_view>& parameters_json) {
    boost::system::error_code failed;
    const std::string_view text = parameters_json.value_or("null");
    const boost::json::value parameters =
        boost::json::parse(boost::json::string_view(text.data(), text.size()), failed);
    if (failed || !parameters.is_object())
        return usual_trades_per_day;
    const boost::json::value* found = parameters.get_object().if_contains("max_trades_per_day");
    const bool fits = found && found->is_int64() && found->get_int64() > 0 &&
                      found->get_int64() <= std::numeric_limits<int>::max();
    return fits ? static_cast<int>(found->get_int64()) : usual_trades_per_day;
}

} // namespace

planned_deployments::planned_deployments(const seedbed::plugin_context& context,
                                         const algorithm_outlines& outlines)
    : context_(context), outlines_(outlines), keys_(context.run().seed, "deployed_algorithm"),
      draws_(seedbed::derive_key(context.run().seed, "algorithms: deployments")) {
    draw_pairs();
}

std::optional<std::uint64_t> planned_deployments::row_index(const seedbed::uuid& key) const {
    const auto index = keys_.index_of(key);
    return index && *index < rows() ? index : std::nullopt;
}

planned_deployment planned_deployments::make_row(std::uint64_t index) const {
    const auto standing = standing_.find(index);
    if (standing != standing_.end())
        return standing->second;
    const seedbed::random draws(draws_, index);
    planned_deployment made;
    std::tie(made.user, made.algorithm) = pairs_.at(index);
    const algorithm_outline algorithm = outlines_.outline(made.algorithm);
    made.execution_frequency = algorithm.execution_frequency;
    made.position_limit = algorithm.position_limit;
    made.daily_loss_limit = draw_loss_limit(draws.lane("loss"), made.position_limit);
    made.max_trades_per_day = draw_trades_per_day(draws.lane("trades"));
    const user owner = context_.models().get<user>().make_row(made.user);
    draw_times(index, std::max(owner.created_at, algorithm.created_at), made);
    cover_orders(made);
    return made;
}

/// A run of another day, or with other users, would not have planned what orders tell of.
void planned_deployments::cover_orders(planned_deployment& deployment) const {
    const auto found = traded_.find({deployment.user, deployment.algorithm});
    if (found == traded_.end())
        return;
    const traded& orders = found->second;
    if (deployment.activated_at > orders.first)
        deployment.created_at = deployment.activated_at = orders.first;
    if (deployment.deactivated_at && *deployment.deactivated_at <= orders.last)
        deployment.deactivated_at.reset();
    deployment.max_trades_per_day = std::max(deployment.max_trades_per_day, orders.most_in_a_day);
}

/// Most began before the usual week of prices, and those that ended did so within it.
void planned_deployments::draw_times(std::uint64_t index,
                                     seedbed::timestamp since,
                                     planned_deployment& deployment) const {
    const seedbed::timestamp as_of = context_.run().as_of;
    seedbed::random draws = seedbed::random(draws_, index).lane("times");
    const seedbed::timestamp newest = as_of - (draws.chance(0.85) ? days(8) : days(2));
    const seedbed::timestamp latest = since < newest ? newest : since + (as_of - since) / 2;
    deployment.created_at = moment_between(draws, since, latest);
    const seedbed::timestamp soon = deployment.created_at + minutes(draws.between(1, 600));
    deployment.activated_at =
        moment_between(draws, deployment.created_at, std::min(soon, as_of - days(1)));
    const bool ended = draws.chance(0.3);
    const seedbed::timestamp oldest_end =
        std::max(deployment.activated_at + hours(1), as_of - days(5));
    if (ended && oldest_end < as_of)
        deployment.deactivated_at = moment_between(draws, oldest_end, as_of);
}

std::vector<std::uint64_t> planned_deployments::active_algorithms() const {
    std::vector<std::uint64_t> active;
    for (std::uint64_t index = 0; index < outlines_.rows(); ++index)
        if (outlines_.status_of(index) == "active")
            active.push_back(index);
    return active;
}

void planned_deployments::draw_pairs() {
    const auto wanted = static_cast<std::uint64_t>(context_.options().integer("deployments"));
    free_pairs free(context_.models().get<user>().rows(), active_algorithms());
    for (const auto& [index, deployment] : standing_)
        free.take({deployment.user, deployment.algorithm});
    for (const free_pairs::pair& pair : others_)
        free.take(pair);
    pairs_.clear();
    while (pairs_.size() < wanted) {
        const auto standing = standing_.find(pairs_.size());
        const std::optional<free_pairs::pair> pair =
            standing != standing_.end()
                ? free_pairs::pair(standing->second.user, standing->second.algorithm)
                : draw_pair(pairs_.size(), free);
        if (!pair) {
            refuse_more_than(pairs_.size(), free.algorithms().size());
            break;
        }
        pairs_.push_back(*pair);
    }
    give_place_to_traded();
}

/// Whoever has traded has a deployment: in the place of one that nothing tells of yet, from the
/// last one on; behind all of them where there is none.
void planned_deployments::give_place_to_traded() {
    const std::set<free_pairs::pair> planned(pairs_.begin(), pairs_.end());
    std::size_t place = pairs_.size();
    const auto is_bound = [this](std::size_t index) {
        return standing_.contains(index) || traded_.contains(pairs_[index]);
    };
    for (const auto& [pair, orders] : traded_) {
        if (planned.contains(pair))
            continue;
        while (place > 0 && is_bound(place - 1))
            --place;
        if (place > 0)
            pairs_[--place] = pair;
        else
            pairs_.push_back(pair);
    }
}

/// The user is one of the first, the algorithm one of the first active ones; where that user has
/// all of those, the next user; where all users have, any active one.
std::optional<free_pairs::pair> planned_deployments::draw_pair(std::uint64_t index,
                                                               free_pairs& free) const {
    const std::uint64_t users = context_.models().get<user>().rows();
    const std::vector<std::uint64_t>& active = free.algorithms();
    if (users == 0 || active.empty())
        return std::nullopt;
    const auto beyond = std::lower_bound(active.begin(), active.end(), reach(index));
    const auto near = std::max<std::uint64_t>(1, beyond - active.begin());
    const seedbed::random draws(draws_, index);
    seedbed::random user_draws = draws.lane("user");
    seedbed::random algorithm_draws = draws.lane("algorithm");
    const std::uint64_t first_user = seedbed::pick_early(user_draws, index, users, {});
    const std::uint64_t first = algorithm_draws.zipf(near, 0.4);
    const auto drawn = free.take_from(first_user, first, near);
    return drawn ? drawn : free.take_from(first_user, first, active.size());
}

void planned_deployments::refuse_more_than(std::size_t planned, std::size_t active) const {
    if (!context_.options().given("deployments"))
        return;
    throw seedbed::error(
        seedbed::failure::usage,
        fmt::format("--deployments {}: nobody runs an algorithm twice, so {} users and {} active "
                    "algorithms (of {}) give {} deployments at most; lower it, or raise --users or "
                    "--algorithms",
                    context_.options().integer("deployments"),
                    context_.models().get<user>().rows(),
                    active,
                    outlines_.rows(),
                    planned));
}

void planned_deployments::read_standing(const seedbed::session& session) {
    standing_.clear();
    others_.clear();
    traded_.clear();
    if (session.value("SELECT to_regclass('deployed_algorithms')"))
        read_deployments(session);
    if (session.value("SELECT to_regclass('orders')"))
        read_orders(session);
    draw_pairs();
}

void planned_deployments::read_deployments(const seedbed::session& session) {
    session.for_each(
        "SELECT id, user_id, algorithm_id, created_at, coalesce(activated_at, created_at),"
        " coalesce(deactivated_at, CASE WHEN NOT is_active THEN updated_at END),"
        " execution_frequency, position_limit, daily_loss_limit, parameters_json"
        " FROM deployed_algorithms",
        {},
        [this](seedbed::row_view row) {
            const auto index = keys_.index_of(seedbed::uuid::parse(*row[0]));
            const planned_deployment read = read_row(row);
            if (index)
                standing_[*index] = read;
            else
                others_.emplace(read.user, read.algorithm);
        });
}

void planned_deployments::read_orders(const seedbed::session& session) {
    const auto& users = context_.models().get<user>();
    session.for_each(
        "SELECT user_id, algorithm_id, min(first), max(last), max(orders) FROM ("
        "SELECT user_id, algorithm_id, min(created_at) AS first, max(created_at) AS last,"
        " count(*) AS orders FROM orders WHERE algorithm_id IS NOT NULL"
        " GROUP BY user_id, algorithm_id, date_trunc('day', created_at AT TIME ZONE 'UTC')) days"
        " GROUP BY user_id, algorithm_id",
        {},
        [&](seedbed::row_view row) {
            const auto user_index = users.row_index(seedbed::uuid::parse(*row[0]));
            const auto algorithm = outlines_.index_of(seedbed::uuid::parse(*row[1]));
            if (user_index && algorithm)
                traded_[{*user_index, *algorithm}] = {.first = seedbed::timestamp::parse(*row[2]),
                                                      .last = seedbed::timestamp::parse(*row[3]),
                                                      .most_in_a_day =
                                                          std::stoi(std::string(*row[4]))};
        });
    for (const auto& [index, deployment] : standing_)
        traded_.erase({deployment.user, deployment.algorithm});
    for (const free_pairs::pair& pair : others_)
        traded_.erase(pair);
}

planned_deployment planned_deployments::read_row(seedbed::row_view row) const {
    constexpr auto nobody = std::numeric_limits<std::uint64_t>::max();
    const auto user_index = context_.models().get<user>().row_index(seedbed::uuid::parse(*row[1]));
    const auto algorithm = outlines_.index_of(seedbed::uuid::parse(*row[2]));
    return {.user = user_index && algorithm ? *user_index : nobody,
            .algorithm = algorithm.value_or(nobody),
            .created_at = seedbed::timestamp::parse(*row[3]),
            .activated_at = seedbed::timestamp::parse(*row[4]),
            .deactivated_at = read_time(row[5]),
            .execution_frequency = std::stoi(std::string(*row[6])),
            .position_limit = read_amount(row[7]),
            .daily_loss_limit = read_amount(row[8]),
            .max_trades_per_day = read_trades_per_day(row[9])};
}

} // namespace ohmycoins
