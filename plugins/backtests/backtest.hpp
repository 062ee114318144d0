#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// A strategy tried on past prices. Members are in the order of the application's columns.
#pragma db object table("backtest_runs")
struct backtest {
#pragma db id
    seedbed::uuid id;
#pragma db options("CONSTRAINT \"backtest_runs_user_id_fkey\" REFERENCES \"user\" (\"id\")")
    seedbed::uuid user_id;
#pragma db options(                                                                                \
    "CONSTRAINT \"backtest_runs_algorithm_id_fkey\" REFERENCES \"algorithms\" (\"id\")")
    seedbed::uuid algorithm_id;
#pragma db type("VARCHAR(20)")
    std::string coin_type;
    seedbed::timestamp start_date;
    seedbed::timestamp end_date;
#pragma db type("NUMERIC(20,2)")
    seedbed::decimal<20, 2> initial_capital; // AUD
#pragma db type("VARCHAR(20)")
    std::string status; // completed, failed
#pragma db type("VARCHAR")
    std::optional<std::string> results_json;
#pragma db type("VARCHAR")
    std::optional<std::string> equity_curve_json;
#pragma db type("VARCHAR")
    std::optional<std::string> trade_log_json;
#pragma db type("VARCHAR(2000)")
    std::optional<std::string> error_message;
    seedbed::timestamp created_at;
    std::optional<seedbed::timestamp> completed_at;

#pragma db index("ix_backtest_runs_algorithm_id") member(algorithm_id)
#pragma db index("ix_backtest_runs_status") member(status)
#pragma db index("ix_backtest_runs_user_id") member(user_id)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::backtest, "backtest");
