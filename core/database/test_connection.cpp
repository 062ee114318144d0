#include "core/database/test_connection.hpp"

#include "core/database/statement_canceller.hpp"

#include <seedbed/error.hpp>

#include <libpq-fe.h>
#include <odb/pgsql/connection.hxx>
#include <odb/pgsql/database.hxx>
#include <odb/pgsql/exceptions.hxx>
#include <odb/pgsql/transaction.hxx>

#include <optional>

namespace seedbed::database {

class test_connection::implementation {
public:
    implementation(const std::string& conninfo, const std::stop_token& stop)
        : database_(conninfo), connection_(database_.connection()),
          session_(database_, connection_->handle(), stop),
          canceller_(connection_->handle(), stop) {}

    odb::pgsql::database database_;
    odb::pgsql::connection_ptr connection_;
    session session_;
    std::optional<odb::pgsql::transaction> transaction_;
    statement_canceller canceller_;
};

test_connection::test_connection(const std::string& conninfo, const std::stop_token& stop) {
    try {
        implementation_ = std::make_unique<implementation>(conninfo, stop);
    } catch (const odb::exception& e) {
        throw error(failure::database, std::string("the database cannot be reached: ") + e.what());
    }
    active_session().execute_script("SET application_name = 'seedbed'; SET timezone = 'UTC';"
                                    " SET client_min_messages = 'warning'; SET datestyle = 'ISO'");
}

test_connection::~test_connection() = default;

const session& test_connection::active_session() const {
    return implementation_->session_;
}

void test_connection::check_alive() const {
    if (PQstatus(active_session().handle()) != CONNECTION_OK)
        throw error(failure::database, "the connection to the database is gone");
}

bool test_connection::in_transaction() const {
    return implementation_->transaction_.has_value();
}

void test_connection::begin() {
    try {
        implementation_->transaction_.emplace(implementation_->connection_->begin());
    } catch (const odb::exception& e) {
        throw error(failure::database, e.what());
    }
}

void test_connection::commit() {
    try {
        implementation_->transaction_->commit();
        implementation_->transaction_.reset();
    } catch (const odb::exception& e) {
        implementation_->transaction_.reset();
        throw error(failure::database, std::string("the commit failed: ") + e.what());
    }
}

void test_connection::roll_back() {
    if (PQtransactionStatus(active_session().handle()) == PQTRANS_IDLE)
        active_session().execute_script("BEGIN"); // ODB has one to end, and cannot just forget it
    try {
        implementation_->transaction_->rollback();
        implementation_->transaction_.reset();
    } catch (const odb::exception& e) {
        implementation_->transaction_.reset();
        throw error(failure::database, std::string("the rollback failed: ") + e.what());
    }
}

} // namespace seedbed::database
