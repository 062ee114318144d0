#pragma once

#include "core/database/run_transaction.hpp"
#include "tests/support/temporary_database.hpp"

#include <stop_token>

namespace seedbed::test {

/// An open run transaction, rolled back at the end. Its database is shared by the tests of one
/// executable, each of which therefore finds it empty: making one takes longer than most tests.
struct database_session {
    std::stop_source stop;
    database::run_transaction transaction{shared_database().conninfo(), stop.get_token(), [] {}};

    const seedbed::session& session() const { return transaction.active_session(); }

private:
    static const temporary_database& shared_database() {
        static const temporary_database database;
        return database;
    }
};

} // namespace seedbed::test
