#include "core/database/run_transaction.hpp"

namespace seedbed::database {
namespace {

// Any number will do as long as every seedbed takes the same one.
constexpr const char* run_lock = "7312094581120";

} // namespace

run_transaction::run_transaction(const std::string& conninfo,
                                 const std::stop_token& stop,
                                 const std::function<void()>& on_wait)
    : transaction_(conninfo, stop) {
    const session& session = active_session();
    const std::string lock = std::string("(") + run_lock + ")";
    if (session.value("SELECT pg_try_advisory_xact_lock" + lock) == "f") {
        on_wait();
        session.execute("SELECT pg_advisory_xact_lock" + lock);
    }
}

void run_transaction::set_savepoint() {
    active_session().execute_script("SAVEPOINT plugin");
}

void run_transaction::release_savepoint() {
    active_session().execute_script("RELEASE SAVEPOINT plugin");
}

void run_transaction::roll_back_to_savepoint() {
    active_session().execute_script("ROLLBACK TO SAVEPOINT plugin; RELEASE SAVEPOINT plugin");
}

} // namespace seedbed::database
