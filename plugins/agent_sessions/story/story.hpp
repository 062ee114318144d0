#pragma once

#include "agent_artifact.hpp"
#include "agent_session.hpp"
#include "agent_session_message.hpp"
#include "assignment.hpp"
#include "prices.hpp"

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace ohmycoins::agents {

/// A session with all that belongs to it. Ids are filled in by whoever writes the rows; artifacts'
/// file_path is their file's name.
struct session_story {
    agent_session session;
    std::vector<agent_session_message> messages;
    std::vector<agent_artifact> artifacts;
    std::vector<std::string> files; ///< the bytes of each artifact
};

/// No session has more messages.
inline constexpr std::uint64_t most_messages = 96;

/// When the sessions that have ended begin: where there are prices enough to work on, in the last
/// 30 days, and early enough to have ended by as-of.
struct begin_window {
    seedbed::timestamp from;
    seedbed::timestamp to; ///< after `from`
};
begin_window window_for(const trading::price_board& board, seedbed::timestamp as_of);

/// How much of a story is told. The session alone takes a third of the time.
enum class telling { whole, session_only };

/// The story of session `index`: a pure function of its arguments. Nothing in it is after as-of.
session_story tell_story(std::uint64_t index,
                         const seedbed::random& draws,
                         const author& by,
                         const trading::price_board& board,
                         seedbed::timestamp as_of,
                         telling how_much = telling::whole);

} // namespace ohmycoins::agents
