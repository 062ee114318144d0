#pragma once

#include <seedbed/fixture_rows.hpp>
#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace odb::pgsql {
class database;
}

namespace seedbed::testing {

/// Names the test that runs from here on. The rows that it makes are a function of TEST_DATA_SEED
/// (default 100) and this name: neither the order of tests nor what other tests make changes them.
/// <seedbed/testing/boost_test.hpp> does it for each case of Boost.Test.
void start_test(std::string_view name);

/// A copy of the tests' database, for tests that commit: whatever they do, it is gone afterwards.
/// What a process left behind that crashed is dropped when the next copy is made.
///
/// Making one takes longer than most tests with a transaction. PostgreSQL copies a database
/// only while nobody else is connected to it. Throws error(failure::database).
class database_copy {
public:
    database_copy();
    ~database_copy();
    database_copy(const database_copy&) = delete;
    database_copy& operator=(const database_copy&) = delete;

    const std::string& name() const noexcept;

    /// How the code under test connects: libpq's keyword=value form, with the password where the
    /// tests' database has one.
    const std::string& conninfo() const noexcept;

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

/// A connection to the tests' database and one open transaction, which ODB works in, too: it is
/// `odb::transaction::current()` of this thread. Destroyed, it rolls back, and so does the server
/// when the process dies: no row of a test stays.
///
/// Which database: DATABASE_URL, POSTGRES_SERVER and its companions, libpq's variables, as for the
/// program, and none on another machine. Without them a database of this process's own in the
/// embedded cluster, so that two suites that run at the same time never meet.
/// Before the first test the plugins' tables are compared with it, or made where they are absent.
///
/// Plugins are found as by the program: in SEEDBED_PLUGIN_PATH, else beside this library. Their
/// options are the defaults, or those of the file that SEEDBED_CONFIG names. The data's present is
/// TEST_DATA_AS_OF (a time, or `now`), by default 2026-01-01T00:00:00Z.
///
/// Errors: error(failure::usage) for what a test asks wrongly, error(failure::database) with the
/// server's message. After a failed create the transaction goes on as it was before.
/// Thread rule: one thread, the one that made it. Several may be open there, and end in the
/// opposite order: ODB works for the one that was made last.
class test_database {
public:
    test_database();
    /// On a copy, whose transaction can be committed. The copy outlives this object.
    explicit test_database(const database_copy& copy);
    ~test_database();
    test_database(const test_database&) = delete;
    test_database& operator=(const test_database&) = delete;

    /// `db.odb().load<user>(id)`, `db.odb().query<order>(…)`: inside the transaction. Throws
    /// error(failure::usage) while a test_database that was made later is open on this thread.
    odb::pgsql::database& odb() const;

    /// SQL, inside the transaction.
    const seedbed::session& session() const;

    /// The present of the data.
    timestamp as_of() const;

    /// Writes rows, with those that they refer to; gives them as they stand. Tests call it through
    /// create_test and create_list.
    std::vector<mapped_row> create(const fixture_request& request);

    /// Commits, and begins the next transaction. Only on a copy: error(failure::usage) elsewhere.
    void commit();

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

/// Makes rows without any database: what they refer to is named, not made. Tests call it through
/// build and build_list.
std::vector<mapped_row> build_rows(const fixture_request& request);

} // namespace seedbed::testing
