#include "checks.hpp"
#include "story/stage.hpp"

#include <seedbed/error.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

/// Checks of what stands in the messages' metadata_json. It is a varchar: SQL would stop at the
/// first one that is no JSON, so it is parsed here.
namespace ohmycoins::agents {
namespace {

namespace json = boost::json;
using seedbed::check;
using seedbed::check_result;

/// What is wrong with one document; nothing where it is right.
using fault = std::optional<std::string>;

void report(check_result& to, std::string violation) {
    if (++to.violation_count <= seedbed::most_violations)
        to.violations.push_back(std::move(violation));
}

std::optional<json::object> parse_object(std::string_view text) {
    try {
        json::value value = seedbed::parse_document(text, "metadata_json");
        return value.is_object() ? std::optional(std::move(value.as_object())) : std::nullopt;
    } catch (const seedbed::error&) {
        return std::nullopt;
    }
}

const json::object* object_in(const json::object& of, std::string_view name) {
    const json::value* found = of.if_contains(name);
    return found ? found->if_object() : nullptr;
}

std::string_view text_in(const json::object& of, std::string_view name) {
    const json::value* found = of.if_contains(name);
    const json::string* text = found ? found->if_string() : nullptr;
    return text ? std::string_view(text->data(), text->size()) : std::string_view();
}

bool has_list(const json::object& of, std::string_view name) {
    const json::value* found = of.if_contains(name);
    return found && found->is_array();
}

/// The first of these members that is missing or no text.
fault absent_text(const json::object& of, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        if (text_in(of, name).empty())
            return fmt::format("payload without a text \"{}\"", name);
    return std::nullopt;
}

/// A check over the messages that `condition` selects. `judge` gets the columns from the third on
/// and the document, which is an object (others are the check of metadata's own business).
check message_check(std::string id,
                    std::string rule,
                    const std::string& columns,
                    const std::string& condition,
                    std::function<fault(const seedbed::row_view&, const json::object&)> judge) {
    const std::string sql = "SELECT id, metadata_json" + columns +
                            " FROM agent_session_messages WHERE " + condition + " ORDER BY id";
    return {.id = std::move(id),
            .rule = std::move(rule),
            .tables = {"agent_session_messages"},
            .judge = [sql, judge = std::move(judge)](const seedbed::session& session) {
                check_result result;
                session.for_each(sql, {}, [&](seedbed::row_view row) {
                    ++result.looked_at;
                    const auto document = parse_object(row[1].value_or(""));
                    const fault found = document ? judge(row, *document) : fault();
                    if (found)
                        report(result, fmt::format("{}: {}", *row[0], *found));
                });
                return result;
            }};
}

/// A document that is none is found here, and only here.
check metadata_check() {
    return {.id = "agent_sessions.metadata",
            .rule = "a message's metadata_json is an object with the event_type, stage and "
                    "sequence_id of its columns and a payload",
            .tables = {"agent_session_messages"},
            .judge = [](const seedbed::session& session) {
                check_result result;
                session.for_each(
                    "SELECT id, coalesce(metadata_json, ''), coalesce(event_type, ''),"
                    " coalesce(stage, ''), coalesce(sequence_id, 0)"
                    " FROM agent_session_messages ORDER BY id",
                    {},
                    [&](seedbed::row_view row) {
                        ++result.looked_at;
                        const auto wrong = [&](const std::string& what) {
                            report(result, fmt::format("{}: {}", *row[0], what));
                        };
                        const auto document = parse_object(*row[1]);
                        if (!document)
                            return wrong(row[1]->empty() ? "no metadata_json"
                                                         : "metadata_json is no JSON object");
                        const json::value* number = document->if_contains("sequence_id");
                        if (text_in(*document, "event_type") != *row[2])
                            wrong(fmt::format("event_type {} in a message of {}",
                                              text_in(*document, "event_type"),
                                              *row[2]));
                        else if (text_in(*document, "stage") != *row[3])
                            wrong(fmt::format("stage {} in a message of {}",
                                              text_in(*document, "stage"),
                                              *row[3]));
                        else if (number && json::serialize(*number) != *row[4])
                            wrong(fmt::format(
                                "sequence_id {} in message {}", json::serialize(*number), *row[4]));
                        else if (!object_in(*document, "payload"))
                            wrong("no payload object");
                    });
                return result;
            }};
}

fault judge_payload(std::string_view event, const json::object& payload) {
    if (event == "stream_chat")
        return absent_text(payload, {"text_delta"});
    if (event == "user_message")
        return absent_text(payload, {"content"});
    if (event == "status_update")
        return absent_text(payload, {"status", "message", "task_id"});
    if (event == "error")
        return absent_text(payload, {"code", "message"});
    if (event == "action_request" && !has_list(payload, "options"))
        return "payload without a list \"options\"";
    if (event == "action_request")
        return absent_text(payload, {"action_id", "description"});
    return std::nullopt;
}

check payload_check() {
    return message_check("agent_sessions.payloads",
                         "a message's payload has what its event_type asks for",
                         ", event_type",
                         "event_type IN ('stream_chat', 'user_message', 'status_update', 'error',"
                         " 'action_request')",
                         [](const seedbed::row_view& row, const json::object& document) {
                             const json::object* payload = object_in(document, "payload");
                             return payload ? judge_payload(*row[2], *payload) : fault();
                         });
}

/// The checklist of one stage: {id, description, status} for each item.
bool is_checklist(const json::value& list) {
    if (!list.is_array())
        return false;
    for (const json::value& item : list.as_array()) {
        const json::object* task = item.if_object();
        if (!task || absent_text(*task, {"id", "description", "status"}))
            return false;
    }
    return true;
}

fault judge_plan(const json::object& payload) {
    if (!has_list(payload, "plan"))
        return "no list \"plan\"";
    const json::object* stages = object_in(payload, "stages");
    if (!stages)
        return "no object \"stages\"";
    for (const std::string_view stage : stage_names) {
        const json::value* list = stages->if_contains(stage);
        if (!list || !is_checklist(*list))
            return fmt::format("stage {} has no list of {{id, description, status}}", stage);
    }
    return std::nullopt;
}

check plan_check() {
    return message_check(
        "agent_sessions.plans",
        "a plan has the list that the contract names and the checklists that the lab reads",
        "",
        "event_type = 'plan_established'",
        [](const seedbed::row_view& /*row*/, const json::object& document) {
            const json::object* payload = object_in(document, "payload");
            return payload ? judge_plan(*payload) : fault();
        });
}

fault judge_tearsheet(const json::object& sheet) {
    const json::object* metrics = object_in(sheet, "metrics");
    if (!metrics)
        return "tearsheet without metrics";
    for (const auto& [name, value] : *metrics)
        if (!value.is_number())
            return fmt::format("tearsheet: {} is no number", std::string_view(name));
    return text_in(sheet, "mlflow_run_id").empty() ? fault("tearsheet without mlflow_run_id")
                                                   : std::nullopt;
}

fault judge_output(const json::object& payload) {
    const std::string_view type = text_in(payload, "mime_type");
    const json::object* content = object_in(payload, "content");
    if (type == "text/markdown" || type == "image/png")
        return text_in(payload, "content").empty() ? fault("no text as content") : std::nullopt;
    if (type == "application/vnd.plotly.v1+json")
        return content && has_list(*content, "data") && object_in(*content, "layout")
                   ? std::nullopt
                   : fault("figure without data or layout");
    if (type == "application/json+tearsheet")
        return content ? judge_tearsheet(*content) : fault("tearsheet without metrics");
    if (type == "application/json+blueprint")
        return content ? std::nullopt : fault("blueprint without content");
    return fmt::format("mime type '{}', which the lab does not render", type);
}

check output_check() {
    return message_check("agent_sessions.outputs",
                         "what a session shows is of a mime type that the lab renders, with the "
                         "content that the type needs",
                         "",
                         "event_type = 'render_output'",
                         [](const seedbed::row_view& /*row*/, const json::object& document) {
                             const json::object* payload = object_in(document, "payload");
                             return payload ? judge_output(*payload) : fault();
                         });
}

/// The stages of completed sessions that have been closed.
check_result judge_green_stages(const seedbed::session& session) {
    std::map<std::string, std::set<std::string>, std::less<>> closed;
    session.for_each("SELECT id FROM agent_sessions WHERE status = 'completed'",
                     {},
                     [&](seedbed::row_view row) { closed[std::string(*row[0])]; });
    session.for_each(
        "SELECT session_id, coalesce(stage, ''), metadata_json FROM agent_session_messages"
        " WHERE event_type = 'status_update' AND metadata_json LIKE '%COMPLETE%'",
        {},
        [&](seedbed::row_view row) {
            const auto at = closed.find(*row[0]);
            const auto document = parse_object(row[2].value_or(""));
            const json::object* payload = document ? object_in(*document, "payload") : nullptr;
            if (at != closed.end() && payload && text_in(*payload, "status") == "COMPLETE")
                at->second.emplace(*row[1]);
        });
    check_result result;
    result.looked_at = closed.size();
    for (const auto& [id, stages] : closed)
        for (const std::string_view stage : stage_names)
            if (!stages.contains(std::string(stage)))
                report(result, fmt::format("{}: completed, but {} never was", id, stage));
    return result;
}

check green_stages_check() {
    return {.id = "agent_sessions.stages_complete",
            .rule = "every stage of a completed session has a status_update COMPLETE",
            .tables = {"agent_sessions", "agent_session_messages"},
            .judge = judge_green_stages};
}

/// Sessions past their first stage, without a plan.
check has_plan_check() {
    return seedbed::sql_check(
        "agent_sessions.has_plan",
        "a session that is past its first stage has one plan",
        {"agent_session_messages"},
        "SELECT count(DISTINCT session_id) FROM agent_session_messages"
        " WHERE stage <> 'BUSINESS_UNDERSTANDING'",
        "SELECT session_id || ': ' || count(*) FILTER (WHERE event_type = 'plan_established') ||"
        " ' plans' FROM agent_session_messages GROUP BY session_id"
        " HAVING bool_or(stage <> 'BUSINESS_UNDERSTANDING')"
        " AND count(*) FILTER (WHERE event_type = 'plan_established') <> 1 ORDER BY session_id");
}

} // namespace

std::vector<check> event_checks() {
    return {metadata_check(),
            payload_check(),
            has_plan_check(),
            plan_check(),
            output_check(),
            green_stages_check()};
}

} // namespace ohmycoins::agents
