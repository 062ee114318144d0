#pragma once

#include "agent_session.hpp"

#include <seedbed/row_source.hpp>
#include <seedbed/session.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

namespace ohmycoins::agents {

/// What the sessions look like that stand in the table already: a digest of each.
class standing_sessions {
public:
    void read(const seedbed::session& session, const seedbed::row_source<agent_session>& sessions) {
        session.for_each("SELECT id, (extract(epoch FROM created_at) * 1000000)::bigint,"
                         " (extract(epoch FROM updated_at) * 1000000)::bigint, status, user_goal,"
                         " coalesce(result_summary, '') FROM agent_sessions",
                         {},
                         [&](seedbed::row_view row) {
                             const auto index = sessions.row_index(seedbed::uuid::parse(*row[0]));
                             if (!index)
                                 return;
                             std::string text;
                             for (std::size_t i = 1; i < row.size(); ++i)
                                 text += std::string(*row[i]) + '\n';
                             digests_[*index] = std::hash<std::string>()(text);
                         });
    }

    /// Whether session `index` stands there as it is in `story`.
    bool is(std::uint64_t index, const agent_session& story) const {
        const auto microseconds = [](seedbed::timestamp time) {
            return std::to_string(time.time().time_since_epoch().count());
        };
        const std::string text = microseconds(story.created_at) + '\n' +
                                 microseconds(story.updated_at) + '\n' + story.status + '\n' +
                                 story.user_goal + '\n' + story.result_summary.value_or("") + '\n';
        const auto found = digests_.find(index);
        return found != digests_.end() && found->second == std::hash<std::string>()(text);
    }

private:
    std::unordered_map<std::uint64_t, std::size_t> digests_;
};

} // namespace ohmycoins::agents
