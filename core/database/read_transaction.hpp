#pragma once

#include "core/database/connected_transaction.hpp"

#include <stop_token>
#include <string>

namespace seedbed::database {

/// The database as committed at one instant, on a connection of its own; nothing can be written
/// through it. It waits for no seedbed run.
class read_transaction {
public:
    /// Throws error(failure::database).
    read_transaction(const std::string& conninfo, const std::stop_token& stop)
        : transaction_(conninfo, stop) {
        active_session().execute_script(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    const session& active_session() const { return transaction_.active_session(); }

private:
    connected_transaction transaction_;
};

} // namespace seedbed::database
