#include "transaction_outcome.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string_view>

namespace ohmycoins::agents {

transaction_outcome::transaction_outcome(const seedbed::session& session)
    : connection_(session.handle()), id_(session.value("SELECT pg_current_xact_id()").value()) {}

bool transaction_outcome::committed() const {
    if (PQtransactionStatus(connection_) != PQTRANS_IDLE)
        return false; // it goes on, is broken, or the connection is gone
    const char* id = id_.c_str();
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexecParams(
            connection_, "SELECT pg_xact_status($1::xid8)", 1, nullptr, &id, nullptr, nullptr, 0),
        &PQclear);
    return PQresultStatus(result.get()) == PGRES_TUPLES_OK &&
           PQgetvalue(result.get(), 0, 0) == std::string_view("committed");
}

} // namespace ohmycoins::agents
