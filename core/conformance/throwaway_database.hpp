#pragma once

#include <seedbed/model.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace seedbed::conformance {

/// An empty database on a server, dropped at the end. Its connections are closed between calls.
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

    /// Deletes all rows of these tables and of those that refer to them.
    void empty(const std::vector<mapped_table>& tables) const;

    /// Deletes about half of the rows of each of these tables, as far as nothing refers to them;
    /// gives their number.
    std::uint64_t delete_some(const std::vector<mapped_table>& tables) const;

    /// Everything that is in it, of any table, to search for what must not be there.
    std::string all_text() const;

private:
    std::string server_;
    std::string name_;
    std::string conninfo_;
};

} // namespace seedbed::conformance
