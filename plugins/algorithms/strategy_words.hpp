#pragma once

#include <seedbed/random.hpp>

#include <string>
#include <vector>

namespace ohmycoins {

/// What a description tells of one strategy.
struct strategy_facts {
    std::string coin;
    std::string first;  ///< the parameter that the name tells first, as text
    std::string second; ///< and the one after it
    std::string size;   ///< AUD of an order
};

/// Templates for one kind of strategy each, with {coin}, {first} and {second} in them.
const std::vector<std::string>& crossover_sentences();
const std::vector<std::string>& rsi_sentences();
const std::vector<std::string>& bollinger_sentences();
const std::vector<std::string>& breakout_sentences();
const std::vector<std::string>& momentum_sentences();
const std::vector<std::string>& policy_sentences();

/// One of the templates with the facts in it, then what an order spends.
std::string describe_strategy(seedbed::random& draws,
                              const std::vector<std::string>& sentences,
                              const strategy_facts& facts);

} // namespace ohmycoins
