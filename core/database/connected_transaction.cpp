#include "core/database/connected_transaction.hpp"

#include "core/database/statement_canceller.hpp"

#include <seedbed/error.hpp>

#include <odb/pgsql/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/pgsql/exceptions.hxx>
#include <odb/session.hxx>
#include <odb/transaction.hxx>

namespace seedbed::database {
namespace {

PGconn* handle_of(odb::transaction& transaction) {
    return static_cast<odb::pgsql::connection&>(transaction.connection()).handle();
}

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

/// A deferred constraint takes its time in the commit, and can be cancelled there.
bool was_cancelled(const odb::exception& failed) {
    constexpr const char* query_canceled = "57014";
    const auto* by_server = dynamic_cast<const odb::pgsql::database_exception*>(&failed);
    return by_server && by_server->sqlstate() == query_canceled;
}

} // namespace

class connected_transaction::implementation {
public:
    implementation(const std::string& conninfo, const std::stop_token& stop)
        : database_(conninfo), transaction_(database_.begin()),
          session_(database_, handle_of(transaction_), stop),
          canceller_(handle_of(transaction_), stop) {}

    interlude interlude_; // the first, so that it ends when all else has
    odb::pgsql::database database_;
    odb::session identities_; // one object for one row, whichever plugin loads it
    odb::transaction transaction_;
    session session_;
    statement_canceller canceller_;
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
        if (was_cancelled(e))
            active_session().throw_if_stopped();
        throw error(failure::database, std::string("the commit failed: ") + e.what());
    }
}

} // namespace seedbed::database
