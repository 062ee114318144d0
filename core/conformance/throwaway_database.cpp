#include "core/conformance/throwaway_database.hpp"

#include <seedbed/error.hpp>
#include <seedbed/session.hpp>

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <memory>
#include <random>
#include <unistd.h>
#include <utility>

namespace seedbed::conformance {
namespace {

using connection_ptr = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using result_ptr = std::unique_ptr<PGresult, decltype(&PQclear)>;

connection_ptr connect(const std::string& conninfo) {
    connection_ptr connection(PQconnectdb(conninfo.c_str()), &PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK)
        throw error(
            failure::database,
            fmt::format("the database cannot be reached: {}", PQerrorMessage(connection.get())));
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    return connection;
}

result_ptr run(PGconn* connection, const std::string& sql) {
    result_ptr result(PQexec(connection, sql.c_str()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_OUT)
        throw error(failure::database, PQerrorMessage(connection));
    return result;
}

std::vector<std::string> copy_out(PGconn* connection, const std::string& query) {
    run(connection, fmt::format("COPY ({}) TO STDOUT", query));
    std::vector<std::string> lines;
    char* line = nullptr;
    for (int size = 0; (size = PQgetCopyData(connection, &line, 0)) > 0; PQfreemem(line))
        lines.emplace_back(line, static_cast<std::size_t>(size - 1)); // without its line's end
    return lines;
}

bool exists(PGconn* connection, const mapped_table& table) {
    const std::string sql = fmt::format("SELECT FROM pg_class WHERE oid = to_regclass('{}')",
                                        quote_identifier(table.name));
    return PQntuples(run(connection, sql).get()) > 0;
}

/// SERIAL and BIGSERIAL: their numbers do not go back with a transaction.
bool is_numbered_by_the_server(const mapped_column& column) {
    return column.type.find("SERIAL") != std::string::npos;
}

std::string compared_columns(const mapped_table& table) {
    std::string list;
    for (const mapped_column& column : table.columns)
        if (!is_numbered_by_the_server(column))
            list += (list.empty() ? "" : ", ") + quote_identifier(column.name);
    return list;
}

std::string unique_name() {
    static std::atomic<int> count = 0;
    return fmt::format("seedbed_check_{}_{}_{:08x}", getpid(), ++count, std::random_device()());
}

/// The first half of the locks' keys; the second one is the hash of the database's name. Locks are
/// looked up in pg_locks, where those taken in any database are seen.
constexpr int lock_class = 0x5EEDB0DC;

void lock(PGconn* connection, const std::string& database) {
    // A check may take longer than a session may be idle here (servers from 14 on have that).
    run(connection,
        "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'");
    run(connection,
        fmt::format("SELECT pg_advisory_lock_shared({}, hashtext('{}'))", lock_class, database));
}

std::vector<std::string> texts(PGconn* connection, const std::string& query) {
    const result_ptr result = run(connection, query);
    std::vector<std::string> all;
    for (int i = 0; i < PQntuples(result.get()); ++i)
        all.emplace_back(PQgetvalue(result.get(), i, 0));
    return all;
}

std::string quoted(const std::string& text) {
    std::string literal = "'";
    for (const char c : text)
        literal += c == '\'' ? "''" : std::string(1, c);
    return literal + '\'';
}

/// Gives a query for each table but these, of which nobody has told the columns.
std::string queries_for_others(const std::vector<mapped_table>& tables) {
    std::string query =
        "SELECT format('SELECT %L, %s FROM %I.%I', n.nspname || '.' || c.relname, coalesce("
        "(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a"
        " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
        " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''"
        " AND coalesce(pg_get_expr(d.adbin, d.adrelid), '') NOT LIKE 'nextval(%'), 'NULL'),"
        " n.nspname, c.relname)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'"
        " AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'seedbed')";
    for (const mapped_table& table : tables)
        query += fmt::format(" AND c.oid IS DISTINCT FROM to_regclass({})",
                             quoted(quote_identifier(table.name)));
    return query;
}

} // namespace

throwaway_database::throwaway_database(std::string server)
    : server_(std::move(server)), name_(unique_name()),
      conninfo_(server_ + " dbname=" + name_), // the last of two equal keywords counts
      lock_(connect(server_).release()) {
    lock(lock_.get(), name_); // before it is there: at no moment does it look left behind
    run(lock_.get(), "CREATE DATABASE " + name_);
}

throwaway_database::~throwaway_database() {
    try {
        run(connect(server_).get(), "DROP DATABASE " + name_ + " WITH (FORCE)");
    } catch (const error&) {
        // The server went away meanwhile; nothing more can be done about it from here.
    }
}

void throwaway_database::close::operator()(PGconn* connection) const {
    PQfinish(connection);
}

void drop_left_databases(const std::string& server) {
    const connection_ptr connection = connect(server);
    const std::string left =
        fmt::format("SELECT datname FROM pg_database WHERE datname LIKE 'seedbed\\_check\\_%'"
                    " AND NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'"
                    " AND classid = {} AND objsubid = 2"
                    " AND objid = (hashtext(datname)::bigint & 4294967295)::oid)",
                    lock_class);
    for (const std::string& name : texts(connection.get(), left)) {
        try {
            run(connection.get(),
                "DROP DATABASE IF EXISTS " + quote_identifier(name) + " WITH (FORCE)");
        } catch (const error&) {
            continue; // another role's, which may drop it
        }
    }
}

std::vector<std::string>
throwaway_database::other_rows(const std::vector<mapped_table>& tables) const {
    const connection_ptr connection = connect(conninfo_);
    run(connection.get(), "SET timezone = 'UTC'; SET datestyle = 'ISO'");
    std::vector<std::string> all;
    for (const std::string& query : texts(connection.get(), queries_for_others(tables)))
        std::ranges::move(copy_out(connection.get(), query), std::back_inserter(all));
    std::ranges::sort(all);
    return all;
}

std::vector<std::string> throwaway_database::rows(const std::vector<mapped_table>& tables) const {
    const connection_ptr connection = connect(conninfo_);
    run(connection.get(), "SET timezone = 'UTC'; SET datestyle = 'ISO'");
    std::vector<std::string> all;
    for (const mapped_table& table : tables) {
        if (!exists(connection.get(), table))
            continue;
        const std::string query =
            fmt::format("SELECT {} FROM {}", compared_columns(table), quote_identifier(table.name));
        for (std::string& line : copy_out(connection.get(), query))
            all.push_back(table.name + '\t' + line);
    }
    std::ranges::sort(all);
    return all;
}

void throwaway_database::empty(const std::vector<mapped_table>& tables) const {
    const connection_ptr connection = connect(conninfo_);
    for (const mapped_table& table : tables)
        if (exists(connection.get(), table))
            run(connection.get(), fmt::format("TRUNCATE {} CASCADE", quote_identifier(table.name)));
}

std::uint64_t throwaway_database::delete_some(const std::vector<mapped_table>& tables) const {
    const connection_ptr connection = connect(conninfo_);
    std::uint64_t deleted = 0;
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
        if (!exists(connection.get(), *table))
            continue;
        const std::string name = quote_identifier(table->name);
        try {
            const result_ptr result = run(
                connection.get(),
                fmt::format("DELETE FROM {} WHERE ctid IN (SELECT ctid FROM (SELECT ctid,"
                            " row_number() OVER (ORDER BY ctid) AS n FROM {}) t WHERE n % 2 = 1)",
                            name,
                            name));
            deleted += std::stoull(PQcmdTuples(result.get()));
        } catch (const error&) {
            continue; // other rows refer to these: they stay, and other tables' rows do
        }
    }
    return deleted;
}

std::string throwaway_database::all_text() const {
    const connection_ptr connection = connect(conninfo_);
    const result_ptr tables = run(connection.get(),
                                  "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                                  " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
    std::string text;
    for (int i = 0; i < PQntuples(tables.get()); ++i)
        for (const std::string& line : copy_out(
                 connection.get(), fmt::format("SELECT * FROM {}", PQgetvalue(tables.get(), i, 0))))
            text += line + '\n';
    return text;
}

} // namespace seedbed::conformance
