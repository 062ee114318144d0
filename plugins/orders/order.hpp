#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// An order to buy or sell coins. Members are in the order of the application's columns.
#pragma db object table("orders")
struct order {
#pragma db id
    seedbed::uuid id;
#pragma db options("CONSTRAINT \"orders_user_id_fkey\" REFERENCES \"user\" (\"id\")")
    seedbed::uuid user_id;
    std::optional<seedbed::uuid> algorithm_id; // none: placed by hand. No foreign key
#pragma db type("VARCHAR(20)")
    std::string coin_type;
#pragma db type("VARCHAR(10)")
    std::string side; // buy, sell
#pragma db type("VARCHAR(20)")
    std::string order_type; // market, limit
#pragma db type("NUMERIC(20,10)")
    seedbed::decimal<20, 10> quantity;
#pragma db type("NUMERIC(20,8)")
    std::optional<seedbed::decimal<20, 8>> price; // AUD: the limit, or what a market order got
#pragma db type("NUMERIC(20,10)")
    seedbed::decimal<20, 10> filled_quantity;
#pragma db type("VARCHAR(20)")
    std::string status; // pending, submitted, filled, partial, cancelled, failed
#pragma db type("VARCHAR(500)")
    std::optional<std::string> error_message;
#pragma db type("VARCHAR(100)")
    std::optional<std::string> coinspot_order_id;
    seedbed::timestamp created_at;
    seedbed::timestamp updated_at;
    std::optional<seedbed::timestamp> submitted_at;
    std::optional<seedbed::timestamp> filled_at; // of the last fill

#pragma db index("idx_order_created") member(created_at)
#pragma db index("idx_order_user_status") members(user_id, status)
#pragma db index("ix_orders_algorithm_id") member(algorithm_id)
#pragma db index("ix_orders_coin_type") member(coin_type)
#pragma db index("ix_orders_coinspot_order_id") member(coinspot_order_id)
#pragma db index("ix_orders_created_at") member(created_at)
#pragma db index("ix_orders_status") member(status)
#pragma db index("ix_orders_user_id") member(user_id)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::order, "order");
