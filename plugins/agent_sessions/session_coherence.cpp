#include "session_coherence.hpp"

#include "agent_session-odb.hpp"
#include "time_order.hpp"
#include "user-odb.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>

namespace ohmycoins::agents {
namespace {

using seedbed::fixture_context;
using seedbed::timestamp;
using namespace std::chrono;

constexpr hours longest_open{20}; // a session that waits longer than a day is suspicious
constexpr minutes usual_work{10};

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

template <class T>
boost::json::value value_of(const std::optional<T>& column) {
    return column ? boost::json::value(*column) : boost::json::value();
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
        {row.event_type == "user_message" ? "content" : "text_delta", row.content}};
    row.metadata_json =
        boost::json::serialize(boost::json::object{{"event_type", value_of(row.event_type)},
                                                   {"stage", value_of(row.stage)},
                                                   {"sequence_id", value_of(row.sequence_id)},
                                                   {"payload", payload}});
}

bool is_open(const agent_session& row) {
    return row.status == "pending" || row.status == "running" || row.status == "awaiting_approval";
}

/// The status that goes with the rest of what is given.
std::string told_status(const agent_session& row, const fixture_context& context) {
    const auto says = [&](const char* column, const std::optional<std::string>& text) {
        return context.given(column) && !text.value_or("").empty();
    };
    if (says("error_message", row.error_message))
        return "failed";
    const bool ended = context.given("completed_at") && row.completed_at;
    return ended || says("result_summary", row.result_summary) ? "completed" : "pending";
}

/// A status has what it needs, and nothing that belongs to another one.
void set_status(agent_session& row, const fixture_context& context) {
    if (!context.given("status"))
        row.status = told_status(row, context);
    const auto refuse = [&](const std::string& other) {
        refuse_fixture("agent_session", "status " + row.status + " does not go with " + other);
    };
    const auto settle = [&](const char* column,
                            std::optional<std::string>& text,
                            const char* status,
                            const char* usual) {
        const bool needed = row.status == status;
        if (!context.given(column)) {
            if (!needed)
                text.reset();
            else if (text.value_or("").empty())
                text = usual;
        } else if (needed == text.value_or("").empty()) {
            refuse(std::string(column) + ' ' +
                   (!text           ? "NULL"
                    : text->empty() ? "'' (empty)"
                                    : *text));
        }
    };
    settle(
        "error_message", row.error_message, "failed", "The language model did not answer in time");
    settle("result_summary", row.result_summary, "completed", "The analysis is complete");
    if (context.given("completed_at") &&
        row.completed_at.has_value() != (row.status == "completed"))
        refuse("completed_at " + (row.completed_at ? row.completed_at->to_string() : "NULL"));
}

/// How long the drawn session took, where that is still known and sensible.
timestamp::duration time_taken(const agent_session& row) {
    const auto drawn = row.updated_at - row.created_at;
    return drawn > timestamp::duration(0) && drawn <= longest_open
               ? drawn
               : timestamp::duration(usual_work);
}

/// What the test says of the end moves the beginning, and the other way round.
void set_times(agent_session& row, const fixture_context& context) {
    const bool begun = context.given("created_at");
    const bool updated = context.given("updated_at");
    const bool completed = context.given("completed_at") && row.completed_at;
    const auto took = time_taken(row);
    const auto who = context.standing<user>(row.user_id);
    if (!completed)
        row.completed_at.reset();
    if (!begun && (updated || completed)) {
        const timestamp end = completed ? *row.completed_at : row.updated_at;
        row.created_at = std::min(row.created_at, end);
        if (is_open(row))
            row.created_at = std::max(row.created_at, end - longest_open);
    } else if (!begun && who) {
        row.created_at = std::max(row.created_at, who->created_at);
    }
    if (!updated)
        row.updated_at = completed ? *row.completed_at : row.created_at + took;
    time_order times("agent_session", context);
    if (who)
        times.after("its user's created_at", who->created_at);
    times.then("created_at", row.created_at);
    times.then("completed_at", row.completed_at);
    times.then("updated_at", row.updated_at);
    times.settle();
    if (!completed && row.status == "completed")
        row.completed_at = row.updated_at;
}

/// A model is its provider's. What no provider is known of stays as it is.
void set_language_model(agent_session& row, const fixture_context& context) {
    struct offer {
        const char* provider;
        const char* model;
        const char* beginning; // of all its models' names
    };
    constexpr std::array<offer, 3> offers{{{"openai", "gpt-4o", "gpt"},
                                           {"anthropic", "claude-3-5-sonnet-20241022", "claude"},
                                           {"google", "gemini-1.5-pro", "gemini"}}};
    if (context.given("llm_provider") && !context.given("llm_model")) {
        const auto* found = std::ranges::find_if(
            offers, [&](const offer& each) { return row.llm_provider == each.provider; });
        if (found == offers.end())
            row.llm_model.reset();
        else if (!row.llm_model.value_or("").starts_with(found->beginning))
            row.llm_model = found->model;
    } else if (context.given("llm_model") && !context.given("llm_provider")) {
        const auto* found = std::ranges::find_if(offers, [&](const offer& each) {
            return row.llm_model.value_or("").starts_with(each.beginning);
        });
        if (found != offers.end())
            row.llm_provider = found->provider;
        else
            row.llm_provider.reset();
    }
}

/// What belongs to a session lies within it.
void put_within(const char* model,
                timestamp& time,
                const agent_session& session,
                const fixture_context& context) {
    if (!context.given("created_at")) {
        time = std::max(session.created_at, std::min(time, session.updated_at));
        return;
    }
    if (time < session.created_at || time > session.updated_at)
        refuse_fixture(model,
                       "created_at " + time.to_string() + " is not within its session, from " +
                           session.created_at.to_string() + " to " +
                           session.updated_at.to_string());
}

} // namespace

void make_coherent(agent_session& row, const fixture_context& context) {
    set_status(row, context);
    set_times(row, context);
    set_language_model(row, context);
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
        row.created_at = within->created_at + seconds(row.sequence_id.value_or(0));
    if (within)
        put_within("agent_session_message", row.created_at, *within, context);
}

void make_coherent(agent_artifact& row, const fixture_context& context) {
    const auto within = context.standing<agent_session>(row.session_id);
    if (within)
        put_within("agent_artifact", row.created_at, *within, context);
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
