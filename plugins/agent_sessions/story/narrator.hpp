#pragma once

#include "assignment.hpp"
#include "findings.hpp"
#include "script.hpp"

#include <seedbed/fake.hpp>
#include <seedbed/random.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace ohmycoins::agents {

enum class outcome { completed, failed, cancelled, awaiting_approval, running };

/// How a session ends, and in which stage.
struct ending {
    outcome how = outcome::completed;
    stage at = stage::deployment;
};

/// A session as it was spoken.
struct narration {
    std::vector<session_event> events;
    std::string error_message;                  // of a failed one
    std::string result_summary;                 // of a completed one
    std::string mlflow_run_id;                  // 32 hexadecimal digits
    std::string picture;                        // the equity curves, PNG; where it got that far
    std::chrono::microseconds artifacts_from{}; // when the first artifact is written
};

/// Tells a session stage by stage. Words are drawn; numbers come from the findings.
class narrator {
public:
    /// Figures and the picture take longer than all else; `with_figures` false leaves them out.
    narrator(const assignment& task,
             const findings& found,
             ending end,
             seedbed::random draws,
             bool with_figures);

    narration tell();

private:
    /// Each says and shows what the stage is about; false where the session ends in it.
    bool understand_business();
    bool acquire_data();
    bool prepare();
    bool explore();
    bool model();
    bool evaluate();
    void deploy();

    /// In the middle of a stage: the session ends here, unless it does elsewhere.
    bool ends_here();
    void fail();
    void cancel();
    void request_approval();
    void ask_and_be_answered();

    void make_plan();
    std::string verdict() const;
    std::string advice() const;
    std::string phrase(std::string_view text, seedbed::given_words given = {});

    const assignment& task_;
    const findings& found_;
    ending end_;
    bool with_figures_;
    seedbed::random words_;
    seedbed::random choices_;
    script play_;
    narration out_;
};

} // namespace ohmycoins::agents
