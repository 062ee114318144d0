#pragma once

#include <seedbed/model.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

typedef struct pg_conn PGconn;

namespace seedbed::conformance {

/// An empty database on a server, dropped at the end. Its connections are closed between calls.
/// While it lives, another connection to the server holds an advisory lock that belongs to its
/// name: a process that is killed leaves the database, but not the lock.
class throwaway_database {
public:
    /// `server` leads to any database of the server. Throws error(failure::database) where none
    /// can be made there.
    explicit throwaway_database(std::string server);
    ~throwaway_database();
    throwaway_database(const throwaway_database&) = delete;
    throwaway_database& operator=(const throwaway_database&) = delete;

    /// As libpq's keyword/value pairs.
    const std::string& conninfo() const noexcept { return conninfo_; }

    /// The rows of these tables as COPY writes them, one a line behind the table's name, in the
    /// order of their bytes. Columns that the server numbers are left out, and so are tables that
    /// are not there.
    std::vector<std::string> rows(const std::vector<mapped_table>& tables) const;

    /// The rows of all tables but these, those of the system and those in which seedbed keeps what
    /// it did, in the same form; the names begin with the schema. Columns that the server numbers
    /// are left out.
    std::vector<std::string> other_rows(const std::vector<mapped_table>& tables) const;

    /// Deletes all rows of these tables and of those that refer to them.
    void empty(const std::vector<mapped_table>& tables) const;

    /// Deletes about half of the rows of each of these tables, as far as nothing refers to them;
    /// gives their number.
    std::uint64_t delete_some(const std::vector<mapped_table>& tables) const;

    /// Everything that is in it, of any table, to search for what must not be there.
    std::string all_text() const;

private:
    struct close {
        void operator()(PGconn* connection) const;
    };

    std::string server_;
    std::string name_;
    std::string conninfo_;
    std::unique_ptr<PGconn, close> lock_; ///< ends with this process, however that ends
};

/// Drops the databases on the server that checks left which were killed, as far as its role may.
/// Throws error(failure::database) where the server cannot be reached.
void drop_left_databases(const std::string& server);

} // namespace seedbed::conformance
