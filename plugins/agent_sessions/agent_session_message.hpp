#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// One event of an agent session. Members are in the order of the application's columns.
#pragma db object table("agent_session_messages")
struct agent_session_message {
#pragma db id
    seedbed::uuid id;
    // clang-format off
#pragma db options("CONSTRAINT \"agent_session_messages_session_id_fkey\" REFERENCES \"agent_sessions\" (\"id\")")
    // clang-format on
    seedbed::uuid session_id;
#pragma db type("VARCHAR(20)")
    std::string role; // user, assistant, system, function
#pragma db type("VARCHAR")
    std::string content; // the event in words
#pragma db type("VARCHAR(100)")
    std::optional<std::string> agent_name; // the runner's node; none for the user
#pragma db type("VARCHAR")
    std::optional<std::string> metadata_json; // the event as the lab's screens take it
    seedbed::timestamp created_at;
    std::optional<int> sequence_id; // 1, 2, 3 in each session
#pragma db type("VARCHAR(50)")
    std::optional<std::string> event_type;
#pragma db type("VARCHAR(50)")
    std::optional<std::string> stage;
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::agent_session_message, "agent_session_message");
