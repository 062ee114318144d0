#pragma once

#include "core/database/run_transaction.hpp"
#include "tests/support/temporary_database.hpp"

#include <stop_token>

namespace seedbed::test {

/// A database of its own and an open run transaction on it.
struct database_session {
    temporary_database database;
    std::stop_source stop;
    database::run_transaction transaction{database.conninfo(), stop.get_token(), [] {}};

    const seedbed::session& session() const { return transaction.active_session(); }
};

} // namespace seedbed::test
