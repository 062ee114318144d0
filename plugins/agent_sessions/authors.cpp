#include "authors.hpp"

#include <seedbed/error.hpp>
#include <seedbed/uuid.hpp>

#include <algorithm>
#include <chrono>
#include <string>

namespace ohmycoins::agents {
namespace {

constexpr seedbed::early_choice preference{};

/// pick_early reaches that far.
std::uint64_t reach(std::uint64_t sessions) {
    const auto later =
        static_cast<std::uint64_t>(static_cast<double>(sessions) * preference.per_row);
    return std::max(preference.first, later);
}

} // namespace

void authors::read(const seedbed::session& session,
                   const seedbed::row_source<user>& users,
                   std::uint64_t sessions) {
    session.for_each("SELECT id, coalesce(timezone, 'UTC'), coalesce(risk_tolerance, 'medium'),"
                     " (extract(epoch FROM created_at) * 1000000)::bigint FROM \"user\"",
                     {},
                     [&](seedbed::row_view row) {
                         const auto index = users.row_index(seedbed::uuid::parse(*row[0]));
                         if (!index || *index >= reach(sessions))
                             return;
                         const std::chrono::microseconds time(std::stoll(std::string(*row[3])));
                         read_[*index] = {.timezone = std::string(*row[1]),
                                          .risk_tolerance = std::string(*row[2]),
                                          .created_at = seedbed::timestamp(
                                              seedbed::timestamp::time_point(time))};
                     });
}

author authors::profile_of(const seedbed::row_context& context, std::uint64_t index) const {
    if (const auto found = read_.find(index); found != read_.end())
        return found->second;
    const user made = context.parent<user>(index);
    return {.timezone = made.timezone.value_or("UTC"),
            .risk_tolerance = made.risk_tolerance.value_or("medium"),
            .created_at = made.created_at};
}

authors::choice authors::choose(seedbed::row_context& context, seedbed::timestamp latest) const {
    const std::uint64_t users = context.models().get<user>().rows();
    if (users == 0)
        throw seedbed::error(seedbed::failure::seeding,
                             "an agent session belongs to a user, and there is none: ask for "
                             "--users 1 or more, or for --agent-sessions 0");
    const std::uint64_t picked = context.pick<user>(preference);
    const std::uint64_t others = std::min(users, preference.first);
    for (std::uint64_t step = 0; step <= others; ++step) {
        const std::uint64_t user = step == 0 ? picked : (picked + step) % others;
        choice chosen{user, profile_of(context, user)};
        if (chosen.profile.created_at <= latest)
            return chosen;
    }
    return {picked, profile_of(context, picked)};
}

} // namespace ohmycoins::agents
