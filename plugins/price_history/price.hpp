#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// One coin's price, in AUD, at one moment of the 5-minute grid.
#pragma db object table("price_data_5min")
struct price {
#pragma db id auto
    int id = 0; // the database's sequence assigns it
#pragma db type("VARCHAR(20)")
    std::string coin_type; // ticker, upper case
#pragma db type("NUMERIC(20,8)")
    std::optional<seedbed::decimal<20, 8>> bid;
#pragma db type("NUMERIC(20,8)")
    std::optional<seedbed::decimal<20, 8>> ask;
#pragma db type("NUMERIC(20,8)")
    std::optional<seedbed::decimal<20, 8>> last;
    seedbed::timestamp timestamp;
#pragma db options("DEFAULT CURRENT_TIMESTAMP")
    seedbed::timestamp created_at;

#pragma db index("ix_price_data_5min_coin_type") member(coin_type)
#pragma db index("ix_price_data_5min_timestamp") member(timestamp)
#pragma db index("ix_price_data_5min_coin_timestamp") members(coin_type, timestamp)
#pragma db index("uq_price_data_5min_coin_timestamp") unique members(coin_type, timestamp)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::price, "price");
