#pragma once

#include <seedbed/decimal.hpp>
#include <seedbed/random.hpp>

#include <cstdint>
#include <optional>
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

/// What a test says of a strategy that is to be designed; empty texts say nothing.
struct strategy_wish {
    std::string algorithm_type;
    std::string name; ///< where a strategy's own name is in it, the kind, the coin and the windows
                      ///< are those that it tells
};

/// Whether the application's scheduler takes an algorithm of this name for a moving-average
/// crossover.
bool names_a_crossover(const std::string& name);

/// Names are unique for all rows of a seed: the two parameters that a name tells come from a
/// permutation of the rows, and what is beyond its length gets a number.
class strategy_designer {
public:
    explicit strategy_designer(std::uint64_t seed);

    /// The strategy of row `index`; row 0 is a moving-average crossover, the one kind that the
    /// application's scheduler runs. A pure function. `order_size` is what one order spends, AUD.
    strategy_design design(std::uint64_t index, const seedbed::decimal<20, 2>& order_size) const;

    /// The same as a test wishes it. A wish that no kind fulfils is passed over.
    strategy_design design(std::uint64_t index,
                           const seedbed::decimal<20, 2>& order_size,
                           const strategy_wish& wish) const;

    /// Name, description and type of a configuration that somebody else wrote; the description is
    /// empty where it says no size. Nothing where trading::make_strategy cannot read it, or where
    /// it has no coin_type.
    std::optional<strategy_design> tell(std::uint64_t index,
                                        const std::string& configuration_json) const;

private:
    seedbed::random_key draws_;
    seedbed::random_key variants_;
};

} // namespace ohmycoins
