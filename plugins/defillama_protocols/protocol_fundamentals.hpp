#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// One DeFi protocol on one day (UTC). Amounts are US dollars. Members are in the order of the
/// application's columns.
#pragma db object table("protocol_fundamentals")
struct protocol_fundamentals {
#pragma db id auto
    int id = 0; // the database's sequence assigns it
#pragma db type("VARCHAR(50)")
    std::string protocol; // DefiLlama's slug
#pragma db type("NUMERIC(20,2)")
    std::optional<seedbed::decimal<20, 2>> tvl_usd;
#pragma db type("NUMERIC(20,2)")
    std::optional<seedbed::decimal<20, 2>> fees_24h; // of the last whole day; none: not known
#pragma db type("NUMERIC(20,2)")
    std::optional<seedbed::decimal<20, 2>> revenue_24h; // likewise
    seedbed::timestamp collected_at;

#pragma db index("ix_protocol_fundamentals_collected_at") member(collected_at)
#pragma db index("ix_protocol_fundamentals_protocol") member(protocol)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::protocol_fundamentals, "protocol_fundamentals");
