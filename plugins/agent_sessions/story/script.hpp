#pragma once

#include "stage.hpp"

#include <seedbed/random.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ohmycoins::agents {

/// One event of a session, before it is dated.
struct session_event {
    std::string role;
    std::optional<std::string> agent; // none for the user
    std::string_view type;
    stage at_stage = stage::business_understanding;
    std::string content;            // in words
    std::string payload;            // a JSON object
    std::chrono::microseconds at{}; // since the session began; rises from event to event
};

/// What a stage's checklist says.
using task_list = std::array<std::vector<std::string>, stage_names.size()>;

/// Writes a session's events one after the other, as the agents' runner would, and keeps the time
/// that they take.
class script {
public:
    /// Without figures, what `shows` would show is left empty: times and words are the same.
    script(seedbed::random draws, bool with_figures) : draws_(draws), with_figures_(with_figures) {}

    /// Opens a stage: a status ACTIVE under the stage's own task.
    void enter(stage next, const std::string& message);
    /// Ticks off the stage's next task.
    void tick(const std::string& message);
    /// Closes the stage with COMPLETE; it turns green.
    void leave(const std::string& message);

    void plan(const task_list& tasks);
    void says(const std::string& text);      ///< the stage's agent
    void concludes(const std::string& text); ///< the runner's last node
    void user_says(const std::string& text);
    void shows_markdown(const std::string& text, const std::string& data_json = {});
    void shows(std::string_view mime_type,
               const std::function<std::string()>& content_json,
               const std::string& text);
    void asks(const std::string& action,
              const std::string& description,
              const std::vector<std::string>& options);
    void fails(const std::string& code, const std::string& message);

    /// The next event comes that much later.
    void wait(std::chrono::seconds shortest, std::chrono::seconds longest);

    stage current() const noexcept { return stage_; }
    std::chrono::microseconds now() const noexcept { return now_; }
    const std::vector<session_event>& events() const noexcept { return events_; }

private:
    void add(std::string_view role,
             std::optional<std::string_view> agent,
             std::string_view type,
             const std::string& content,
             std::string payload);
    void status(std::string_view status, const std::string& task, const std::string& message);

    seedbed::random draws_;
    bool with_figures_;
    stage stage_ = stage::business_understanding;
    int ticked_ = 0;
    std::chrono::microseconds now_{};
    std::vector<session_event> events_;
};

} // namespace ohmycoins::agents
