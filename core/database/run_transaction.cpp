#include "core/database/run_transaction.hpp"

#include <seedbed/error.hpp>

#include <libpq-fe.h>
#include <odb/pgsql/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/pgsql/exceptions.hxx>
#include <odb/session.hxx>
#include <odb/transaction.hxx>

#include <array>
#include <optional>
#include <utility>

namespace seedbed::database {
namespace {

// Any number will do as long as every seedbed takes the same one.
constexpr const char* run_lock = "7312094581120";

PGconn* handle_of(odb::transaction& transaction) {
    return static_cast<odb::pgsql::connection&>(transaction.connection()).handle();
}

/// Cancels the running statement from another thread; libpq allows that on this object alone.
class canceller {
public:
    explicit canceller(PGconn* connection) : cancel_(PQgetCancel(connection)) {}
    ~canceller() { PQfreeCancel(cancel_); }
    canceller(const canceller&) = delete;
    canceller& operator=(const canceller&) = delete;

    void operator()() const {
        std::array<char, 256> message{};
        PQcancel(cancel_, message.data(), static_cast<int>(message.size()));
    }

private:
    PGcancel* cancel_;
};

} // namespace

class run_transaction::implementation {
public:
    implementation(const std::string& conninfo, const std::stop_token& stop)
        : database_(conninfo), transaction_(database_.begin()),
          session_(database_, handle_of(transaction_), stop), cancel_(handle_of(transaction_)),
          on_stop_(stop, [this] { cancel_(); }) {}

    odb::pgsql::database database_;
    odb::session identities_; // one object for one row, whichever plugin loads it
    odb::transaction transaction_;
    session session_;
    canceller cancel_;
    std::stop_callback<std::function<void()>> on_stop_;
};

run_transaction::run_transaction(const std::string& conninfo,
                                 std::stop_token stop,
                                 const std::function<void()>& on_wait) {
    try {
        implementation_ = std::make_unique<implementation>(conninfo, stop);
    } catch (const odb::exception& e) {
        throw error(failure::database, std::string("the database cannot be reached: ") + e.what());
    }
    const session& session = implementation_->session_;
    session.execute_script("SET LOCAL application_name = 'seedbed'; SET LOCAL timezone = 'UTC';"
                           " SET LOCAL client_min_messages = 'warning';"
                           " SET LOCAL datestyle = 'ISO'");
    const std::string lock = std::string("(") + run_lock + ")";
    if (session.value("SELECT pg_try_advisory_xact_lock" + lock) == "f") {
        on_wait();
        session.execute("SELECT pg_advisory_xact_lock" + lock);
    }
}

run_transaction::~run_transaction() = default;

const session& run_transaction::active_session() const {
    return implementation_->session_;
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

void run_transaction::commit() {
    active_session().throw_if_stopped();
    try {
        implementation_->transaction_.commit();
    } catch (const odb::exception& e) {
        throw error(failure::database, std::string("the commit failed: ") + e.what());
    }
}

} // namespace seedbed::database
