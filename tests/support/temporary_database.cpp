#include "tests/support/temporary_database.hpp"

#include "core/database/embedded_cluster.hpp"

#include <libpq-fe.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace seedbed::test {
namespace {

using connection_ptr = std::unique_ptr<PGconn, void (*)(PGconn*)>;
using result_ptr = std::unique_ptr<PGresult, void (*)(PGresult*)>;

connection_ptr connect(const std::string& conninfo) {
    connection_ptr connection(PQconnectdb(conninfo.c_str()), PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK)
        throw std::runtime_error(PQerrorMessage(connection.get()));
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    return connection;
}

result_ptr run(PGconn* connection, const std::string& sql) {
    result_ptr result(PQexec(connection, sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQerrorMessage(connection) + std::string("in: ") + sql);
    return result;
}

std::filesystem::path data_directory() {
    const char* named = std::getenv("SEEDBED_DATA_DIR");
    return named ? std::filesystem::path(named)
                 : std::filesystem::temp_directory_path() /
                       ("seedbed-tests-" + std::to_string(getuid()));
}

std::string unique_name() {
    static std::atomic<int> count = 0;
    return "test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

} // namespace

temporary_database::temporary_database() : name_(unique_name()) {
    database::embedded_cluster cluster(data_directory());
    cluster.ensure_running();
    server_ = cluster.conninfo();
    run(connect(server_).get(), "CREATE DATABASE " + name_);
}

temporary_database::~temporary_database() {
    try {
        run(connect(server_).get(), "DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const std::runtime_error&) {
        // The cluster went down with the test that wanted it so; its folder goes with it.
    }
}

std::string temporary_database::conninfo() const {
    return server_ + " dbname=" + name_; // the last of two equal keywords counts
}

std::string temporary_database::url() const {
    const std::string url = database::embedded_cluster(data_directory()).url();
    const std::string database = "/seedbed?";
    return std::string(url).replace(url.find(database), database.size(), "/" + name_ + "?");
}

void temporary_database::execute(const std::string& sql) const {
    run(connect(conninfo()).get(), sql);
}

void temporary_database::execute_file(const std::filesystem::path& file) const {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in)
        throw std::runtime_error(file.string() + " cannot be read");
    execute(text.str());
}

std::vector<std::string> temporary_database::rows(const std::string& sql) const {
    const connection_ptr connection = connect(conninfo());
    const result_ptr result = run(connection.get(), sql);
    std::vector<std::string> rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        std::string text;
        for (int column = 0; column < PQnfields(result.get()); ++column) {
            text += column == 0 ? "" : "|";
            text += PQgetisnull(result.get(), row, column) ? "NULL"
                                                           : PQgetvalue(result.get(), row, column);
        }
        rows.push_back(text);
    }
    return rows;
}

std::string temporary_database::value(const std::string& sql) const {
    const auto all = rows(sql);
    return all.empty() ? std::string() : all.front();
}

} // namespace seedbed::test
