#pragma once

#include <seedbed/session.hpp>

#include <string>
#include <vector>

namespace seedbed::database {

/// Truncates those of the tables that are empty, so that the server keeps the rows that follow in
/// this transaction out of its write-ahead log (PostgreSQL's manual, "Populating a Database"),
/// as it does for a table that the transaction creates. Gives their names.
///
/// Passed over: every table where `wal_level` is not `minimal` (there is nothing to gain), a table
/// with rows, one in use by another session, one that a foreign key points at, one that we may not
/// truncate, and one where that would fire a trigger. Sequences go on where they were.
std::vector<std::string> give_fresh_storage(const session& session,
                                            const std::vector<std::string>& tables);

} // namespace seedbed::database
