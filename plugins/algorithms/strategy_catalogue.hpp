#pragma once

#include <seedbed/random.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ohmycoins {

/// What a name tells: one of `firsts` × `seconds` pairs, different for each row of a block.
inline constexpr std::uint64_t firsts = 31;
inline constexpr std::uint64_t seconds = 19;
inline constexpr std::uint64_t variants = firsts * seconds;

struct choice {
    int first = 0;  ///< 0 to 30
    int second = 0; ///< 0 to 18
    std::size_t coin = 0;
};

/// The parameters that a name tells, as texts.
using parameters = std::vector<std::string>;

struct kind_of_strategy {
    const char* strategy;
    const char* type;
    double weight;
    /// The configuration's members, without the coin and the size.
    std::string (*configure)(const choice& chosen, seedbed::random& draws);
    /// What is told of them, in the order of `members`.
    parameters (*told)(const choice& chosen);
    /// The members of the configuration that are told; a list gives all its elements.
    std::vector<const char*> members;
    /// The name without the coin.
    std::string (*title)(const parameters& told);
    /// Templates of descriptions; their slots are those of strategy_facts.
    const std::vector<std::string>& (*sentences)();
    std::string (*first)(const parameters& told);
    std::string (*second)(const parameters& told);
};

/// The members of a crossover's configuration, which is the first of the catalogue.
std::string crossover_members(const std::string& shorter, const std::string& longer);

/// All kinds of strategies that are written.
extern const std::array<kind_of_strategy, 6> kinds;

} // namespace ohmycoins
