#include "narrator.hpp"

#include "figures.hpp"
#include "text.hpp"

#include <fmt/format.h>

namespace ohmycoins::agents {
namespace {

std::string draw_run_id(seedbed::random draws) {
    return fmt::format("{:016x}{:016x}", draws.bits(), draws.bits());
}

} // namespace

narrator::narrator(const assignment& task,
                   const findings& found,
                   ending end,
                   seedbed::random draws,
                   bool with_figures)
    : task_(task), found_(found), end_(end), with_figures_(with_figures),
      words_(draws.lane("words")), choices_(draws.lane("choices")),
      play_(draws.lane("pauses"), with_figures) {
    out_.mlflow_run_id = draw_run_id(draws.lane("mlflow"));
}

narration narrator::tell() {
    if (understand_business() && acquire_data() && prepare() && explore() && model() && evaluate())
        deploy();
    out_.events = play_.events();
    return std::move(out_);
}

std::string narrator::phrase(std::string_view text, seedbed::given_words given) {
    return worded(words_, text, given);
}

bool narrator::ends_here() {
    if (play_.current() != end_.at)
        return false;
    switch (end_.how) {
    case outcome::completed:
        return false;
    case outcome::failed:
        fail();
        return true;
    case outcome::cancelled:
        cancel();
        return true;
    case outcome::awaiting_approval:
        request_approval();
        return true;
    case outcome::running:
        return true; // it goes on, but later
    }
    return false;
}

void narrator::make_plan() {
    play_.plan(
        {{{"Clarify the goal and how it is judged", "Agree on the plan"},
          {fmt::format("Load the 5-minute prices of {}", task_.coin), "Check how far they reach"},
          {"Look for gaps and wrong quotes", "Split into a training and a test part"},
          {"Plot the prices", "Measure volatility and dependence"},
          {fmt::format("Backtest settings of the {}", task_.strategy),
           "Choose one by its Sharpe ratio"},
          {"Backtest the choice on prices it has not seen", "Compare with buy and hold"},
          {"Write the report", "Store the artifacts"}}});
}

bool narrator::understand_business() {
    play_.user_says(task_.goal);
    play_.enter(stage::business_understanding, "Reading the goal");
    const std::string limit = std::to_string(task_.drawdown_limit);
    play_.says(phrase("{Let me make sure I understand|Here is how I read this|Understood}: this is "
                      "about {coin}, with decisions {pace}, {capital} and a drawdown of at most "
                      "{limit} %. {I suggest a|The natural candidate is a} {strategy}: it would "
                      "earn from {idea}.",
                      {{"coin", task_.coin},
                       {"pace", task_.pace},
                       {"capital", money(task_.capital)},
                       {"limit", limit},
                       {"strategy", task_.strategy},
                       {"idea", task_.idea}}));
    play_.tick("Goal clarified");
    play_.says(
        phrase("{It counts as a success if|I will call it a success when} the Sharpe ratio is "
               "positive {on prices the strategy was not chosen on|out of sample} and the "
               "drawdown stays below {limit} %. {Otherwise I will say so.|If not, I will "
               "tell you plainly.}",
               {{"limit", limit}}));
    make_plan();
    if (ends_here())
        return false;
    play_.tick("Plan agreed");
    play_.leave("The goal is clear");
    return true;
}

bool narrator::acquire_data() {
    play_.enter(stage::data_acquisition, fmt::format("Loading prices of {}", task_.coin));
    play_.says(phrase(
        "{Loading|Fetching|Reading} the {coin} prices of the last {span}{| from the "
        "5-minute table}.",
        {{"coin", task_.coin}, {"span", span_of(found_.prices.last - found_.prices.first)}}));
    if (ends_here())
        return false;
    play_.wait(std::chrono::seconds(2), std::chrono::seconds(9));
    play_.shows_markdown(
        fmt::format("**{} prices**\n\n{}", task_.coin, summary_table(found_.prices)),
        summary_json(task_, found_.prices));
    play_.tick(fmt::format("{} rows loaded", found_.prices.rows));
    play_.says(fmt::format("{} rows from {} to {}: between {} and {} AUD, {} over the window.",
                           found_.prices.rows,
                           moment(found_.prices.first),
                           moment(found_.prices.last),
                           digits_of(found_.prices.minimum),
                           digits_of(found_.prices.maximum),
                           percent(found_.prices.change)));
    play_.tick("Window checked");
    play_.leave("Prices are loaded");
    return true;
}

bool narrator::prepare() {
    const std::size_t training = trading::ticks_until(found_.ticks, found_.split) - 1;
    play_.enter(stage::preparation, "Validating the prices");
    play_.says(phrase("{Checking the grid|Next I check the 5-minute grid|Validating} before "
                      "{anything is fitted|I trust a number}."));
    if (ends_here())
        return false;
    play_.shows_markdown(
        fmt::format("**Validation**\n\n| check | result |\n|---|---|\n| rows | {} |\n"
                    "| gaps in the grid | {} |\n| bid above ask | 0 |\n| mean spread | {} |\n",
                    found_.prices.rows,
                    found_.prices.gaps,
                    percent(found_.prices.mean_spread)));
    play_.tick(found_.prices.gaps == 0 ? "No gaps"
                                       : fmt::format("{} gaps found", found_.prices.gaps));
    play_.says(fmt::format("The first {} rows are for choosing a setting, the {} from {} on for "
                           "judging it.",
                           training,
                           found_.ticks.size() - training,
                           moment(found_.split)));
    play_.tick("Data split");
    play_.leave("The data is ready");
    return true;
}

bool narrator::explore() {
    const price_summary& prices = found_.prices;
    play_.enter(stage::exploration, "Exploring the prices");
    play_.shows(
        "application/vnd.plotly.v1+json",
        [&] { return price_figure(task_, found_); },
        fmt::format("Chart: prices of {}", task_.coin));
    play_.tick("Prices plotted");
    if (ends_here())
        return false;
    std::string table = fmt::format("| measure | value |\n|---|---|\n| daily volatility | {} |\n"
                                    "| autocorrelation of hourly returns | {} |\n",
                                    percent(prices.daily_volatility),
                                    ratio(prices.autocorrelation));
    if (prices.correlation)
        table += fmt::format(
            "| correlation with {} | {} |\n", task_.benchmark, ratio(*prices.correlation));
    play_.shows_markdown("**Exploration**\n\n" + table);
    const bool reverts = prices.autocorrelation < 0;
    play_.says(phrase("{coin} moves {volatility} a day. Hourly returns have an autocorrelation of "
                      "{value}, {so|which means} moves tend to {tendency}{| a little}; with that "
                      "little data I would not lean on it alone.",
                      {{"coin", task_.coin},
                       {"volatility", percent(prices.daily_volatility)},
                       {"value", ratio(prices.autocorrelation)},
                       {"tendency", reverts ? "be taken back" : "go on"}}));
    play_.tick("Volatility measured");
    play_.leave("Exploration done");
    return true;
}

bool narrator::model() {
    play_.enter(stage::modeling, fmt::format("Backtesting the {}", task_.strategy));
    play_.says(phrase("{Backtesting|Trying} {count} settings of the {strategy} on the training "
                      "part, {pace}, buying at the ask and selling at the bid.",
                      {{"count", std::to_string(found_.trials.size())},
                       {"strategy", task_.strategy},
                       {"pace", task_.pace}}));
    if (ends_here())
        return false;
    play_.wait(std::chrono::seconds(30), std::chrono::seconds(420));
    play_.shows_markdown("**Training results**\n\n" + trials_table(found_));
    play_.tick(fmt::format("{} settings tested", found_.trials.size()));
    const std::string sharpe = ratio(found_.trials[found_.chosen].figures.sharpe_ratio);
    play_.says(found_.trials[found_.chosen].figures.sharpe_ratio > 0
                   ? fmt::format("{} does best there, with a Sharpe ratio of {}.",
                                 found_.choice().label,
                                 sharpe)
                   : fmt::format("No setting earns its risk there; {} comes closest, with a Sharpe "
                                 "ratio of {}.",
                                 found_.choice().label,
                                 sharpe));
    if (end_.how == outcome::completed && choices_.chance(0.35))
        ask_and_be_answered();
    play_.tick("Setting chosen: " + found_.choice().label);
    play_.leave("A setting is chosen");
    return true;
}

} // namespace ohmycoins::agents
