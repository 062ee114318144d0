#include "strategy.hpp"
#include "strategy_kinds.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace ohmycoins::trading {
namespace {

namespace json = boost::json;

/// Reads the members of one configuration, and says which one does not fit.
class configuration {
public:
    explicit configuration(std::string_view text) {
        boost::system::error_code failed;
        const json::value value = json::parse(json::string_view(text.data(), text.size()), failed);
        if (failed || !value.is_object())
            throw seedbed::error(seedbed::failure::seeding,
                                 fmt::format("'{}' is no JSON object", text));
        members_ = value.as_object();
    }

    std::string text(const char* name) const {
        const json::value& value = member(name);
        if (!value.is_string())
            refuse(name, "a text");
        return std::string(value.as_string());
    }

    double number(const char* name) const { return to_number(name, member(name)); }

    std::size_t window(const char* name) const { return to_window(name, member(name)); }

    std::vector<double> numbers(const char* name) const {
        std::vector<double> values;
        for (const json::value& each : list(name))
            values.push_back(to_number(name, each));
        return values;
    }

    std::vector<std::size_t> windows(const char* name) const {
        std::vector<std::size_t> values;
        for (const json::value& each : list(name))
            values.push_back(to_window(name, each));
        return values;
    }

    const json::array& list(const char* name) const {
        const json::value& value = member(name);
        if (!value.is_array())
            refuse(name, "a list");
        return value.as_array();
    }

    [[noreturn]] void refuse(const char* name, const char* expected) const {
        const json::value* found = members_.if_contains(name);
        throw seedbed::error(seedbed::failure::seeding,
                             fmt::format("\"{}\" of a strategy's configuration is {}; {} is needed",
                                         name,
                                         found ? json::serialize(*found) : "missing",
                                         expected));
    }

    double to_number(const char* name, const json::value& value) const {
        if (!value.is_number())
            refuse(name, "a number");
        return value.to_number<double>();
    }

private:
    const json::value& member(const char* name) const {
        const json::value* found = members_.if_contains(name);
        if (!found)
            refuse(name, "a value");
        return *found;
    }

    std::size_t to_window(const char* name, const json::value& value) const {
        constexpr std::int64_t longest = 100'000; // a year of five minutes
        if (!value.is_int64() || value.as_int64() < 1 || value.as_int64() > longest)
            refuse(name, "a whole number from 1 to 100000");
        return static_cast<std::size_t>(value.as_int64());
    }

    json::object members_;
};

std::unique_ptr<const strategy> make_ma_crossover(const configuration& from) {
    auto made = std::make_unique<ma_crossover>();
    made->short_window = from.window("short_window");
    made->long_window = from.window("long_window");
    if (made->short_window >= made->long_window)
        from.refuse("short_window", "a window below long_window");
    return made;
}

std::unique_ptr<const strategy> make_rsi_reversion(const configuration& from) {
    auto made = std::make_unique<rsi_reversion>();
    made->period = from.window("period");
    made->oversold = from.number("oversold");
    made->overbought = from.number("overbought");
    return made;
}

std::unique_ptr<const strategy> make_bollinger_reversion(const configuration& from) {
    auto made = std::make_unique<bollinger_reversion>();
    made->window = from.window("window");
    made->deviations = from.number("deviations");
    return made;
}

std::unique_ptr<const strategy> make_breakout(const configuration& from) {
    auto made = std::make_unique<breakout>();
    made->entry_window = from.window("entry_window");
    made->exit_window = from.window("exit_window");
    return made;
}

std::unique_ptr<const strategy> make_momentum_classifier(const configuration& from) {
    auto made = std::make_unique<momentum_classifier>();
    made->windows = from.windows("windows");
    made->weights = from.numbers("weights");
    if (made->windows.empty() || made->windows.size() != made->weights.size())
        from.refuse("weights", "one weight for each of \"windows\"");
    made->bias = from.number("bias");
    made->enter_above = from.number("enter_above");
    made->exit_below = from.number("exit_below");
    return made;
}

std::unique_ptr<const strategy> make_q_policy(const configuration& from) {
    auto made = std::make_unique<q_policy>();
    made->trend_window = from.window("trend_window");
    made->flat_below = from.number("flat_below");
    made->volatility_window = from.window("volatility_window");
    made->busy_above = from.number("busy_above");
    const json::array& rows = from.list("q_values");
    if (rows.size() != made->q_values.size())
        from.refuse("q_values", "a list of 12 states");
    for (std::size_t state = 0; state < rows.size(); ++state) {
        if (!rows[state].is_array() || rows[state].as_array().size() != 2)
            from.refuse("q_values", "a pair of numbers for each state");
        for (std::size_t action = 0; action < 2; ++action)
            made->q_values[state][action] =
                from.to_number("q_values", rows[state].as_array()[action]);
    }
    return made;
}

} // namespace

std::unique_ptr<const strategy> make_strategy(std::string_view configuration_json) {
    const configuration from(configuration_json);
    const std::string kind = from.text("strategy");
    if (kind == "ma_crossover")
        return make_ma_crossover(from);
    if (kind == "rsi_reversion")
        return make_rsi_reversion(from);
    if (kind == "bollinger_reversion")
        return make_bollinger_reversion(from);
    if (kind == "breakout")
        return make_breakout(from);
    if (kind == "momentum_classifier")
        return make_momentum_classifier(from);
    if (kind == "q_policy")
        return make_q_policy(from);
    from.refuse("strategy",
                "one of ma_crossover, rsi_reversion, bollinger_reversion, breakout, "
                "momentum_classifier, q_policy");
}

} // namespace ohmycoins::trading
