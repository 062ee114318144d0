#include "session_coherence.hpp"

#include "agent_session-odb.hpp"
#include "user-odb.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <string>

namespace ohmycoins::agents {
namespace {

using seedbed::fixture_context;
using seedbed::timestamp;
using namespace std::chrono;

constexpr hours longest_open{20}; // a session that waits longer than a day is suspicious

/// What stands of a session's messages.
struct standing_messages {
    int count = 0;
    std::string stage = "BUSINESS_UNDERSTANDING"; // of the last one
};

standing_messages messages_of(const agent_session_message& row, const fixture_context& context) {
    standing_messages found;
    if (!context.connection())
        return found;
    context.connection()->for_each_prepared(
        "SELECT count(*) OVER (), stage FROM agent_session_messages WHERE session_id = $1"
        " ORDER BY sequence_id DESC NULLS LAST LIMIT 1",
        {row.session_id.to_string()},
        [&](seedbed::row_view last) {
            found.count = std::stoi(std::string(*last[0]));
            if (last[1])
                found.stage = *last[1];
        });
    return found;
}

/// A word of the assistant, in the form in which the lab's screens take it.
void say(agent_session_message& row, const fixture_context& context) {
    if (!context.given("role"))
        row.role = "assistant";
    if (!context.given("event_type"))
        row.event_type = row.role == "user" ? "user_message" : "stream_chat";
    if (!context.given("agent_name")) {
        if (row.role == "user")
            row.agent_name.reset();
        else if (!row.agent_name)
            row.agent_name = "reason";
    }
    if (context.given("metadata_json"))
        return;
    const boost::json::object payload{
        {*row.event_type == "user_message" ? "content" : "text_delta", row.content}};
    row.metadata_json =
        boost::json::serialize(boost::json::object{{"event_type", *row.event_type},
                                                   {"stage", *row.stage},
                                                   {"sequence_id", *row.sequence_id},
                                                   {"payload", payload}});
}

void end(agent_session& row, const fixture_context& context) {
    if (!context.given("error_message")) {
        if (row.status != "failed")
            row.error_message.reset();
        else if (!row.error_message)
            row.error_message = "The language model did not answer in time";
    }
    if (!context.given("result_summary")) {
        if (row.status != "completed")
            row.result_summary.reset();
        else if (!row.result_summary)
            row.result_summary = "The analysis is complete";
    }
    if (!context.given("completed_at"))
        row.completed_at = row.status == "completed" ? std::optional(row.updated_at) : std::nullopt;
}

} // namespace

void make_coherent(agent_session& row, const fixture_context& context) {
    if (!context.given("status"))
        row.status = "pending";
    const auto took = std::min<timestamp::duration>(row.updated_at - row.created_at, longest_open);
    if (const auto who = context.standing<user>(row.user_id); who && !context.given("created_at"))
        row.created_at = std::max(row.created_at, who->created_at);
    if (!context.given("updated_at"))
        row.updated_at = row.created_at + took;
    else if (!context.given("created_at"))
        row.created_at = std::min(row.created_at, row.updated_at);
    end(row, context);
}

void make_coherent(agent_session_message& row, const fixture_context& context) {
    const standing_messages before = messages_of(row, context);
    const bool goes_on = !context.given("session_id") && !context.given("content") &&
                         !context.given("role") && !context.given("event_type") &&
                         !context.given("stage") && row.sequence_id == before.count + 1;
    if (!context.given("sequence_id"))
        row.sequence_id = before.count + 1;
    if (!goes_on && !context.given("stage"))
        row.stage = before.stage;
    if (!goes_on)
        say(row, context);
    const auto within = context.standing<agent_session>(row.session_id);
    if (within && !context.given("created_at"))
        row.created_at =
            std::min(within->created_at + seconds(*row.sequence_id), within->updated_at);
}

void make_coherent(agent_artifact& row, const fixture_context& context) {
    const auto within = context.standing<agent_session>(row.session_id);
    if (within && !context.given("created_at"))
        row.created_at = std::clamp(row.created_at, within->created_at, within->updated_at);
    if (!context.given("file_path"))
        row.file_path = "/artifacts/" + row.session_id.to_string() + "/" + row.name;
}

std::vector<seedbed::variation<agent_session>> session_variations() {
    const auto in_status = [](const char* status, const char* description) {
        return seedbed::variation<agent_session>{
            std::string(status), std::string(description), [status](agent_session& row) {
                row.status = status;
            }};
    };
    return {in_status("running", "at work"),
            in_status("completed", "came to a result"),
            in_status("failed", "ended with an error_message"),
            in_status("cancelled", "was taken back by its user"),
            in_status("awaiting_approval", "waits for its user's word")};
}

} // namespace ohmycoins::agents
