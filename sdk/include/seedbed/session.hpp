#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

typedef struct pg_conn PGconn;

namespace odb::pgsql {
class database;
}

namespace seedbed {

/// One row of a query's answer, in PostgreSQL's text form. Valid inside the call that gets it.
class row_view {
public:
    explicit row_view(std::span<const std::optional<std::string_view>> fields) : fields_(fields) {}

    std::size_t size() const noexcept { return fields_.size(); }
    const std::optional<std::string_view>& operator[](std::size_t column) const {
        return fields_[column];
    }

private:
    std::span<const std::optional<std::string_view>> fields_;
};

/// The run's one database connection, inside the run's transaction. ODB works on the same
/// connection: `odb::transaction::current()` is this transaction.
///
/// Thread rule: one thread at a time, the one that the host calls the plugin on. Errors are
/// error(failure::database) with the server's message; after one the transaction is aborted, and
/// the host rolls the plugin's savepoint back, so do not catch and go on.
/// Lifetime: the host's; it outlives every plugin call.
class session {
public:
    /// `connection` belongs to `database`; both outlive the session.
    session(odb::pgsql::database& database, PGconn* connection, std::stop_token stop);

    odb::pgsql::database& database() const noexcept { return database_; }
    PGconn* handle() const noexcept { return connection_; }
    const std::stop_token& stop() const noexcept { return stop_; }

    /// Throws error(failure::interrupted) once the user has asked to stop.
    void throw_if_stopped() const;

    using parameters = std::vector<std::optional<std::string>>;

    /// Runs one statement, with $1, $2, … from `values`; gives the number of rows it affected.
    std::uint64_t execute(const std::string& sql, const parameters& values = {}) const;

    /// Runs statements without parameters, separated by semicolons.
    void execute_script(const std::string& sql) const;

    /// Streams a query's rows: memory does not grow with their number.
    void for_each(const std::string& sql,
                  const parameters& values,
                  const std::function<void(row_view)>& row) const;

    /// As for_each, for a query that is asked again and again: the server parses and plans it once
    /// for the connection.
    void for_each_prepared(const std::string& sql,
                           const parameters& values,
                           const std::function<void(row_view)>& row) const;

    /// The name of the statement that the server has prepared from `sql`, at the first call, for as
    /// long as the connection lasts. `types` are object identifiers of pg_type, one for each
    /// parameter, or none: then the server infers them.
    const std::string& prepared(const std::string& sql, std::span<const unsigned> types = {}) const;

    /// The first field of the first row; nothing where there is no row or the field is NULL.
    std::optional<std::string> value(const std::string& sql, const parameters& values = {}) const;

private:
    odb::pgsql::database& database_;
    PGconn* connection_;
    std::stop_token stop_;
    mutable std::map<std::string, std::string> prepared_; // statement -> its name on the server
};

/// A name as an SQL identifier, in double quotes.
std::string quote_identifier(std::string_view name);

} // namespace seedbed
