#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace library_visits_plugin {

/// Somebody's visit to a library. Members are in the order of the table's columns; what may be NULL
/// is optional.
#pragma db object table("library_visits")
struct library_visit {
#pragma db id
    seedbed::uuid id;
#pragma db type("VARCHAR(80)")
    std::string visitor;
    int minutes = 0;
#pragma db type("NUMERIC(6,2)")
    std::optional<seedbed::decimal<6, 2>> fee; // EUR
    seedbed::timestamp entered_at;

#pragma db index("ix_library_visits_entered_at") member(entered_at)
};

} // namespace library_visits_plugin

SEEDBED_MODEL(library_visits_plugin::library_visit, "library_visit");
