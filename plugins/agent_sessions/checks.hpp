#pragma once

#include <seedbed/check.hpp>

#include <vector>

namespace ohmycoins::agents {

/// What the lab's screens rely on in agent_sessions, agent_session_messages and agent_artifacts.
std::vector<seedbed::check> session_checks();

/// Those of them that look into the messages' metadata_json.
std::vector<seedbed::check> event_checks();

} // namespace ohmycoins::agents
