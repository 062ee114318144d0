#include "artifacts.hpp"
#include "text.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

namespace ohmycoins::agents {
namespace {

constexpr std::string_view crossover = R"py(def wants_to_hold(prices, holds):
    """Hold while the short moving average is above the long one."""
    short = prices[-CONFIGURATION["short_window"]:]
    long = prices[-CONFIGURATION["long_window"]:]
    return sum(short) / len(short) > sum(long) / len(long)
)py";

constexpr std::string_view strength = R"py(def wants_to_hold(prices, holds):
    """Buy when the relative strength index is oversold, sell when it is overbought."""
    recent = prices[-CONFIGURATION["period"] - 1:]
    changes = [after - before for before, after in zip(recent, recent[1:])]
    gains = sum(change for change in changes if change > 0)
    losses = -sum(change for change in changes if change < 0)
    index = 50 if gains + losses == 0 else 100 * gains / (gains + losses)
    if holds:
        return index < CONFIGURATION["overbought"]
    return index < CONFIGURATION["oversold"]
)py";

constexpr std::string_view band = R"py(def wants_to_hold(prices, holds):
    """Buy below the lower Bollinger band, sell above the mean."""
    window = prices[-CONFIGURATION["window"]:]
    mean = sum(window) / len(window)
    deviation = (sum((price - mean) ** 2 for price in window) / len(window)) ** 0.5
    if holds:
        return prices[-1] < mean
    return prices[-1] < mean - CONFIGURATION["deviations"] * deviation
)py";

constexpr std::string_view channel = R"py(def wants_to_hold(prices, holds):
    """Buy above the highest price before, sell below the lowest."""
    if holds:
        return prices[-1] >= min(prices[-CONFIGURATION["exit_window"] - 1:-1])
    return prices[-1] > max(prices[-CONFIGURATION["entry_window"] - 1:-1])
)py";

std::string_view function_of(std::string_view kind) {
    if (kind == "ma_crossover")
        return crossover;
    if (kind == "rsi_reversion")
        return strength;
    if (kind == "bollinger_reversion")
        return band;
    if (kind == "breakout")
        return channel;
    throw seedbed::error(seedbed::failure::plugin,
                         "strategy '" + std::string(kind) + "' has no source");
}

} // namespace

std::string python_source(const assignment& task, const candidate& choice) {
    return fmt::format("\"\"\"{} for {}, decided every {} minutes on 5-minute prices.\"\"\"\n\n"
                       "CONFIGURATION = {}\n\n\n{}",
                       capitalized(task.strategy),
                       task.coin,
                       task.step.count(),
                       choice.configuration,
                       function_of(task.kind));
}

} // namespace ohmycoins::agents
