#pragma once

#include <seedbed/decimal.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// An algorithm as its row tells it, without the figures, which take a backtest over the prices.
struct algorithm_outline {
    seedbed::uuid owner;   ///< key of the user who wrote it
    std::string coin_type; ///< the coin it trades
    std::string name;
    std::string description;
    std::string algorithm_type; ///< rule_based, ml_model, reinforcement_learning
    std::string version;
    std::string status;                     ///< draft, active, paused, archived
    std::string configuration_json;         ///< what trading::make_strategy reads, and "coin_type"
                                            ///< and "order_size_aud"
    int execution_frequency = 300;          ///< seconds between two decisions
    seedbed::decimal<20, 2> position_limit; ///< AUD
    seedbed::timestamp created_at;          ///< not before its owner's
    seedbed::timestamp updated_at;
    std::optional<seedbed::timestamp> last_executed_at; ///< none: it was never active
};

} // namespace ohmycoins
