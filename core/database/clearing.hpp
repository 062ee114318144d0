#pragma once

#include <seedbed/plugin.hpp>
#include <seedbed/session.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace seedbed::database {

/// How many rows left a table, and whether only because they referred to a cleared one.
struct cleared_table {
    std::string table;
    std::uint64_t rows = 0;
    bool referring = false;
};

/// Deletes what the rules say, in their order, and before each rule's rows those of any other
/// table that refer to them by a foreign key, however many steps away. Tables that do not exist
/// are passed over.
std::vector<cleared_table> clear_rows(const session& session, const std::vector<clear_rule>& rules);

} // namespace seedbed::database
