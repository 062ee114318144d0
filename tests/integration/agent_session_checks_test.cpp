#include "core/database/run_transaction.hpp"
#include "plugins/agent_sessions/checks.hpp"
#include "tests/integration/agent_session_runs.hpp"

#include <seedbed/session.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace seedbed::test;
using seedbed::check;
using seedbed::check_result;

namespace {

/// A transaction on a seeded database, in which anything may be broken: it is rolled back.
class damaged {
public:
    explicit damaged(const on_database& on) : transaction_(on.database.conninfo(), {}, [] {}) {}

    const seedbed::session& session() const { return transaction_.active_session(); }

    check_result judge(const std::string& id) const {
        for (const check& each : ohmycoins::agents::session_checks())
            if (each.id == "agent_sessions." + id)
                return each.judge(session());
        BOOST_FAIL("there is no check agent_sessions." << id);
        return {};
    }

private:
    seedbed::database::run_transaction transaction_;
};

/// A break of one rule; the statement gives a part of the violation that is to be named.
struct damage {
    const char* check; // without "agent_sessions."
    const char* statement;
};

// Keys of sessions and messages to break: the first of a kind.
#define A_SESSION(status)                                                                          \
    "(SELECT id FROM agent_sessions WHERE status = '" status "' ORDER BY id LIMIT 1)"
#define A_MESSAGE(condition)                                                                       \
    "(SELECT id FROM agent_session_messages WHERE " condition " ORDER BY id LIMIT 1)"
#define AN_ARTIFACT "(SELECT id FROM agent_artifacts ORDER BY id LIMIT 1)"
#define SET_SESSION(status, change)                                                                \
    "UPDATE agent_sessions SET " change " WHERE id = " A_SESSION(status) " RETURNING id"
#define SET_MESSAGE(condition, change)                                                             \
    "UPDATE agent_session_messages SET " change " WHERE id = " A_MESSAGE(condition) " RETURNING "  \
                                                                                    "id"
#define SET_ARTIFACT(change)                                                                       \
    "UPDATE agent_artifacts SET " change " WHERE id = " AN_ARTIFACT " RETURNING id"
#define REPLACE(condition, before, after)                                                          \
    SET_MESSAGE(condition " AND metadata_json LIKE '%" before "%'",                                \
                "metadata_json = replace(metadata_json, '" before "', '" after "')")

const std::vector<damage> damages{
    {"known_status", SET_SESSION("completed", "status = 'done'")},
    {"completed_has_result", SET_SESSION("completed", "completed_at = NULL")},
    {"completed_has_result", SET_SESSION("completed", "result_summary = NULL")},
    {"completed_has_result", SET_SESSION("running", "completed_at = updated_at")},
    {"failed_has_error", SET_SESSION("failed", "error_message = NULL")},
    {"failed_has_error", SET_SESSION("completed", "error_message = 'no'")},
    {"has_goal", SET_SESSION("completed", "user_goal = ''")},
    {"open_for_a_day", SET_SESSION("running", "created_at = created_at - interval '2 days'")},
    {"times_in_order", SET_SESSION("completed", "updated_at = created_at - interval '1 s'")},
    {"times_in_order", SET_SESSION("completed", "completed_at = created_at - interval '1 s'")},
    {"user_exists", SET_SESSION("completed", "user_id = gen_random_uuid()")},
    {"after_its_user",
     "UPDATE \"user\" u SET created_at = s.created_at + interval '1 s' FROM agent_sessions s"
     " WHERE s.id = " A_SESSION("completed") " AND u.id = s.user_id RETURNING s.id"},
    {"messages_belong", SET_MESSAGE("true", "session_id = gen_random_uuid()")},
    {"sequence", SET_MESSAGE("sequence_id = 3", "sequence_id = 4")},
    {"sequence", SET_MESSAGE("sequence_id = 3", "sequence_id = NULL")},
    {"sequence", SET_MESSAGE("sequence_id = 3", "created_at = created_at + interval '1 day'")},
    {"sequence",
     "WITH gone AS (DELETE FROM agent_session_messages WHERE id = " A_MESSAGE(
         "sequence_id = 3") " RETURNING session_id) SELECT m.id FROM agent_session_messages m JOIN"
                            " gone USING (session_id) WHERE sequence_id = 4"},
    {"messages_within_session",
     SET_MESSAGE("sequence_id = 1", "created_at = created_at - interval '1 s'")},
    {"messages_within_session",
     SET_MESSAGE("sequence_id = 5", "created_at = created_at + interval '1 day'")},
    {"completed_has_messages",
     "DELETE FROM agent_session_messages WHERE session_id = " A_SESSION(
         "completed") " RETURNING session_id"},
    {"speakers", SET_MESSAGE("role = 'assistant'", "agent_name = 'oracle'")},
    {"speakers", SET_MESSAGE("role = 'user'", "agent_name = 'reason'")},
    {"speakers", SET_MESSAGE("role = 'assistant'", "role = 'robot'")},
    {"known_events", SET_MESSAGE("true", "event_type = 'message'")},
    {"known_events", SET_MESSAGE("true", "stage = NULL")},
    {"stages_in_order", SET_MESSAGE("stage = 'DATA_ACQUISITION'", "stage = 'EVALUATION'")},
    {"ends_as_it_says",
     "UPDATE agent_sessions SET error_message = 'Another' WHERE id = " A_SESSION(
         "failed") " RETURNING id"},
    {"ends_as_it_says",
     "DELETE FROM agent_session_messages m USING agent_sessions s WHERE s.id = m.session_id AND"
     " m.created_at = s.updated_at AND s.id = " A_SESSION("cancelled") " RETURNING s.id"},
    {"artifacts_belong", SET_ARTIFACT("session_id = gen_random_uuid()")},
    {"artifact_fields", SET_ARTIFACT("artifact_type = 'film'")},
    {"artifact_fields", SET_ARTIFACT("size_bytes = 0")},
    {"artifact_fields", SET_ARTIFACT("size_bytes = NULL")},
    {"artifact_fields", SET_ARTIFACT("mime_type = NULL")},
    {"artifact_fields", SET_ARTIFACT("file_path = '/elsewhere'")},
    {"artifacts_within_session", SET_ARTIFACT("created_at = created_at + interval '1 h'")},
    {"artifacts_within_session", SET_ARTIFACT("created_at = created_at - interval '1 h'")},
    {"metadata", SET_MESSAGE("true", "metadata_json = NULL")},
    {"metadata", SET_MESSAGE("true", "metadata_json = left(metadata_json, 40)")},
    {"metadata", SET_MESSAGE("true", "metadata_json = '[1]'")},
    {"metadata", SET_MESSAGE("event_type = 'stream_chat'", "event_type = 'user_message'")},
    {"metadata", SET_MESSAGE("stage = 'DATA_ACQUISITION'", "stage = 'PREPARATION'")},
    {"metadata", SET_MESSAGE("sequence_id = 2", "sequence_id = 99")},
    {"metadata", REPLACE("true", "\"payload\"", "\"load\"")},
    {"payloads", REPLACE("event_type = 'stream_chat'", "text_delta", "text")},
    {"payloads", REPLACE("event_type = 'user_message'", "content", "text")},
    {"payloads", REPLACE("event_type = 'status_update'", "task_id", "task")},
    {"payloads", REPLACE("event_type = 'error'", "\"code\"", "\"number\"")},
    {"payloads", REPLACE("event_type = 'action_request'", "\"options\":[", "\"choices\":[")},
    {"has_plan",
     "DELETE FROM agent_session_messages WHERE event_type = 'plan_established' AND session_id "
     "= " A_SESSION("completed") " RETURNING session_id"},
    {"plans", REPLACE("event_type = 'plan_established'", "\"plan\":", "\"steps\":")},
    {"plans", REPLACE("event_type = 'plan_established'", "\"stages\":", "\"parts\":")},
    {"plans", REPLACE("event_type = 'plan_established'", "\"MODELING\":[{", "\"MODEL\":[{")},
    {"plans", REPLACE("event_type = 'plan_established'", "\"description\"", "\"text\"")},
    {"outputs", REPLACE("event_type = 'render_output'", "text/markdown", "text/plain")},
    {"outputs", REPLACE("event_type = 'render_output'", "\"layout\":{", "\"look\":{")},
    {"outputs",
     REPLACE("event_type = 'render_output'", "\"win_rate\":", "\"win_rate\":\"high\",\"w\":")},
    {"outputs", REPLACE("event_type = 'render_output'", "mlflow_run_id", "run")},
    {"outputs", REPLACE("event_type = 'render_output'", "\"metrics\":", "\"numbers\":")},
    {"stages_complete",
     "UPDATE agent_session_messages SET metadata_json = replace(metadata_json, '\"COMPLETE\"',"
     " '\"DONE\"') WHERE stage = 'MODELING' AND session_id = " A_SESSION(
         "completed") " RETURNING session_id"}};

} // namespace

BOOST_FIXTURE_TEST_SUITE(agent_session_checks_test, agent_session_runs)

BOOST_AUTO_TEST_CASE(find_nothing_in_what_was_seeded) {
    added({"--agent-sessions", "40"});
    const damaged untouched(*this);
    for (const check& each : ohmycoins::agents::session_checks()) {
        const check_result result = each.judge(untouched.session());
        BOOST_TEST(result.looked_at > 0U, each.id);
        BOOST_TEST(result.violation_count == 0U, each.id);
    }
}

BOOST_AUTO_TEST_CASE(find_each_damage_and_name_it) {
    added({"--agent-sessions", "40"});
    for (const damage& each : damages) {
        const damaged broken(*this);
        broken.session().execute_script("SET session_replication_role = replica"); // no keys
        const std::optional<std::string> key = broken.session().value(each.statement);
        BOOST_TEST_CONTEXT(each.check << ": " << each.statement) {
            BOOST_REQUIRE(key.has_value());
            const check_result result = broken.judge(each.check);
            BOOST_TEST(result.violation_count > 0U);
            BOOST_TEST(std::any_of(result.violations.begin(),
                                   result.violations.end(),
                                   [&](const std::string& violation) {
                                       return violation.find(*key) != std::string::npos;
                                   }));
        }
    }
}

BOOST_AUTO_TEST_CASE(are_each_tried_with_a_damage) {
    std::set<std::string> tried;
    for (const damage& each : damages)
        tried.insert(std::string("agent_sessions.") + each.check);
    std::set<std::string> ids;
    for (const check& each : ohmycoins::agents::session_checks())
        ids.insert(each.id);
    BOOST_TEST(tried == ids, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(name_a_thousand_violations_at_most_and_count_them_all) {
    added({"--agent-sessions", "40"});
    const damaged broken(*this);
    broken.session().execute_script("UPDATE agent_session_messages SET metadata_json = 'oops'");
    const check_result result = broken.judge("metadata");
    BOOST_TEST(result.violations.size() == seedbed::most_violations);
    BOOST_TEST(result.violation_count == result.looked_at);
}

BOOST_AUTO_TEST_SUITE_END()
