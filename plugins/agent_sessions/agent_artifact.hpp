#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// A file that an agent session made. Members are in the order of the application's columns.
#pragma db object table("agent_artifacts")
struct agent_artifact {
#pragma db id
    seedbed::uuid id;
#pragma db options(                                                                                \
    "CONSTRAINT \"agent_artifacts_session_id_fkey\" REFERENCES \"agent_sessions\" (\"id\")")
    seedbed::uuid session_id;
#pragma db type("VARCHAR(50)")
    std::string artifact_type; // model, plot, report, code
#pragma db type("VARCHAR(255)")
    std::string name; // of the file
#pragma db type("VARCHAR")
    std::optional<std::string> description;
#pragma db type("VARCHAR(500)")
    std::optional<std::string> file_path;
#pragma db type("VARCHAR(100)")
    std::optional<std::string> mime_type;
    std::optional<int> size_bytes; // of the file
#pragma db type("VARCHAR")
    std::optional<std::string> metadata_json;
    seedbed::timestamp created_at;
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::agent_artifact, "agent_artifact");
