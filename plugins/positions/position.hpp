#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <string>

namespace ohmycoins {

/// What a user holds of a coin. Members are in the order of the application's columns.
#pragma db object table("positions")
struct position {
#pragma db id
    seedbed::uuid id;
#pragma db options("CONSTRAINT \"positions_user_id_fkey\" REFERENCES \"user\" (\"id\")")
    seedbed::uuid user_id;
#pragma db type("VARCHAR(20)")
    std::string coin_type; // unique for each user
#pragma db type("NUMERIC(20,10)")
    seedbed::decimal<20, 10> quantity; // more than 0
#pragma db type("NUMERIC(20,8)")
    seedbed::decimal<20, 8> average_price; // AUD
#pragma db type("NUMERIC(20,2)")
    seedbed::decimal<20, 2> total_cost; // AUD: quantity × average_price
    seedbed::timestamp created_at;
    seedbed::timestamp updated_at;

#pragma db index("idx_position_user_coin") unique members(user_id, coin_type)
#pragma db index("ix_positions_coin_type") member(coin_type)
#pragma db index("ix_positions_user_id") member(user_id)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::position, "position");
