#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace seedbed::test {

/// An empty database on the tests' own PostgreSQL cluster, dropped at the end. The cluster lies in
/// $SEEDBED_DATA_DIR, which ctest sets; without it, in a folder for tests in the system's
/// temporary directory. It is started when it is not running.
class temporary_database {
public:
    temporary_database();
    ~temporary_database();
    temporary_database(const temporary_database&) = delete;
    temporary_database& operator=(const temporary_database&) = delete;

    const std::string& name() const noexcept { return name_; }
    /// As libpq's keyword/value pairs.
    std::string conninfo() const;
    /// As a URL, for --database.
    std::string url() const;

    /// Runs statements; a failing one throws std::runtime_error with the server's message.
    void execute(const std::string& sql) const;
    /// Runs a file of statements.
    void execute_file(const std::filesystem::path& file) const;
    /// The rows of a query, their fields joined with '|', NULL as "NULL".
    std::vector<std::string> rows(const std::string& sql) const;
    /// The first row; empty where there is none.
    std::string value(const std::string& sql) const;

    /// All schemas and rows, as pg_dump writes them, equal for equal databases. Without the values
    /// of sequences: those move on in a transaction that is rolled back, too. And without schema
    /// seedbed, where each run leaves a trace.
    std::string dump() const;
    /// The statements that make its tables, as pg_dump writes them: of these tables, or of all but
    /// those in the schema that seedbed keeps for itself.
    std::string schema(const std::vector<std::string>& tables = {}) const;
    /// What COPY writes of a query, byte by byte.
    std::string copy(const std::string& query) const;
    /// Waits until nobody is connected: until the server has noticed that its clients are gone.
    void wait_until_abandoned() const;

private:
    std::string dump_with(std::vector<std::string> arguments) const;

    std::string server_; // conninfo of the cluster's default database
    std::string name_;
};

} // namespace seedbed::test
