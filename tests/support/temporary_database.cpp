#include "tests/support/temporary_database.hpp"

#include "core/database/embedded_cluster.hpp"
#include "core/database/subprocess.hpp"

#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>

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

/// pg_dump's lines that say nothing about the database: a new random token each time, and where
/// sequences have come to.
bool is_incidental(std::string_view line) {
    return line.starts_with("\\restrict ") || line.starts_with("\\unrestrict ") ||
           line.starts_with("SELECT pg_catalog.setval(");
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

std::string temporary_database::dump() const {
    return dump_with({"--exclude-schema=seedbed"});
}

std::string temporary_database::schema(const std::vector<std::string>& tables) const {
    std::vector<std::string> arguments{"--schema-only", "--exclude-schema=seedbed"};
    for (const std::string& table : tables)
        arguments.push_back("--table=" + table);
    return dump_with(std::move(arguments));
}

std::string temporary_database::dump_with(std::vector<std::string> arguments) const {
    const database::embedded_cluster cluster(data_directory());
    const std::filesystem::path pg_dump = cluster.psql().parent_path() / "pg_dump";
    arguments.insert(arguments.begin(), {pg_dump.string(), "--dbname=" + conninfo()});
    const database::subprocess_result result =
        database::run({std::move(arguments), std::nullopt, -1});
    if (result.exit_code != 0)
        throw std::runtime_error(result.output);
    std::istringstream lines(result.output);
    std::string kept;
    for (std::string line; std::getline(lines, line);)
        if (!is_incidental(line))
            kept += line + '\n';
    return kept;
}

std::string temporary_database::copy(const std::string& query) const {
    const connection_ptr connection = connect(conninfo());
    const std::string sql = "COPY (" + query + ") TO STDOUT";
    const result_ptr started(PQexec(connection.get(), sql.c_str()), PQclear);
    if (PQresultStatus(started.get()) != PGRES_COPY_OUT)
        throw std::runtime_error(PQerrorMessage(connection.get()) + std::string("in: ") + sql);
    std::string text;
    char* line = nullptr;
    for (int size = 0; (size = PQgetCopyData(connection.get(), &line, 0)) > 0; PQfreemem(line))
        text.append(line, static_cast<std::size_t>(size));
    return text;
}

void temporary_database::wait_until_abandoned() const {
    const std::string sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name_ + "'";
    const connection_ptr elsewhere = connect(server_);
    for (int attempt = 0; attempt < 6000; ++attempt) {
        if (std::string_view(PQgetvalue(run(elsewhere.get(), sessions).get(), 0, 0)) == "0")
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    throw std::runtime_error("somebody stays connected to " + name_);
}

} // namespace seedbed::test
