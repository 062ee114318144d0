#include "figures.hpp"
#include "narrator.hpp"
#include "picture.hpp"
#include "text.hpp"

#include <fmt/format.h>

#include <vector>

/// How a narrator's sessions come to their end.
namespace ohmycoins::agents {
namespace {

struct breakdown {
    const char* code;
    const char* message;
};

/// What goes wrong in practice, by the stage it goes wrong in; nothing that prices could refute.
const std::vector<breakdown>& breakdowns(stage at) {
    static const std::vector<breakdown> loading{
        {"TOOL_TIMEOUT", "The price query did not answer within 30 seconds (3 attempts)"},
        {"CONNECTION_LOST", "The connection to the data service was closed while rows were read"},
        {"LLM_RATE_LIMIT", "The language model refused the request: rate limit reached (429)"}};
    static const std::vector<breakdown> checking{
        {"LLM_INVALID_OUTPUT", "The model's tool call could not be parsed after 3 attempts"},
        {"LLM_UNAVAILABLE", "The language model is overloaded (529); gave up after 5 retries"}};
    static const std::vector<breakdown> training{
        {"WORKER_OUT_OF_MEMORY", "The training worker was stopped: it needed more than 2048 MB"},
        {"TRAINING_TIMEOUT", "Backtests did not finish within the limit of 600 seconds"},
        {"WORKER_LOST", "The training worker stopped answering; its heartbeat is 90 seconds old"}};
    static const std::vector<breakdown> evaluating{
        {"MLFLOW_UNREACHABLE", "The tracking server did not accept the run: connection refused"},
        {"CONTEXT_LIMIT", "The conversation is longer than the language model's context"}};
    switch (at) {
    case stage::business_understanding:
    case stage::preparation:
    case stage::exploration:
        return checking;
    case stage::data_acquisition:
        return loading;
    case stage::modeling:
        return training;
    case stage::evaluation:
    case stage::deployment:
        return evaluating;
    }
    return checking;
}

} // namespace

void narrator::fail() {
    const breakdown& drawn = choices_.pick(breakdowns(end_.at));
    play_.wait(std::chrono::seconds(10), std::chrono::seconds(95));
    play_.fails(drawn.code, drawn.message);
    out_.error_message = drawn.message;
}

void narrator::cancel() {
    play_.wait(std::chrono::seconds(15), std::chrono::seconds(240));
    play_.user_says(
        phrase("{Stop here please|Cancel this|Please stop}, {I want to try another coin "
               "than {coin} first|I picked the wrong goal|this is not what I meant|I "
               "will come back to it tomorrow|{coin} is off the table for me}.",
               {{"coin", task_.coin}}));
}

void narrator::request_approval() {
    play_.wait(std::chrono::seconds(5), std::chrono::seconds(30));
    if (end_.at == stage::business_understanding)
        play_.asks("approve_plan",
                   fmt::format("Shall I go on with this plan for {}?", task_.coin),
                   {"Go on", "Change the plan", "Cancel"});
    else
        play_.asks(
            "approve_training",
            fmt::format("Backtesting {} settings of the {} on {} rows takes a few minutes of "
                        "compute. Start?",
                        found_.trials.size(),
                        task_.strategy,
                        found_.prices.rows),
            {"Start", "Fewer settings", "Cancel"});
}

void narrator::ask_and_be_answered() {
    play_.asks("choose_setting",
               fmt::format("Evaluate {}, or one of the others?", found_.choice().label),
               {"Evaluate " + found_.choice().label, "Try other settings", "Cancel"});
    play_.wait(std::chrono::seconds(20), std::chrono::seconds(240));
    play_.user_says(phrase("{Evaluate {label}|Go with {label}|Yes, {label}}{.|, thanks.| please.}",
                           {{"label", found_.choice().label}}));
}

bool narrator::evaluate() {
    const trading::performance& figures = found_.outcome.figures;
    play_.enter(stage::evaluation, "Evaluating on unseen prices");
    play_.says(
        phrase("{Now the part that counts|The test that matters}: {label} on the prices from "
               "{split} on{|, which it has not seen}.",
               {{"label", found_.choice().label}, {"split", moment(found_.split)}}));
    if (ends_here())
        return false;
    play_.wait(std::chrono::seconds(4), std::chrono::seconds(30));
    play_.shows(
        "application/json+tearsheet",
        [&] { return tearsheet(found_, out_.mlflow_run_id); },
        fmt::format("Tearsheet: return {}, Sharpe ratio {}, deepest drawdown {}, {} trades",
                    percent(figures.total_return),
                    ratio(figures.sharpe_ratio),
                    percent(figures.max_drawdown),
                    figures.trades));
    play_.tick("Backtest on unseen prices done");
    play_.shows(
        "application/vnd.plotly.v1+json",
        [&] { return equity_figure(task_, found_); },
        "Chart: equity of the strategy and of buy and hold");
    if (with_figures_)
        out_.picture = draw_equity(found_.outcome.curve, found_.holding.curve);
    play_.shows(
        "image/png", [&] { return quoted(base64(out_.picture)); }, "Picture: equity curves");
    play_.shows_markdown("**Against buy and hold**\n\n" + comparison_table(found_));
    play_.tick("Compared with buy and hold");
    play_.says(verdict());
    play_.leave("Evaluation done");
    return true;
}

std::string narrator::verdict() const {
    const trading::performance& figures = found_.outcome.figures;
    const trading::performance& holding = found_.holding.figures;
    if (figures.trades == 0)
        return "The strategy never traded on the unseen prices: there is nothing to judge it by.";
    return fmt::format("Out of sample it returned {} with an annualized Sharpe ratio of {} and a "
                       "deepest drawdown of {} "
                       "(limit {} %); holding {} returned {}. {}",
                       percent(figures.total_return),
                       ratio(figures.sharpe_ratio),
                       percent(figures.max_drawdown),
                       task_.drawdown_limit,
                       task_.coin,
                       percent(holding.total_return),
                       found_.convincing           ? "It meets both criteria."
                       : figures.sharpe_ratio <= 0 ? "It did not earn its risk."
                                                   : "The drawdown is beyond the limit.");
}

std::string narrator::advice() const {
    if (!found_.convincing)
        return fmt::format("It did not work: I do not recommend to trade the {} on {}.",
                           task_.strategy,
                           task_.coin);
    const bool beats = found_.outcome.figures.total_return > found_.holding.figures.total_return;
    return fmt::format(
        "Recommended for paper trading{}; {} of prices are too few to risk money on.",
        beats ? "" : ", though buy and hold earned more in this window",
        span_of(found_.prices.last - found_.prices.first));
}

void narrator::deploy() {
    play_.enter(stage::deployment, "Writing the report");
    if (ends_here())
        return;
    out_.artifacts_from = play_.now();
    out_.result_summary = fmt::format("{} {} on {}. {} {}",
                                      capitalized(task_.strategy),
                                      found_.choice().label,
                                      task_.coin,
                                      verdict(),
                                      advice());
    play_.wait(std::chrono::seconds(5), std::chrono::seconds(20));
    play_.shows_markdown(fmt::format("## {} on {}\n\n{}\n\n{}\n\n**Recommendation.** {}",
                                     capitalized(task_.strategy),
                                     task_.coin,
                                     verdict(),
                                     comparison_table(found_),
                                     advice()));
    play_.tick("Report written");
    play_.tick("Artifacts stored");
    play_.concludes(advice());
    play_.leave("The session is complete");
}

} // namespace ohmycoins::agents
