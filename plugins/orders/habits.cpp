#include "habits.hpp"

#include <seedbed/portable_math.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iterator>

namespace ohmycoins {
namespace {

namespace portable = seedbed::portable;

struct popularity {
    std::string_view coin;
    double weight;
};
constexpr std::array popular{popularity{"BTC", 30},
                             popularity{"ETH", 22},
                             popularity{"SOL", 12},
                             popularity{"DOGE", 10},
                             popularity{"ADA", 8},
                             popularity{"LINK", 5},
                             popularity{"DOT", 4},
                             popularity{"MATIC", 4},
                             popularity{"UNI", 3},
                             popularity{"AAVE", 2}};
constexpr double weight_of_others = 1;
constexpr double spread_of_taste = 0.8;
constexpr double spread_of_deposits = 0.7;

constexpr std::array<std::int64_t, 24> typed_amounts{
    10,  15,  20,  25,  30,   40,   50,   75,   100,  150,  200,    250,
    300, 400, 500, 750, 1000, 1500, 2000, 2500, 5000, 7500, 10'000, 20'000};

double weight_of(std::string_view coin) {
    const auto found = std::find_if(
        popular.begin(), popular.end(), [&](const popularity& each) { return each.coin == coin; });
    return found == popular.end() ? weight_of_others : found->weight;
}

double typical_deposit(std::string_view experience) {
    return experience == "advanced" ? 25'000 : experience == "intermediate" ? 6'000 : 1'500;
}

/// The unit of the fifth digit.
std::int64_t step_of(std::int64_t units) {
    std::int64_t step = 1;
    for (; units >= 100'000; units /= 10)
        step *= 10;
    return step;
}

/// How far a limit is from the market: mostly below two percent.
double distance(seedbed::random& draws) {
    return 0.001 + 0.015 * std::abs(draws.normal());
}

} // namespace

habits::habits(std::string_view experience,
               std::string_view risk_tolerance,
               std::vector<std::string> coins,
               seedbed::random draws)
    : coins_(std::move(coins)) {
    for (const std::string& coin : coins_)
        taste_.push_back(weight_of(coin) * portable::exp(spread_of_taste * draws.normal()));
    const double money =
        typical_deposit(experience) * portable::exp(spread_of_deposits * draws.normal());
    deposit_ = aud::from_integer(std::max<std::int64_t>(2, std::llround(money / 50)) * 50);
    const bool low = risk_tolerance == "low";
    const bool high = risk_tolerance == "high";
    share_low_ = low ? 0.02 : high ? 0.06 : 0.04;
    share_high_ = low ? 0.08 : high ? 0.30 : 0.15;
    limit_chance_ = experience == "advanced" ? 0.6 : experience == "intermediate" ? 0.35 : 0.15;
}

std::string habits::favourite(seedbed::random& draws) const {
    return coins_.at(draws.weighted(taste_));
}

aud habits::amount(seedbed::random& draws) const {
    const double share = draws.between(share_low_, share_high_);
    const auto cents = static_cast<std::int64_t>(share * static_cast<double>(deposit_.units()));
    const bool to_the_cent = draws.chance(0.15); // "all that is left of my pay"
    return to_the_cent ? aud::from_units(cents) : round_amount(aud::from_units(cents));
}

aud habits::round_amount(const aud& most) {
    const auto whole = static_cast<std::int64_t>(most.units() / 100);
    const auto above = std::upper_bound(typed_amounts.begin(), typed_amounts.end(), whole);
    return above == typed_amounts.begin() ? aud() : aud::from_integer(*std::prev(above));
}

quantity_decimal habits::part_to_sell(const quantity_decimal& held, seedbed::random& draws) {
    constexpr std::int64_t exchange_step = 100; // 8 decimals of 10
    static const std::array<double, 3> weights{0.45, 0.35, 0.2};
    constexpr std::array<int, 3> divisors{1, 2, 4};
    const int divisor = divisors.at(draws.weighted(weights));
    const auto steps = static_cast<std::int64_t>(held.units() / exchange_step) / divisor;
    return steps == 0 ? held : quantity_decimal::from_units(seedbed::int128(steps) * exchange_step);
}

price_decimal habits::limit_below(const price_decimal& price, seedbed::random& draws) const {
    const auto units =
        static_cast<std::int64_t>(static_cast<double>(price.units()) * (1 - distance(draws)));
    const std::int64_t step = step_of(units);
    return price_decimal::from_units(std::max<std::int64_t>(1, units / step * step));
}

price_decimal habits::limit_above(const price_decimal& price, seedbed::random& draws) const {
    const auto units =
        static_cast<std::int64_t>(static_cast<double>(price.units()) * (1 + distance(draws)));
    const std::int64_t step = step_of(units);
    return price_decimal::from_units((units / step + 1) * step);
}

seedbed::timestamp::duration habits::patience(seedbed::random& draws) const {
    using namespace std::chrono;
    const double hours = 18 * portable::exp(1.2 * draws.normal());
    return duration_cast<microseconds>(minutes(std::llround(std::clamp(hours, 1.0, 240.0) * 60)));
}

} // namespace ohmycoins
