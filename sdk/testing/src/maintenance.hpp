#pragma once

#include <memory>
#include <string>
#include <vector>

typedef struct pg_conn PGconn;

namespace seedbed::testing {

/// Where a server's databases are looked after: a connection to its database `postgres`, outside of
/// any transaction, for statements about whole databases. Advisory locks belong to a database, so
/// all processes take theirs in this one; they end with the connection, however the process ends.
class maintenance {
public:
    /// `conninfo` leads to any database of the server. Throws error(failure::database).
    explicit maintenance(const std::string& conninfo);

    void execute(const std::string& sql) const;

    /// The first column. `parameter` is $1.
    std::vector<std::string> values(const std::string& sql, const std::string& parameter) const;

    bool exists(const std::string& database) const;

    /// Takes the lock that belongs to a name, or says that somebody has it.
    bool lock(const std::string& name) const;
    void unlock(const std::string& name) const;

    /// Drops the database if it is there, and whoever is connected to it.
    void drop(const std::string& database) const;

private:
    struct close {
        void operator()(PGconn* connection) const;
    };

    std::unique_ptr<PGconn, close> connection_;
};

/// `conninfo` with another database.
std::string in_database(const std::string& conninfo, const std::string& database);

} // namespace seedbed::testing
