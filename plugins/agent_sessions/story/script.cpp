#include "script.hpp"

#include "text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

namespace ohmycoins::agents {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return out;
}

std::string task_id(stage which, std::size_t number) {
    return fmt::format("{}_{}", lower(name_of(which)), number);
}

std::string list_of(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts)
        out += (out.empty() ? "" : ",") + quoted(text);
    return "[" + out + "]";
}

/// A stage's tasks as the lab's checklist reads them.
std::string checklist(stage which, const std::vector<std::string>& tasks) {
    std::string out;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        out += fmt::format(R"({}{{"id":{},"description":{},"status":"pending"}})",
                           i == 0 ? "" : ",",
                           quoted(task_id(which, i + 1)),
                           quoted(tasks[i]));
    return "[" + out + "]";
}

} // namespace

void script::wait(std::chrono::seconds shortest, std::chrono::seconds longest) {
    now_ += std::chrono::microseconds(draws_.between(std::chrono::microseconds(shortest).count(),
                                                     std::chrono::microseconds(longest).count()));
}

void script::add(std::string_view role,
                 std::optional<std::string_view> agent,
                 std::string_view type,
                 const std::string& content,
                 std::string payload) {
    std::optional<std::string> name;
    if (agent)
        name = std::string(*agent);
    events_.push_back({.role = std::string(role),
                       .agent = std::move(name),
                       .type = type,
                       .at_stage = stage_,
                       .content = content,
                       .payload = std::move(payload),
                       .at = now_});
    wait(std::chrono::seconds(1), std::chrono::seconds(6));
}

void script::status(std::string_view status, const std::string& task, const std::string& message) {
    add("system",
        agent_of(stage_),
        "status_update",
        message,
        fmt::format(R"({{"status":"{}","message":{},"task_id":{}}})",
                    status,
                    quoted(message),
                    quoted(task)));
}

void script::enter(stage next, const std::string& message) {
    stage_ = next;
    ticked_ = 0;
    status("ACTIVE", lower(name_of(stage_)), message);
}

void script::tick(const std::string& message) {
    ++ticked_; // the lab ticks items off at "completed", and stages at "COMPLETE"
    status("completed", task_id(stage_, static_cast<std::size_t>(ticked_)), message);
}

void script::leave(const std::string& message) {
    status("COMPLETE", lower(name_of(stage_)), message);
}

void script::plan(const task_list& tasks) {
    std::string list;
    std::string stages;
    std::string words;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const char* comma = i == 0 ? "" : ",";
        list += fmt::format(
            R"({}{{"stage":"{}","tasks":{}}})", comma, stage_names[i], list_of(tasks[i]));
        stages += fmt::format(
            R"({}"{}":{})", comma, stage_names[i], checklist(static_cast<stage>(i), tasks[i]));
        words += fmt::format("{}{}. {}", i == 0 ? "" : " ", i + 1, fmt::join(tasks[i], "; "));
    }
    add("assistant",
        "initialization",
        "plan_established",
        "Plan: " + words,
        fmt::format(R"({{"plan":[{}],"stages":{{{}}}}})", list, stages));
}

void script::says(const std::string& text) {
    wait(std::chrono::seconds(2), std::chrono::seconds(14));
    add("assistant",
        agent_of(stage_),
        "stream_chat",
        text,
        fmt::format(R"({{"text_delta":{}}})", quoted(text)));
}

void script::concludes(const std::string& text) {
    wait(std::chrono::seconds(3), std::chrono::seconds(12));
    add("assistant",
        "finalize",
        "stream_chat",
        text,
        fmt::format(R"({{"text_delta":{}}})", quoted(text)));
}

void script::user_says(const std::string& text) {
    add("user",
        std::nullopt,
        "user_message",
        text,
        fmt::format(R"({{"content":{}}})", quoted(text)));
}

void script::shows_markdown(const std::string& text, const std::string& data_json) {
    add("function",
        agent_of(stage_),
        "render_output",
        text,
        fmt::format(R"({{"mime_type":"text/markdown","content":{}{}}})",
                    quoted(text),
                    data_json.empty() ? "" : R"(,"data":)" + data_json));
}

void script::shows(std::string_view mime_type,
                   const std::function<std::string()>& content_json,
                   const std::string& text) {
    add("function",
        agent_of(stage_),
        "render_output",
        text,
        with_figures_
            ? fmt::format(R"({{"mime_type":"{}","content":{}}})", mime_type, content_json())
            : "{}");
}

void script::asks(const std::string& action,
                  const std::string& description,
                  const std::vector<std::string>& options) {
    add("assistant",
        agent_of(stage_),
        "action_request",
        description,
        fmt::format(R"({{"action_id":{},"description":{},"options":{}}})",
                    quoted(action),
                    quoted(description),
                    list_of(options)));
}

void script::fails(const std::string& code, const std::string& message) {
    add("system",
        agent_of(stage_),
        "error",
        message,
        fmt::format(R"({{"code":{},"message":{}}})", quoted(code), quoted(message)));
}

} // namespace ohmycoins::agents
