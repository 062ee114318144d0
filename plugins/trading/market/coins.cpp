#include "coins.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace seedbed::market {
namespace {

constexpr std::array<coin, 10> table = {{
    {"BTC", 118'000.0, 1.00, 0.004, 2, 0.0022},
    {"ETH", 3'600.0, 1.13, 0.022, 2, 0.0024},
    {"ADA", 0.45, 1.10, 0.031, 6, 0.0040},
    {"DOT", 3.0, 1.12, 0.033, 5, 0.0042},
    {"LINK", 18.5, 1.13, 0.034, 4, 0.0038},
    {"UNI", 10.5, 1.12, 0.035, 4, 0.0042},
    {"AAVE", 237.0, 1.13, 0.036, 3, 0.0044},
    {"SOL", 160.0, 1.15, 0.035, 3, 0.0034},
    {"MATIC", 0.20, 1.14, 0.036, 6, 0.0046},
    {"DOGE", 0.15, 1.08, 0.037, 6, 0.0042},
}};

} // namespace

std::span<const coin> coins() noexcept {
    return table;
}

const coin& coin_at(std::size_t index) {
    if (index >= table.size()) {
        throw error(failure::usage,
                    fmt::format("the market has {} coins, so none at index {}; take the index from "
                                "coin_index",
                                table.size(),
                                index));
    }
    return table[index];
}

std::size_t coin_index(std::string_view ticker) {
    const auto found = std::ranges::find(table, ticker, &coin::ticker);
    if (found != table.end()) {
        return static_cast<std::size_t>(found - table.begin());
    }
    std::string known;
    for (const coin& one : table) {
        known += known.empty() ? "" : ", ";
        known += one.ticker;
    }
    throw error(failure::usage,
                fmt::format("the market knows no coin '{}'; it knows {}", ticker, known));
}

} // namespace seedbed::market
