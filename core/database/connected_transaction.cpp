#include "core/database/connected_transaction.hpp"

#include <seedbed/error.hpp>

#include <libpq-fe.h>
#include <odb/pgsql/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/pgsql/exceptions.hxx>
#include <odb/session.hxx>
#include <odb/transaction.hxx>

#include <array>
#include <functional>

namespace seedbed::database {
namespace {

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

/// Takes ODB's current transaction and session off this thread, and puts them back at its end.
class interlude {
public:
    interlude()
        : transaction_(odb::transaction::has_current() ? &odb::transaction::current() : nullptr),
          session_(odb::session::has_current() ? &odb::session::current() : nullptr) {
        odb::transaction::reset_current();
        odb::session::reset_current();
    }
    ~interlude() {
        if (transaction_)
            odb::transaction::current(*transaction_);
        if (session_)
            odb::session::current(*session_);
    }
    interlude(const interlude&) = delete;
    interlude& operator=(const interlude&) = delete;

private:
    odb::transaction* transaction_;
    odb::session* session_;
};

} // namespace

class connected_transaction::implementation {
public:
    implementation(const std::string& conninfo, const std::stop_token& stop)
        : database_(conninfo), transaction_(database_.begin()),
          session_(database_, handle_of(transaction_), stop), cancel_(handle_of(transaction_)),
          on_stop_(stop, [this] { cancel_(); }) {}

    interlude interlude_; // the first, so that it ends when all else has
    odb::pgsql::database database_;
    odb::session identities_; // one object for one row, whichever plugin loads it
    odb::transaction transaction_;
    session session_;
    canceller cancel_;
    std::stop_callback<std::function<void()>> on_stop_;
};

connected_transaction::connected_transaction(const std::string& conninfo,
                                             const std::stop_token& stop) {
    try {
        implementation_ = std::make_unique<implementation>(conninfo, stop);
    } catch (const odb::exception& e) {
        throw error(failure::database, std::string("the database cannot be reached: ") + e.what());
    }
    active_session().execute_script(
        "SET LOCAL application_name = 'seedbed'; SET LOCAL timezone = 'UTC';"
        " SET LOCAL client_min_messages = 'warning'; SET LOCAL datestyle = 'ISO'");
}

connected_transaction::~connected_transaction() = default;

const session& connected_transaction::active_session() const {
    return implementation_->session_;
}

void connected_transaction::commit() {
    active_session().throw_if_stopped();
    try {
        implementation_->transaction_.commit();
    } catch (const odb::exception& e) {
        throw error(failure::database, std::string("the commit failed: ") + e.what());
    }
}

} // namespace seedbed::database
