#pragma once

#include "agent_artifact.hpp"
#include "agent_session.hpp"
#include "agent_session_message.hpp"

#include <seedbed/fixture.hpp>

#include <vector>

namespace ohmycoins::agents {

/// Makes a test's session agree with what the test set. Unless it says otherwise the session was
/// asked for and not begun (pending): it has no messages, which the other statuses need.
void make_coherent(agent_session& row, const seedbed::fixture_context& context);

/// Makes a test's message the next one of its session: numbered behind those that stand, between
/// the session's times. One that does not go on with the generated story says what its content
/// says.
void make_coherent(agent_session_message& row, const seedbed::fixture_context& context);

/// Puts a test's artifact between the times of its session, and its path where its name is.
void make_coherent(agent_artifact& row, const seedbed::fixture_context& context);

std::vector<seedbed::variation<agent_session>> session_variations();

} // namespace ohmycoins::agents
