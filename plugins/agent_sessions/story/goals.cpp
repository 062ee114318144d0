#include "goals.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace ohmycoins::agents {
namespace {

constexpr std::array<std::string_view, 7> crossover_goals{
    "Build a moving average crossover for {coin} that trades {pace} and keeps drawdown under "
    "{limit} %",
    "{Can|Could} you find a moving average pair that works on {coin}? Deciding {pace} is fine, "
    "I can live with {limit} % drawdown",
    "Trend following on {coin}: which moving averages would have paid off lately?",
    "I want a simple crossover bot for {coin} with {capital} AUD. Max loss from peak {limit} %.",
    "Does a golden cross mean anything for {coin} on short horizons? Test it honestly.",
    "Compare a few crossover settings on {coin} and {tell|show} me if any beats just holding it",
    "{coin} keeps trending. Build something that rides it {pace} and gets out before a {limit} % "
    "drawdown."};

constexpr std::array<std::string_view, 7> strength_goals{
    "Is {coin} mean reverting this week?",
    "Buy {coin} when it is oversold, sell when it is overbought: does RSI do that reliably?",
    "Build an RSI strategy for {coin} that decides {pace} and stays within {limit} % drawdown",
    "Check whether {coin} bounces after sharp drops, and {trade|exploit} it with {capital} AUD",
    "Tune RSI thresholds for {coin}, {please keep|keep} the drawdown below {limit} %",
    "I think {coin} overreacts compared with {benchmark}. Can we make money from that?",
    "Find out if dips in {coin} are worth buying when checked {pace}"};

constexpr std::array<std::string_view, 7> band_goals{
    "Trade {coin} back to its mean with Bollinger bands, {pace}, at most {limit} % drawdown",
    "How wide should Bollinger bands be for {coin} at the moment?",
    "Is the volatility of {coin} high enough for a band strategy? Start with {capital} AUD.",
    "Build a range trading strategy for {coin}; I do not want to lose more than {limit} %",
    "{coin} looks stuck in a range. Can a strategy that trades {pace} live on that?",
    "Explore the spread and volatility of {coin} and {suggest|propose} a reversion strategy",
    "Does {coin} come back to its average faster than {benchmark}? Build a strategy if so."};

constexpr std::array<std::string_view, 7> channel_goals{
    "Build a breakout strategy for {coin} that trades {pace}, drawdown below {limit} %",
    "Does buying new highs work on {coin}?",
    "Turtle style channels on {coin} with {capital} AUD: worth it or not?",
    "When {coin} breaks out of its range, does it keep going? Backtest it {pace}.",
    "Catch the next big move of {coin} but never give back more than {limit} %",
    "Momentum on {coin} against {benchmark}: test channel breakouts and tell me what you find",
    "Find entry and exit windows for a Donchian channel on {coin}"};

std::vector<candidate> crossovers() {
    std::vector<candidate> made;
    for (const auto& [short_window, long_window] :
         {std::pair(6, 24), {12, 48}, {24, 96}, {36, 144}, {48, 192}})
        made.push_back({fmt::format("{}/{}", short_window, long_window),
                        fmt::format(R"({{"strategy":"ma_crossover","short_window":{},)"
                                    R"("long_window":{}}})",
                                    short_window,
                                    long_window)});
    return made;
}

std::vector<candidate> strengths() {
    struct setting {
        int period;
        int oversold;
        int overbought;
    };
    std::vector<candidate> made;
    for (const setting& each :
         {setting{14, 30, 70}, setting{14, 25, 75}, setting{21, 30, 70}, setting{42, 35, 65}})
        made.push_back({fmt::format("{} ({}/{})", each.period, each.oversold, each.overbought),
                        fmt::format(R"({{"strategy":"rsi_reversion","period":{},"oversold":{},)"
                                    R"("overbought":{}}})",
                                    each.period,
                                    each.oversold,
                                    each.overbought)});
    return made;
}

std::vector<candidate> bands() {
    std::vector<candidate> made;
    for (const auto& [window, deviations] :
         {std::pair(24, "2.0"), {48, "2.0"}, {48, "2.5"}, {96, "2.0"}})
        made.push_back({fmt::format("{} prices, {} deviations", window, deviations),
                        fmt::format(R"({{"strategy":"bollinger_reversion","window":{},)"
                                    R"("deviations":{}}})",
                                    window,
                                    deviations)});
    return made;
}

std::vector<candidate> channels() {
    std::vector<candidate> made;
    for (const auto& [entry, exit] : {std::pair(24, 12), {48, 24}, {96, 48}, {144, 72}})
        made.push_back({fmt::format("{} in, {} out", entry, exit),
                        fmt::format(R"({{"strategy":"breakout","entry_window":{},)"
                                    R"("exit_window":{}}})",
                                    entry,
                                    exit)});
    return made;
}

} // namespace

std::span<const topic> topics() {
    static const std::array<topic, 4> all{
        {{.kind = "ma_crossover",
          .strategy = "moving average crossover",
          .idea = "trends that last longer than the short average needs to see them",
          .goals = crossover_goals,
          .candidates = crossovers()},
         {.kind = "rsi_reversion",
          .strategy = "RSI reversion",
          .idea = "overreactions that the market takes back",
          .goals = strength_goals,
          .candidates = strengths()},
         {.kind = "bollinger_reversion",
          .strategy = "Bollinger band reversion",
          .idea = "prices that return to their mean once they have left the band",
          .goals = band_goals,
          .candidates = bands()},
         {.kind = "breakout",
          .strategy = "channel breakout",
          .idea = "moves that go on after the price leaves its range",
          .goals = channel_goals,
          .candidates = channels()}}};
    return all;
}

} // namespace ohmycoins::agents
