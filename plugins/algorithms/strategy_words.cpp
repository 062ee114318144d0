#include "strategy_words.hpp"

#include <seedbed/fake.hpp>

namespace ohmycoins {
namespace {

using templates = std::vector<std::string>;

const seedbed::vocabulary& words() {
    static const seedbed::vocabulary vocabulary(
        {{"opening",
          {"Trend following on {coin}:",
           "A slow and simple rule for {coin}:",
           "Rides the moves of {coin}:",
           "{coin} in AUD:"}},
         {"fading",
          {"Mean reversion on {coin}:",
           "Fades the extremes of {coin}:",
           "Buys the dips of {coin}:",
           "{coin} in AUD:"}},
         {"prices", {"five-minute prices", "five-minute closes", "prices of five minutes each"}},
         {"risk",
          {"Never holds more than its position limit.",
           "Long only, without leverage.",
           "One position at a time.",
           "Tuned for a calm week; watch it around news."}}},
        {"coin", "first", "second", "size"});
    return vocabulary;
}

} // namespace

const std::vector<std::string>& crossover_sentences() {
    static const templates sentences{
        "{opening} holds the coin while the mean of the last {first} {prices} is above that of the "
        "last {second}.",
        "{opening} buys when the {first}-period average crosses above the {second}-period one, "
        "{sells|gets out} when it crosses back."};
    return sentences;
}

const std::vector<std::string>& rsi_sentences() {
    static const templates sentences{
        "{fading} the relative strength index over {first} {prices} decides, with {second} as the "
        "levels to buy below and to sell above.",
        "{fading} buys what is oversold and sells what is overbought by an RSI of {first} periods; "
        "the levels are {second}."};
    return sentences;
}

const std::vector<std::string>& bollinger_sentences() {
    static const templates sentences{
        "{fading} buys {second} standard deviations below the mean of the last {first} {prices}, "
        "sells at the mean.",
        "{fading} waits for the price to leave a Bollinger band of {first} periods and {second} "
        "deviations at the bottom, and for its way back to the middle."};
    return sentences;
}

const std::vector<std::string>& breakout_sentences() {
    static const templates sentences{
        "{opening} buys above the highest of the last {first} {prices}, sells below the lowest of "
        "the last {second}.",
        "{opening} a Donchian channel, {first} periods for the way in and {second} for the way "
        "out."};
    return sentences;
}

const std::vector<std::string>& momentum_sentences() {
    static const templates sentences{
        "{opening} a logistic regression on the returns over {first} {prices}, each in units of "
        "its own volatility, gives the odds that the move goes on.",
        "{opening} {second} momentum features (windows of {first}) go into a classifier; it buys "
        "when the odds are good and leaves when they turn."};
    return sentences;
}

const std::vector<std::string>& policy_sentences() {
    static const templates sentences{
        "{opening} a policy learned by Q-learning; its states are the trend over {first} {prices}, "
        "the volatility over {second}, and whether it holds the coin.",
        "{opening} reinforcement learning with twelve states, made of a {first}-period trend, a "
        "{second}-period volatility and the present position."};
    return sentences;
}

std::string describe_strategy(seedbed::random& draws,
                              const std::vector<std::string>& sentences,
                              const strategy_facts& facts) {
    const std::string text =
        draws.pick(sentences) + " An order spends {about |}{size} AUD.{ {risk}|}";
    return seedbed::fake(draws).sentence(text,
                                         words(),
                                         {{"coin", facts.coin},
                                          {"first", facts.first},
                                          {"second", facts.second},
                                          {"size", facts.size}});
}

} // namespace ohmycoins
