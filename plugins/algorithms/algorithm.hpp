#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// A trading strategy that somebody wrote. Members are in the order of the application's columns.
#pragma db object table("algorithms")
struct algorithm {
#pragma db id
    seedbed::uuid id;
#pragma db type("VARCHAR(255)")
    std::string name;
#pragma db type("VARCHAR(1000)")
    std::optional<std::string> description;
#pragma db type("VARCHAR(50)")
    std::string algorithm_type; // rule_based, ml_model, reinforcement_learning
#pragma db type("VARCHAR(50)")
    std::string version;
    // Its foreign key comes with the table of artifacts, which is younger than this one.
    std::optional<seedbed::uuid> artifact_id;
#pragma db type("VARCHAR(20)")
    std::string status; // draft, active, paused, archived
#pragma db type("VARCHAR")
    std::optional<std::string> configuration_json; // what trading::make_strategy reads
    int default_execution_frequency = 300;         // seconds
#pragma db type("NUMERIC(20,2)")
    std::optional<seedbed::decimal<20, 2>> default_position_limit; // AUD
#pragma db type("VARCHAR")
    std::optional<std::string> performance_metrics_json; // none: never evaluated
#pragma db options("CONSTRAINT \"algorithms_created_by_fkey\" REFERENCES \"user\" (\"id\")")
    seedbed::uuid created_by;
    seedbed::timestamp created_at;
    seedbed::timestamp updated_at;
    std::optional<seedbed::timestamp> last_executed_at;

    // The application has each of these indexes twice.
#pragma db index("idx_algorithm_created_by") member(created_by)
#pragma db index("idx_algorithm_status") member(status)
#pragma db index("ix_algorithms_created_by") member(created_by)
#pragma db index("ix_algorithms_status") member(status)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::algorithm, "algorithm");
