#include "checks.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string>

namespace ohmycoins::agents {
namespace {

using seedbed::check;
using seedbed::sql_check;
using tables = std::vector<std::string>;

constexpr const char* count_sessions = "SELECT count(*) FROM agent_sessions";
constexpr const char* count_messages = "SELECT count(*) FROM agent_session_messages";
constexpr const char* count_artifacts = "SELECT count(*) FROM agent_artifacts";

/// The stages with their rank, as a FROM item.
constexpr const char* stages =
    "unnest(ARRAY['BUSINESS_UNDERSTANDING', 'DATA_ACQUISITION', 'PREPARATION', 'EXPLORATION',"
    " 'MODELING', 'EVALUATION', 'DEPLOYMENT']) WITH ORDINALITY AS s(stage, rank)";

void add_session_checks(std::vector<check>& out) {
    const tables sessions{"agent_sessions"};
    out.push_back(sql_check(
        "agent_sessions.known_status",
        "a session's status is one that the lab knows",
        sessions,
        count_sessions,
        "SELECT id || ': status ' || status FROM agent_sessions WHERE status NOT IN ('pending',"
        " 'running', 'completed', 'failed', 'cancelled', 'awaiting_approval') ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.completed_has_result",
        "a completed session, and no other, has completed_at and a result_summary",
        sessions,
        count_sessions,
        "SELECT id || ': ' || status || ', completed_at ' || coalesce(completed_at::text, 'NULL')"
        " || ', result_summary ' || CASE WHEN result_summary IS NULL THEN 'NULL' ELSE 'set' END"
        " FROM agent_sessions WHERE (status = 'completed') <> (completed_at IS NOT NULL)"
        " OR (status = 'completed') <> (coalesce(result_summary, '') <> '') ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.failed_has_error",
        "a failed session, and no other, has an error_message",
        sessions,
        count_sessions,
        "SELECT id || ': ' || status || ', error_message ' || coalesce(error_message, 'NULL')"
        " FROM agent_sessions WHERE (status = 'failed') <> (coalesce(error_message, '') <> '')"
        " ORDER BY id"));
    out.push_back(sql_check("agent_sessions.has_goal",
                            "a session's goal has 1 to 5000 characters",
                            sessions,
                            count_sessions,
                            "SELECT id || ': ' || length(user_goal) || ' characters' FROM"
                            " agent_sessions WHERE length(user_goal) NOT BETWEEN 1 AND 5000"
                            " ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.open_for_a_day",
        "a session that is still open has been at work for a day at most",
        sessions,
        "SELECT count(*) FROM agent_sessions WHERE status IN ('pending', 'running',"
        " 'awaiting_approval')",
        "SELECT id || ': ' || status || ', created ' || created_at || ', updated ' || updated_at"
        " FROM agent_sessions WHERE status IN ('pending', 'running', 'awaiting_approval')"
        " AND updated_at - created_at > interval '1 day' ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.times_in_order",
        "a session is updated and completed after it was created",
        sessions,
        count_sessions,
        "SELECT id || ': created ' || created_at || ', completed ' || coalesce(completed_at::text,"
        " 'NULL') || ', updated ' || updated_at FROM agent_sessions"
        " WHERE created_at > updated_at OR created_at > completed_at ORDER BY id"));
    out.push_back(
        sql_check("agent_sessions.user_exists",
                  "a session's user exists",
                  {"agent_sessions", "user"},
                  count_sessions,
                  "SELECT s.id || ': user ' || s.user_id || ' is absent' FROM agent_sessions s"
                  " LEFT JOIN \"user\" u ON u.id = s.user_id WHERE u.id IS NULL ORDER BY s.id"));
    out.push_back(sql_check("agent_sessions.after_its_user",
                            "a session begins after its user signed up",
                            {"agent_sessions", "user"},
                            count_sessions,
                            "SELECT s.id || ': created ' || s.created_at || ', user ' ||"
                            " u.created_at FROM agent_sessions s JOIN \"user\" u ON u.id ="
                            " s.user_id WHERE s.created_at < u.created_at ORDER BY s.id",
                            seedbed::check_cost::costly)); // people may sign up and be adopted
}

void add_message_checks(std::vector<check>& out) {
    const tables messages{"agent_session_messages"};
    const tables both{"agent_sessions", "agent_session_messages"};
    out.push_back(sql_check(
        "agent_sessions.messages_belong",
        "a message's session exists",
        both,
        count_messages,
        "SELECT m.id || ': session ' || m.session_id || ' is absent' FROM agent_session_messages m"
        " LEFT JOIN agent_sessions s ON s.id = m.session_id WHERE s.id IS NULL ORDER BY m.id"));
    out.push_back(sql_check(
        "agent_sessions.sequence",
        "the messages of a session are numbered 1, 2, 3 … in the order of their times",
        messages,
        count_messages,
        "SELECT id || ': sequence_id ' || coalesce(sequence_id::text, 'NULL') || ' at place ' ||"
        " place FROM (SELECT *, row_number() OVER (PARTITION BY session_id ORDER BY created_at,"
        " sequence_id) AS place, lag(created_at) OVER (PARTITION BY session_id ORDER BY created_at,"
        " sequence_id) AS before FROM agent_session_messages) m"
        " WHERE sequence_id IS DISTINCT FROM place OR before = created_at ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.messages_within_session",
        "a session's messages lie between its created_at and updated_at",
        both,
        count_messages,
        "SELECT m.id || ': at ' || m.created_at || ', session from ' || s.created_at || ' to ' ||"
        " s.updated_at FROM agent_session_messages m JOIN agent_sessions s ON s.id = m.session_id"
        " WHERE m.created_at NOT BETWEEN s.created_at AND s.updated_at ORDER BY m.id"));
    out.push_back(sql_check(
        "agent_sessions.completed_has_messages",
        "a completed session has messages",
        both,
        "SELECT count(*) FROM agent_sessions WHERE status = 'completed'",
        "SELECT id || ': no message' FROM agent_sessions WHERE status = 'completed' AND id NOT IN"
        " (SELECT session_id FROM agent_session_messages) ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.speakers",
        "a message's role is known, and its agent_name is a node of the runner, or none for a user",
        messages,
        count_messages,
        "SELECT id || ': role ' || role || ', agent_name ' || coalesce(agent_name, 'NULL')"
        " FROM agent_session_messages WHERE role NOT IN ('user', 'assistant', 'system', 'function')"
        " OR (role = 'user') <> (agent_name IS NULL) OR agent_name NOT IN ('initialization',"
        " 'reason', 'retrieve_data', 'validate_data', 'analyze_data', 'train_model',"
        " 'evaluate_model', 'generate_report', 'finalize') ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.known_events",
        "a message's event_type and stage are ones that the lab knows",
        messages,
        count_messages,
        fmt::format("SELECT m.id || ': event_type ' || coalesce(event_type, 'NULL') || ', stage '"
                    " || coalesce(m.stage, 'NULL') FROM agent_session_messages m"
                    " LEFT JOIN {} ON s.stage = m.stage WHERE rank IS NULL OR event_type IS NULL OR"
                    " event_type NOT IN ('stream_chat', 'user_message', 'status_update',"
                    " 'plan_established', 'render_output', 'action_request', 'error',"
                    " 'revision_start') ORDER BY m.id",
                    stages)));
    out.push_back(sql_check(
        "agent_sessions.stages_in_order",
        "a session goes through the stages in their order, and leaves none out",
        messages,
        count_messages,
        fmt::format("SELECT id || ': ' || stage || ' after stage ' || before FROM (SELECT m.id,"
                    " m.stage, rank, lag(rank, 1, 1) OVER (PARTITION BY session_id ORDER BY"
                    " sequence_id) AS before FROM agent_session_messages m JOIN {} ON"
                    " s.stage = m.stage) m WHERE rank NOT IN (before, before + 1) ORDER BY id",
                    stages)));
    out.push_back(sql_check(
        "agent_sessions.ends_as_it_says",
        "a failed session ends with an error of its error_message, an awaiting one with an"
        " action_request, a cancelled one with its user's word",
        both,
        "SELECT count(*) FROM agent_sessions WHERE status IN ('failed', 'awaiting_approval',"
        " 'cancelled')",
        "SELECT s.id || ': ' || s.status || ', last ' || coalesce(m.event_type, 'nothing')"
        " FROM agent_sessions s LEFT JOIN LATERAL (SELECT event_type, content FROM"
        " agent_session_messages WHERE session_id = s.id ORDER BY sequence_id DESC NULLS LAST"
        " LIMIT 1) m ON true WHERE CASE s.status"
        " WHEN 'failed' THEN (m.event_type, m.content) IS DISTINCT FROM ('error', s.error_message)"
        " WHEN 'awaiting_approval' THEN m.event_type IS DISTINCT FROM 'action_request'"
        " WHEN 'cancelled' THEN m.event_type IS DISTINCT FROM 'user_message' ELSE false END"
        " ORDER BY s.id",
        seedbed::check_cost::costly)); // the application has no index to find a session's messages
}

void add_artifact_checks(std::vector<check>& out) {
    const tables artifacts{"agent_artifacts"};
    const tables both{"agent_sessions", "agent_artifacts"};
    out.push_back(sql_check(
        "agent_sessions.artifacts_belong",
        "an artifact's session exists",
        both,
        count_artifacts,
        "SELECT a.id || ': session ' || a.session_id || ' is absent' FROM agent_artifacts a"
        " LEFT JOIN agent_sessions s ON s.id = a.session_id WHERE s.id IS NULL ORDER BY a.id"));
    out.push_back(sql_check(
        "agent_sessions.artifact_fields",
        "an artifact has a known type, a mime type, a path that ends in its name, and a size",
        artifacts,
        count_artifacts,
        "SELECT id || ': ' || artifact_type || ', ' || coalesce(mime_type, 'no mime type') || ', '"
        " || coalesce(file_path, 'no path') || ', ' || coalesce(size_bytes::text, 'no') ||"
        " ' bytes' FROM agent_artifacts WHERE (artifact_type IN ('model', 'plot', 'report', 'code',"
        " 'data') AND mime_type IS NOT NULL AND right(file_path, length(name) + 1) = '/' || name"
        " AND size_bytes > 0) IS NOT TRUE ORDER BY id"));
    out.push_back(sql_check(
        "agent_sessions.artifacts_within_session",
        "an artifact is made between its session's created_at and updated_at",
        both,
        count_artifacts,
        "SELECT a.id || ': made ' || a.created_at || ', session from ' || s.created_at || ' to ' ||"
        " s.updated_at FROM agent_artifacts a JOIN agent_sessions s ON s.id = a.session_id"
        " WHERE a.created_at NOT BETWEEN s.created_at AND s.updated_at ORDER BY a.id"));
}

} // namespace

std::vector<check> session_checks() {
    std::vector<check> out;
    add_session_checks(out);
    add_message_checks(out);
    add_artifact_checks(out);
    std::vector<check> events = event_checks();
    out.insert(
        out.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    return out;
}

} // namespace ohmycoins::agents
