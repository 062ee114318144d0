#pragma once

#include <seedbed/decimal.hpp>
#include <seedbed/random.hpp>

#include <cstdint>
#include <string>

namespace ohmycoins {

/// What somebody decided on when writing a strategy, and how it is told.
struct strategy_design {
    std::string coin_type;
    std::string name;           ///< "BTC MA Crossover 12/48"
    std::string description;    ///< what it does, with its parameters
    std::string algorithm_type; ///< rule_based, ml_model, reinforcement_learning
    std::string configuration_json;
};

/// Names are unique for all rows of a seed: the two parameters that a name tells come from a
/// permutation of the rows, and what is beyond its length gets a number.
class strategy_designer {
public:
    explicit strategy_designer(std::uint64_t seed);

    /// The strategy of row `index`; row 0 is a moving-average crossover, the one kind that the
    /// application's scheduler runs. A pure function. `order_size` is what one order spends, AUD.
    strategy_design design(std::uint64_t index, const seedbed::decimal<20, 2>& order_size) const;

private:
    seedbed::random_key draws_;
    seedbed::random_key variants_;
};

} // namespace ohmycoins
