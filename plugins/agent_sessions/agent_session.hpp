#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// One run of the lab's agents for a user. Members are in the order of the application's columns.
#pragma db object table("agent_sessions")
struct agent_session {
#pragma db id
    seedbed::uuid id;
#pragma db options("CONSTRAINT \"agent_sessions_user_id_fkey\" REFERENCES \"user\" (\"id\")")
    seedbed::uuid user_id;
#pragma db type("VARCHAR")
    std::string user_goal; // 1 to 5000 characters
#pragma db type("VARCHAR(20)")
    std::string status; // running, completed, failed, cancelled, awaiting_approval
#pragma db type("VARCHAR")
    std::optional<std::string> error_message; // of failed ones
#pragma db type("VARCHAR")
    std::optional<std::string> result_summary; // of completed ones
    seedbed::timestamp created_at;
    seedbed::timestamp updated_at;                  // of the last message
    std::optional<seedbed::timestamp> completed_at; // of completed ones
#pragma db type("VARCHAR(20)")
    std::optional<std::string> llm_provider; // openai, google, anthropic, system_default
#pragma db type("VARCHAR(100)")
    std::optional<std::string> llm_model;
    std::optional<seedbed::uuid> llm_credential_id; // refers to a table that is none of seedbed's
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::agent_session, "agent_session");
