#pragma once

#include "story/assignment.hpp"
#include "user.hpp"

#include <seedbed/row_context.hpp>
#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>

#include <cstdint>
#include <unordered_map>

namespace ohmycoins::agents {

/// The users that sessions are for: as the database has them, once it has been read; before, as
/// their model makes them.
class authors {
public:
    struct choice {
        std::uint64_t user = 0;
        author profile;
    };

    /// Reads the users that `sessions` sessions can be for.
    void read(const seedbed::session& session,
              const seedbed::row_source<user>& users,
              std::uint64_t sessions);

    /// Whose session the context's row is. Users who came after `latest` are passed over while
    /// there is another. Throws error(failure::seeding) when there are no users.
    choice choose(seedbed::row_context& context, seedbed::timestamp latest) const;

private:
    author profile_of(const seedbed::row_context& context, std::uint64_t user) const;

    std::unordered_map<std::uint64_t, author> read_;
};

} // namespace ohmycoins::agents
