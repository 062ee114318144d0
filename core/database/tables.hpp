#pragma once

#include <seedbed/model.hpp>
#include <seedbed/session.hpp>

#include <string>
#include <vector>

namespace seedbed::database {

/// A table that a plugin of the run writes, or that was to be filled before (--no-deps).
struct used_table {
    std::string plugin;
    const mapped_table* table = nullptr;
    bool may_create = true;
};

/// Compares every table with its mapping, and creates those that do not exist, where that is
/// allowed. Tables that exist
/// are never altered: where one does not fit, error(failure::database) names all differences of
/// all tables. Gives the names of the tables that were created.
std::vector<std::string> prepare_tables(const session& session,
                                        const std::vector<used_table>& tables);

} // namespace seedbed::database
