#pragma once

#include "prices.hpp"

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ohmycoins::agents {

/// Whom a session is for.
struct author {
    std::string timezone;
    std::string risk_tolerance; // low, medium, high
    seedbed::timestamp created_at;
};

/// One setting of a strategy that the session tries.
struct candidate {
    std::string label;         ///< "12/48"
    std::string configuration; ///< what trading::make_strategy reads
};

/// What a session is to find out.
struct assignment {
    std::string goal;        ///< in the user's words
    std::string kind;        ///< "ma_crossover"
    std::string strategy;    ///< "moving average crossover"
    std::string idea;        ///< why it might earn something
    std::string coin;        ///< ticker
    std::string benchmark;   ///< another coin to compare with; empty where there is none
    int window_days = 0;     ///< of prices that are looked at; fewer where fewer are there
    int drawdown_limit = 10; ///< per cent
    std::string pace;        ///< "hourly": how often it decides
    std::chrono::minutes step{5};
    aud capital;
    std::vector<candidate> candidates;

    double drawdown_fraction() const { return drawdown_limit / 100.0; }
};

/// Prices that a coin must have had before anything can be said about it.
inline constexpr std::size_t fewest_ticks = 120;

/// A task that a user of that risk tolerance might set at that moment, about a coin of the board.
/// Throws error(failure::seeding) when no coin has had enough prices by then.
assignment draw_assignment(const seedbed::random& draws,
                           const trading::price_board& board,
                           seedbed::timestamp now,
                           std::string_view risk_tolerance);

} // namespace ohmycoins::agents
