#include "assignment.hpp"

#include "goals.hpp"
#include "text.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <array>

namespace ohmycoins::agents {
namespace {

std::vector<std::string> coins_with_history(const trading::price_board& board,
                                            seedbed::timestamp now) {
    std::vector<std::string> coins;
    for (std::string& coin : board.coins())
        if (trading::ticks_until(board.of(coin), now) >= fewest_ticks)
            coins.push_back(std::move(coin));
    if (coins.empty())
        throw seedbed::error(seedbed::failure::seeding,
                             "no coin has " + std::to_string(fewest_ticks) + " prices before " +
                                 now.to_string() +
                                 ", which an agent session needs: seed more of them with --days");
    return coins;
}

/// People compare a coin with bitcoin, and bitcoin with another.
std::string draw_benchmark(seedbed::random draws,
                           const std::vector<std::string>& coins,
                           const std::string& coin) {
    std::vector<std::string> others;
    for (const std::string& each : coins)
        if (each != coin)
            others.push_back(each);
    if (others.empty())
        return {};
    const bool has_bitcoin = std::find(others.begin(), others.end(), "BTC") != others.end();
    return has_bitcoin ? "BTC" : draws.pick(others);
}

int draw_limit(seedbed::random draws, std::string_view risk_tolerance) {
    static const std::vector<int> careful{3, 5, 5, 8};
    static const std::vector<int> usual{8, 10, 10, 12};
    static const std::vector<int> bold{12, 15, 20, 25};
    return draws.pick(risk_tolerance == "low" ? careful : risk_tolerance == "high" ? bold : usual);
}

struct rhythm {
    const char* pace;
    std::chrono::minutes step;
};

void draw_rhythm(seedbed::random draws, assignment& out) {
    using namespace std::chrono_literals;
    static const std::array<rhythm, 4> rhythms{{{"hourly", 60min},
                                                {"hourly", 60min},
                                                {"every half hour", 30min},
                                                {"every 15 minutes", 15min}}};
    const rhythm& drawn = draws.pick(rhythms);
    out.pace = drawn.pace;
    out.step = drawn.step;
}

std::string draw_goal(seedbed::random draws, const topic& about, const assignment& task) {
    std::vector<std::string> goals;
    for (const std::string_view goal : about.goals)
        if (!task.benchmark.empty() || goal.find("{benchmark}") == std::string_view::npos)
            goals.emplace_back(goal);
    const std::string capital = std::to_string(static_cast<long>(task.capital.units() / 100));
    const std::string limit = std::to_string(task.drawdown_limit);
    const std::string& chosen = draws.pick(goals);
    return capitalized(worded(draws,
                              chosen,
                              {{"coin", task.coin},
                               {"benchmark", task.benchmark},
                               {"pace", task.pace},
                               {"limit", limit},
                               {"capital", capital}}));
}

} // namespace

assignment draw_assignment(const seedbed::random& draws,
                           const trading::price_board& board,
                           seedbed::timestamp now,
                           std::string_view risk_tolerance) {
    static const std::vector<int> windows{3, 5, 7, 7, 10, 14};
    static const std::vector<int> capitals{1'000, 2'500, 5'000, 10'000, 20'000};
    const std::vector<std::string> coins = coins_with_history(board, now);
    const topic& about = draws.lane("topic").pick(topics());
    assignment out;
    out.kind = about.kind;
    out.strategy = about.strategy;
    out.idea = about.idea;
    out.candidates = about.candidates;
    out.coin = draws.lane("coin").pick(coins);
    out.benchmark = draw_benchmark(draws.lane("benchmark"), coins, out.coin);
    out.window_days = draws.lane("window").pick(windows);
    out.capital = aud::from_integer(draws.lane("capital").pick(capitals));
    out.drawdown_limit = draw_limit(draws.lane("limit"), risk_tolerance);
    draw_rhythm(draws.lane("rhythm"), out);
    out.goal = draw_goal(draws.lane("goal"), about, out);
    return out;
}

} // namespace ohmycoins::agents
