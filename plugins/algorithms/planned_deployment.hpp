#pragma once

#include <seedbed/decimal.hpp>
#include <seedbed/row_source.hpp>
#include <seedbed/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ohmycoins {

/// Who runs which algorithm, from when to when: what the orders of an algorithm are made from. No
/// table has it as it is; deployed_algorithms has it with what the orders came to. No user runs an
/// algorithm twice. A deployment that stands in the database under this model's key is what the
/// database says, whatever would be planned in its place.
struct planned_deployment {
    /// Index of the user's row; beyond all of them where the deployment stands in the database and
    /// its user is none of this run's (an earlier run had more users): nothing is made for it.
    std::uint64_t user = 0;
    /// Index of the algorithm's row, an active one; maybe one of an earlier run, which had more.
    std::uint64_t algorithm = 0;
    seedbed::timestamp created_at; ///< after both were
    seedbed::timestamp activated_at;
    std::optional<seedbed::timestamp> deactivated_at; ///< none: it still runs
    int execution_frequency = 300;                    ///< seconds
    seedbed::decimal<20, 2> position_limit;           ///< AUD that it may hold at a time
    seedbed::decimal<20, 2> daily_loss_limit;         ///< AUD
    int max_trades_per_day = 8;                       ///< orders in a day of UTC
};

} // namespace ohmycoins

/// A model without a table: other plugins of the run get it as
/// `models().get<planned_deployment>()`.
template <>
struct seedbed::model_traits<ohmycoins::planned_deployment> {
    static constexpr std::string_view name = "planned_deployment";
};
