#pragma once

#include "maintenance.hpp"

#include <string>

namespace seedbed::testing {

/// A database that no other process's tests work in, as long as this one lives: the first of
/// seedbed_tests_1, seedbed_tests_2, … that nobody has. They are kept, with their tables.
class suite_database {
public:
    /// `conninfo` leads to the server, which the caller may fill with databases.
    explicit suite_database(const std::string& conninfo);

    const std::string& conninfo() const noexcept { return conninfo_; }

    /// Throws everything in it away: it was made for other tables.
    void make_anew() const;

private:
    maintenance server_; // holds the lock
    std::string name_;
    std::string conninfo_;
};

} // namespace seedbed::testing
