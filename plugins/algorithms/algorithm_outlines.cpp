#include "algorithm_outlines.hpp"

#include "algorithm.hpp"
#include "moments.hpp"

#include <seedbed/error.hpp>
#include <seedbed/row_context.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace ohmycoins {
namespace {

using namespace std::chrono;

const char* const active = "active";
const char* const draft = "draft";

/// The first one is active whatever is drawn: there is always something to run.
std::string draw_status(std::uint64_t index, seedbed::random draws) {
    static const std::array<std::string, 4> statuses{active, draft, "paused", "archived"};
    static const std::array<double, 4> weights{0.55, 0.17, 0.16, 0.12};
    return index == 0 ? active : statuses.at(draws.weighted(weights));
}

/// A draft has not reached 1.0.
std::string draw_version(seedbed::random draws, const std::string& status) {
    const auto major = status == draft ? 0 : 1 + static_cast<std::int64_t>(draws.zipf(4, 1.2));
    return fmt::format("{}.{}.{}", major, draws.between(0, 9), draws.between(0, 9));
}

int draw_frequency(seedbed::random draws) {
    static const std::array<int, 4> frequencies{60, 300, 900, 3600};
    static const std::array<double, 4> weights{0.08, 0.5, 0.27, 0.15};
    return frequencies.at(draws.weighted(weights));
}

seedbed::decimal<20, 2> draw_limit(seedbed::random draws) {
    return seedbed::decimal<20, 2>::from_integer(500 * draws.between(2, 20));
}

/// A part of the limit, in steps of 50 AUD.
seedbed::decimal<20, 2> draw_order_size(seedbed::random draws,
                                        const seedbed::decimal<20, 2>& limit) {
    static const std::array<int, 4> parts{2, 4, 5, 10};
    const auto aud = static_cast<long long>(limit.units() / 100) / draws.pick(parts);
    return seedbed::decimal<20, 2>::from_integer(aud / 50 * 50);
}

std::uint64_t wanted_rows(const seedbed::plugin_context& context) {
    const auto wanted = static_cast<std::uint64_t>(context.options().integer("algorithms"));
    if (wanted == 0 || context.models().get<user>().rows() > 0)
        return wanted;
    if (context.options().given("algorithms"))
        throw seedbed::error(seedbed::failure::usage,
                             fmt::format("--algorithms {} with no users: somebody has to own them; "
                                         "raise --users",
                                         wanted));
    return 0;
}

} // namespace

algorithm_outlines::algorithm_outlines(const seedbed::plugin_context& context)
    : context_(context), rows_(wanted_rows(context)),
      keys_(context.run().seed, seedbed::model_traits<algorithm>::name),
      draws_(seedbed::derive_key(context.run().seed, "algorithms: outlines")),
      designer_(context.run().seed) {}

algorithm_outline algorithm_outlines::outline(std::uint64_t index) const {
    const seedbed::random draws(draws_, index);
    algorithm_outline out;
    out.status = status_of(index);
    out.version = draw_version(draws.lane("version"), out.status);
    out.execution_frequency = draw_frequency(draws.lane("frequency"));
    out.position_limit = draw_limit(draws.lane("limit"));
    strategy_design design =
        designer_.design(index, draw_order_size(draws.lane("size"), out.position_limit));
    out.coin_type = std::move(design.coin_type);
    out.name = std::move(design.name);
    out.description = std::move(design.description);
    out.algorithm_type = std::move(design.algorithm_type);
    out.configuration_json = std::move(design.configuration_json);
    draw_times(index, out);
    draw_execution(index, out);
    return out;
}

std::string algorithm_outlines::status_of(std::uint64_t index) const {
    const auto standing = standing_.find(index);
    return standing != standing_.end()
               ? standing->second.status
               : draw_status(index, seedbed::random(draws_, index).lane("status"));
}

/// One of the first users; the next one where that one's account is too young to have written
/// anything, as that of a superuser whom the application made just now.
user algorithm_outlines::draw_owner(std::uint64_t index) const {
    const auto& users = context_.models().get<user>();
    seedbed::random draws = seedbed::random(draws_, index).lane("owner");
    const std::uint64_t drawn = seedbed::pick_early(draws, index, users.rows(), {});
    const user owner = users.make_row(drawn);
    return owner.created_at <= context_.run().as_of - hours(1)
               ? owner
               : users.make_row((drawn + 1) % users.rows());
}

/// Active ones are older than the usual week of prices, so that they have something to show in it;
/// all were looked after in the last days.
void algorithm_outlines::draw_times(std::uint64_t index, algorithm_outline& out) const {
    const seedbed::timestamp as_of = context_.run().as_of;
    seedbed::random draws = seedbed::random(draws_, index).lane("times");
    const auto standing = standing_.find(index);
    if (standing != standing_.end()) {
        out.owner = standing->second.owner;
        out.created_at = standing->second.created_at;
    } else {
        const user owner = draw_owner(index);
        out.owner = owner.id;
        const hours newest = out.status == active ? days(9) : days(3);
        const seedbed::timestamp begin = std::max(owner.created_at, as_of - days(180));
        out.created_at = moment_between(draws, begin, std::max(begin, as_of - newest));
    }
    const hours oldest_update = out.status == active ? hours(24) : days(3);
    out.updated_at = moment_between(draws, std::max(out.created_at, as_of - oldest_update), as_of);
}

void algorithm_outlines::draw_execution(std::uint64_t index, algorithm_outline& out) const {
    if (out.status == draft)
        return;
    seedbed::random draws = seedbed::random(draws_, index).lane("execution");
    const seedbed::timestamp last = out.status == active
                                        ? context_.run().as_of
                                        : moment_between(draws, out.created_at, out.updated_at);
    const seedbed::timestamp decided = last.floor_to(seconds(out.execution_frequency));
    if (decided >= out.created_at)
        out.last_executed_at = decided;
}

void algorithm_outlines::read_standing(const seedbed::session& session) {
    standing_.clear();
    session.for_each("SELECT id, created_by, status, created_at::text FROM algorithms",
                     {},
                     [this](seedbed::row_view row) {
                         const auto index = index_of(seedbed::uuid::parse(*row[0]));
                         if (index)
                             standing_[*index] = {.owner = seedbed::uuid::parse(*row[1]),
                                                  .status = std::string(*row[2]),
                                                  .created_at = seedbed::timestamp::parse(*row[3])};
                     });
}

} // namespace ohmycoins
