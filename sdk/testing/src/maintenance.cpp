#include "maintenance.hpp"

#include <seedbed/error.hpp>
#include <seedbed/session.hpp>

#include <libpq-fe.h>

namespace seedbed::testing {
namespace {

using result_ptr = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr const char* lock_of = "hashtextextended('seedbed tests: ' || $1, 0)";

std::vector<std::string> run(PGconn* connection, const std::string& sql, const char* parameter) {
    const result_ptr result(PQexecParams(connection,
                                         sql.c_str(),
                                         parameter == nullptr ? 0 : 1,
                                         nullptr,
                                         &parameter,
                                         nullptr,
                                         nullptr,
                                         0),
                            PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw error(failure::database, PQerrorMessage(connection) + std::string("in: ") + sql);
    std::vector<std::string> values;
    for (int row = 0; row < PQntuples(result.get()); ++row)
        values.emplace_back(PQgetvalue(result.get(), row, 0));
    return values;
}

} // namespace

void maintenance::close::operator()(PGconn* connection) const {
    PQfinish(connection);
}

maintenance::maintenance(const std::string& conninfo)
    : connection_(PQconnectdb(in_database(conninfo, "postgres").c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw error(failure::database,
                    std::string("databases are made from the database postgres, which cannot be "
                                "reached: ") +
                        PQerrorMessage(connection_.get()));
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
}

void maintenance::execute(const std::string& sql) const {
    run(connection_.get(), sql, nullptr);
}

std::vector<std::string> maintenance::values(const std::string& sql,
                                             const std::string& parameter) const {
    return run(connection_.get(), sql, parameter.c_str());
}

bool maintenance::exists(const std::string& database) const {
    return !values("SELECT 1 FROM pg_database WHERE datname = $1", database).empty();
}

bool maintenance::lock(const std::string& name) const {
    return values("SELECT pg_try_advisory_lock(" + std::string(lock_of) + ")", name).front() == "t";
}

void maintenance::unlock(const std::string& name) const {
    values("SELECT pg_advisory_unlock(" + std::string(lock_of) + ")", name);
}

void maintenance::drop(const std::string& database) const {
    execute("DROP DATABASE IF EXISTS " + quote_identifier(database) + " WITH (FORCE)");
}

std::string in_database(const std::string& conninfo, const std::string& database) {
    return conninfo + " dbname='" + database + "'"; // the last of two equal keywords counts
}

} // namespace seedbed::testing
