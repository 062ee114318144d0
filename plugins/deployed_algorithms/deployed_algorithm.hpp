#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// An algorithm that a user runs. Members are in the order of the application's columns.
#pragma db object table("deployed_algorithms")
struct deployed_algorithm {
#pragma db id
    seedbed::uuid id;
#pragma db options("CONSTRAINT \"deployed_algorithms_user_id_fkey\" REFERENCES \"user\" (\"id\")")
    seedbed::uuid user_id;
#pragma db options(                                                                                \
    "CONSTRAINT \"deployed_algorithms_algorithm_id_fkey\" REFERENCES \"algorithms\" (\"id\")")
    seedbed::uuid algorithm_id;
#pragma db type("VARCHAR(255)")
    std::optional<std::string> deployment_name;
    bool is_active = true;
    int execution_frequency = 300; // seconds
#pragma db type("NUMERIC(20,2)")
    std::optional<seedbed::decimal<20, 2>> position_limit; // AUD
#pragma db type("NUMERIC(20,2)")
    std::optional<seedbed::decimal<20, 2>> daily_loss_limit; // AUD
#pragma db type("VARCHAR")
    std::optional<std::string> parameters_json; // the algorithm's, and max_trades_per_day
    seedbed::timestamp created_at;
    seedbed::timestamp updated_at;
    std::optional<seedbed::timestamp> activated_at;
    std::optional<seedbed::timestamp> deactivated_at; // where it is not active
    std::optional<seedbed::timestamp> last_executed_at;
#pragma db type("NUMERIC(20,2)")
    seedbed::decimal<20, 2> total_profit_loss; // AUD realized by its filled orders
    int total_trades = 0;                      // its filled orders

#pragma db index("idx_deployed_algorithm_algorithm") member(algorithm_id)
#pragma db index("idx_deployed_algorithm_user_active") members(user_id, is_active)
#pragma db index("ix_deployed_algorithms_algorithm_id") member(algorithm_id)
#pragma db index("ix_deployed_algorithms_is_active") member(is_active)
#pragma db index("ix_deployed_algorithms_user_id") member(user_id)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::deployed_algorithm, "deployed_algorithm");
