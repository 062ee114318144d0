#include "strategy.hpp"

#include <seedbed/error.hpp>

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

using ohmycoins::trading::make_strategy;
using ohmycoins::trading::tick;

namespace {

std::vector<tick> prices(const std::vector<double>& values) {
    std::vector<tick> ticks;
    for (const double value : values)
        ticks.push_back(
            {.time = {}, .bid = 1, .last = static_cast<std::int64_t>(value * 1e8), .ask = 1});
    return ticks;
}

struct decision {
    const char* configuration;
    std::vector<double> seen;
    bool holds;
    bool wants;
};

std::ostream& operator<<(std::ostream& out, const decision& d) {
    return out << d.configuration;
}

constexpr const char* crossover =
    R"({"strategy": "ma_crossover", "short_window": 2, "long_window": 4})";
constexpr const char* rsi =
    R"({"strategy": "rsi_reversion", "period": 4, "oversold": 30, "overbought": 70})";
constexpr const char* bollinger =
    R"({"strategy": "bollinger_reversion", "window": 4, "deviations": 1.5})";
constexpr const char* breakout = R"({"strategy": "breakout", "entry_window": 3, "exit_window": 2})";
constexpr const char* momentum =
    R"({"strategy": "momentum_classifier", "windows": [1, 3], "weights": [1, 1], "bias": 0,
        "enter_above": 0.6, "exit_below": 0.4})";
// Holds when the trend is up, whatever else.
constexpr const char* policy =
    R"({"strategy": "q_policy", "trend_window": 2, "flat_below": 0.01, "volatility_window": 2,
        "busy_above": 0.5, "q_values": [[1,0],[1,0],[1,0],[1,0],[1,0],[1,0],[1,0],[1,0],
        [0,1],[0,1],[0,1],[0,1]]})";

const std::vector<decision> decisions{{crossover, {1, 1, 2, 2}, false, true},
                                      {crossover, {2, 2, 1, 1}, true, false},
                                      {rsi, {10, 9, 8, 7, 7.5}, false, true},    // 0.5 of 3.5: 14
                                      {rsi, {10, 9, 9.5, 9, 9.6}, false, false}, // 1.1 of 2.6: 42
                                      {rsi, {10, 9, 9.5, 9, 9.6}, true, true},
                                      {rsi, {7, 8, 9, 10, 9.8}, true, false}, // 3 of 3.2: 94
                                      {bollinger, {10, 10, 10, 9}, false, true},
                                      {bollinger, {10, 9, 10, 9}, false, false},
                                      {bollinger, {10, 9, 10, 9}, true, true},
                                      {bollinger, {9, 9, 9, 10}, true, false},
                                      {breakout, {1, 2, 3, 4}, false, true},
                                      {breakout, {1, 2, 3, 3}, false, false},
                                      {breakout, {3, 2, 3, 2}, true, true},
                                      {breakout, {3, 2, 3, 1}, true, false},
                                      {momentum, {10, 11, 12, 13}, false, true},
                                      {momentum, {13, 12, 11, 10}, true, false},
                                      {momentum, {10, 10, 10, 10}, false, false},
                                      {momentum, {10, 10, 10, 10}, true, true},
                                      {policy, {10, 10, 11}, false, true},
                                      {policy, {10, 10, 10.05}, true, false},
                                      {policy, {10, 10, 9}, true, false}};

} // namespace

BOOST_AUTO_TEST_SUITE(strategy_test)

BOOST_DATA_TEST_CASE(a_strategy_decides_by_its_rule, boost::unit_test::data::make(decisions), d) {
    const auto rule = make_strategy(d.configuration);
    const auto seen = prices(d.seen);
    BOOST_REQUIRE(rule->warm_up() <= seen.size());
    BOOST_TEST(rule->wants_to_hold(seen, d.holds) == d.wants);
}

BOOST_AUTO_TEST_CASE(a_configuration_that_is_none_is_refused_by_its_member) {
    const std::vector<std::pair<const char*, const char*>> refused{
        {"[1]", "no JSON object"},
        {"{", "no JSON object"},
        {"{}", "\"strategy\""},
        {R"({"strategy": "luck"})", "luck"},
        {R"({"strategy": "ma_crossover", "short_window": 4})", "\"long_window\""},
        {R"({"strategy": "ma_crossover", "short_window": 9, "long_window": 4})", "short_window"},
        {R"({"strategy": "ma_crossover", "short_window": 0, "long_window": 4})", "1 to 100000"},
        {R"({"strategy": "momentum_classifier", "windows": [1], "weights": []})", "weights"},
        {R"({"strategy": "q_policy", "trend_window": 1, "flat_below": 0, "volatility_window": 1,
             "busy_above": 0, "q_values": [[1, 2]]})",
         "12 states"}};
    for (const auto& [configuration, word] : refused)
        BOOST_CHECK_EXCEPTION(
            make_strategy(configuration), seedbed::error, [&](const seedbed::error& e) {
                const bool named = std::string(e.what()).find(word) != std::string::npos;
                BOOST_TEST(named, e.what());
                return named;
            });
}

BOOST_AUTO_TEST_SUITE_END()
