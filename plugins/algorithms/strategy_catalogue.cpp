#include "strategy_catalogue.hpp"

#include "market/model.hpp"
#include "strategy_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace ohmycoins {
namespace {

namespace market = seedbed::market;

std::string first_of(const parameters& told) {
    return told.front();
}

std::string second_of(const parameters& told) {
    return told.at(1);
}

// Windows count prices of five minutes. They are short enough for a backtest over a week.

int short_window(const choice& c) {
    return 10 + c.first;
}
/// 3 to 5.5 times the short one.
int long_window(const choice& c) {
    return short_window(c) * 3 + short_window(c) * 5 * c.second / 36;
}

std::string configure_crossover(const choice& c, seedbed::random& /*draws*/) {
    return crossover_members(std::to_string(short_window(c)), std::to_string(long_window(c)));
}

int rsi_period(const choice& c) {
    return 12 + c.first;
}
int oversold(const choice& c) {
    return 16 + c.second;
}
int overbought(const choice& c) {
    return 100 - oversold(c);
}

std::string configure_rsi(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"rsi_reversion","period":{},"oversold":{},"overbought":{})",
                       rsi_period(c),
                       oversold(c),
                       overbought(c));
}

int band_window(const choice& c) {
    return 24 + 2 * c.first;
}
std::string deviations(const choice& c) {
    const int tenths = 15 + c.second;
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string configure_bollinger(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"bollinger_reversion","window":{},"deviations":{})",
                       band_window(c),
                       deviations(c));
}

int entry_window(const choice& c) {
    return 48 + 4 * c.first;
}
int exit_window(const choice& c) {
    return 12 + 2 * c.second;
}

std::string configure_breakout(const choice& c, seedbed::random& /*draws*/) {
    return fmt::format(R"("strategy":"breakout","entry_window":{},"exit_window":{})",
                       entry_window(c),
                       exit_window(c));
}

std::array<int, 3> momentum_windows(const choice& c) {
    const int shortest = 10 + c.first;
    return {shortest, 2 * shortest, 3 * shortest + 4 * c.second};
}

std::string configure_momentum(const choice& c, seedbed::random& draws) {
    std::array<double, 3> weights{};
    for (double& weight : weights)
        weight = draws.between(0.25, 0.95);
    return fmt::format(
        R"("strategy":"momentum_classifier","windows":[{}],)"
        R"("weights":[{:.3f}],"bias":{:.3f},"enter_above":{:.2f},"exit_below":{:.2f})",
        fmt::join(momentum_windows(c), ","),
        fmt::join(weights, ","),
        draws.between(-0.30, -0.02),
        draws.between(0.62, 0.74),
        draws.between(0.30, 0.42));
}

int trend_window(const choice& c) {
    return 18 + 3 * c.first;
}
int volatility_window(const choice& c) {
    return 12 + 2 * c.second;
}

/// The states' values of not holding and of holding, in per mille of the price: the better action
/// follows the trend, keeps what it has while there is none, and buys into no busy market.
std::string q_values(seedbed::random& draws) {
    std::vector<std::string> rows;
    for (int state = 0; state < 12; ++state) {
        const int trend = state / 4;
        const bool busy = state / 2 % 2 == 1;
        const bool holds = state % 2 == 1;
        const bool hold = trend == 2 ? holds || !busy : trend == 1 && holds;
        const double value = draws.between(-0.4, 0.8);
        const double worse = value - draws.between(0.05, 0.6);
        rows.push_back(fmt::format("[{:.3f},{:.3f}]", hold ? worse : value, hold ? value : worse));
    }
    return fmt::format("{}", fmt::join(rows, ","));
}

std::string configure_policy(const choice& c, seedbed::random& draws) {
    const double step = std::sqrt(market::model::normal_slot_variance(c.coin));
    const double trend = step * std::sqrt(static_cast<double>(trend_window(c)));
    return fmt::format(R"("strategy":"q_policy","trend_window":{},"flat_below":{:.5f},)"
                       R"("volatility_window":{},"busy_above":{:.5f},"q_values":[{}])",
                       trend_window(c),
                       trend * draws.between(0.4, 0.9),
                       volatility_window(c),
                       step * draws.between(1.0, 1.6),
                       q_values(draws));
}

template <class... Numbers>
parameters texts(const Numbers&... numbers) {
    return {fmt::format("{}", numbers)...};
}

std::string listed(const parameters& told) {
    return told.size() < 2 ? fmt::format("{}", fmt::join(told, ""))
                           : fmt::format("{} and {}",
                                         fmt::join(told.begin(), told.end() - 1, ", "),
                                         told.back());
}

} // namespace

std::string crossover_members(const std::string& shorter, const std::string& longer) {
    return fmt::format(
        R"("strategy":"ma_crossover","short_window":{},"long_window":{})", shorter, longer);
}

const std::array<kind_of_strategy, 6> kinds{{
    {"ma_crossover",
     "rule_based",
     0.32,
     configure_crossover,
     [](const choice& c) { return texts(short_window(c), long_window(c)); },
     {"short_window", "long_window"},
     [](const parameters& told) { return fmt::format("MA Crossover {}/{}", told[0], told[1]); },
     crossover_sentences,
     first_of,
     second_of},
    {"rsi_reversion",
     "rule_based",
     0.14,
     configure_rsi,
     [](const choice& c) { return texts(rsi_period(c), oversold(c), overbought(c)); },
     {"period", "oversold", "overbought"},
     [](const parameters& told) {
         return fmt::format("RSI Reversion {} ({}/{})", told[0], told[1], told[2]);
     },
     rsi_sentences,
     first_of,
     [](const parameters& told) { return fmt::format("{} and {}", told[1], told[2]); }},
    {"bollinger_reversion",
     "rule_based",
     0.14,
     configure_bollinger,
     [](const choice& c) { return texts(band_window(c), deviations(c)); },
     {"window", "deviations"},
     [](const parameters& told) {
         return fmt::format("Bollinger Reversion {}/{}", told[0], told[1]);
     },
     bollinger_sentences,
     first_of,
     second_of},
    {"breakout",
     "rule_based",
     0.12,
     configure_breakout,
     [](const choice& c) { return texts(entry_window(c), exit_window(c)); },
     {"entry_window", "exit_window"},
     [](const parameters& told) { return fmt::format("Breakout {}/{}", told[0], told[1]); },
     breakout_sentences,
     first_of,
     second_of},
    {"momentum_classifier",
     "ml_model",
     0.15,
     configure_momentum,
     [](const choice& c) {
         const auto windows = momentum_windows(c);
         return texts(windows[0], windows[1], windows[2]);
     },
     {"windows"},
     [](const parameters& told) {
         return fmt::format("Momentum Classifier {}", fmt::join(told, "/"));
     },
     momentum_sentences,
     listed,
     [](const parameters& told) {
         return told.size() == 3 ? std::string("three") : std::to_string(told.size());
     }},
    {"q_policy",
     "reinforcement_learning",
     0.13,
     configure_policy,
     [](const choice& c) { return texts(trend_window(c), volatility_window(c)); },
     {"trend_window", "volatility_window"},
     [](const parameters& told) { return fmt::format("Q-Policy {}/{}", told[0], told[1]); },
     policy_sentences,
     first_of,
     second_of},
}};

} // namespace ohmycoins
