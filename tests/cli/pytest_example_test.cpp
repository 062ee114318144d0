// docs/examples/pytest, as an application's developer runs it. Set SEEDBED_REFERENCE_SCHEMA to the
// application's schema to run it on its tables.
#include "core/database/connection_settings.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <vector>

using namespace seedbed::test;
using seedbed::database::parse_connection_settings;
using seedbed::database::value_of;

namespace {

struct python_suite : on_database {
    python_suite() {
        if (const char* schema = std::getenv("SEEDBED_REFERENCE_SCHEMA"))
            database.execute_file(schema);
    }

    /// Debian's Python, which Debian's packages of pytest and psycopg2 belong to. Nothing of the
    /// developer's says where tests work, `variables` do.
    static command_result run_pytest(const std::string& arguments,
                                     const std::string& variables,
                                     const std::string& directory = SEEDBED_DOCS
                                     "/examples/pytest") {
        const std::string command = fmt::format(
            "cd '{}' && env -u DATABASE_URL -u POSTGRES_SERVER -u POSTGRES_PORT -u POSTGRES_USER"
            " -u POSTGRES_PASSWORD -u POSTGRES_DB -u PGHOST -u PGHOSTADDR -u PGPORT -u PGUSER"
            " -u PGDATABASE -u PGSERVICE -u SEEDBED_CONFIG -u XDG_CONFIG_HOME HOME=/nonexistent"
            " SEEDBED='{}' PYTHONDONTWRITEBYTECODE=1 {}"
            " /usr/bin/python3 -m pytest -q -p no:cacheprovider {} 2>&1",
            directory,
            SEEDBED_PROGRAM,
            variables,
            arguments);
        std::string out;
        std::FILE* pipe = popen(command.c_str(), "r");
        BOOST_REQUIRE(pipe != nullptr);
        std::array<char, 4096> buffer{};
        for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
            out.append(buffer.data(), size);
        return {WEXITSTATUS(pclose(pipe)), out, ""};
    }

    std::string database_url() const { return "DATABASE_URL='" + database.url() + "'"; }

    command_result run_example(const std::string& arguments = "") const {
        return run_pytest(arguments, database_url());
    }

    /// How many databases of test suites there are.
    std::string copies() const {
        return database.value("SELECT count(*) FROM pg_database WHERE datname LIKE"
                              " 'seedbed\\_test\\_%' OR datname LIKE 'seedbed\\_template\\_%'");
    }
};

/// Tests of somebody's own on top of the example's conftest.py.
struct own_suite {
    scratch_directory directory;

    explicit own_suite(std::string_view tests) {
        std::filesystem::copy_file(SEEDBED_DOCS "/examples/pytest/conftest.py",
                                   directory.path() / "conftest.py");
        directory.write("test_own.py", tests);
    }

    command_result run(const std::string& arguments, const std::string& variables) const {
        return python_suite::run_pytest(arguments, variables, directory.path().string());
    }
};

/// Who owns the database, and may make databases, but no more.
struct plain_owner {
    const temporary_database& database;
    std::string name = database.name() + "_owner";

    explicit plain_owner(const temporary_database& owned) : database(owned) {
        database.execute(fmt::format("CREATE ROLE {0} LOGIN CREATEDB;"
                                     "ALTER DATABASE {1} OWNER TO {0};"
                                     "GRANT ALL ON ALL TABLES IN SCHEMA public TO {0};"
                                     "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {0}",
                                     name,
                                     database.name()));
    }
    ~plain_owner() {
        database.execute(fmt::format("REASSIGN OWNED BY {0} TO CURRENT_USER;"
                                     "DROP OWNED BY {0}; DROP ROLE {0}",
                                     name));
    }
    plain_owner(const plain_owner&) = delete;
    plain_owner& operator=(const plain_owner&) = delete;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(pytest_example_test, python_suite)

// Without pytest, psycopg2 or pg_dump this fails: scripts/setup installs them.
BOOST_AUTO_TEST_CASE(the_example_passes_and_leaves_no_row) {
    const auto done = run_example();
    check_ends(done, 0);
    check_contains(done.out, {" passed"});
    check_lacks(done.out, {"skipped", "warning"});
    BOOST_TEST(users() == "0");
    BOOST_TEST(prices() == "0");
    BOOST_TEST(copies() == "0");
}

BOOST_AUTO_TEST_CASE(the_order_of_tests_changes_nothing) {
    const std::string one = "test_trading.py::test_people_differ";
    check_ends(run_example(one), 0);
    check_ends(run_example("test_trading.py::test_spreads_are_narrow " + one), 0);
}

BOOST_AUTO_TEST_CASE(tests_run_on_the_database_that_seedbed_finds) {
    database.execute("CREATE TABLE notes AS SELECT text 'the application''s' AS text");
    const plain_owner owner(database);
    const own_suite suite(R"(
import os

def test_a_database_and_its_copy(db, committed_database):
    assert db.query("SELECT current_database() AS name")[0]["name"] == os.environ["EXPECTED"]
    assert committed_database.query("SELECT text FROM notes") == [{"text": "the application's"}]
    assert committed_database.create("algorithm")
)");
    const auto settings = parse_connection_settings(database.conninfo(), "the tests' cluster");
    const std::string host = value_of(settings, "host");
    const std::string port = value_of(settings, "port");
    const auto variables = [&](std::string_view names) {
        return fmt::format(fmt::runtime(names), host, port, owner.name, database.name());
    };
    const std::vector<std::string> places{
        variables("POSTGRES_SERVER={} POSTGRES_PORT={} POSTGRES_USER={} POSTGRES_DB={}"),
        variables("PGHOST={} PGPORT={} PGUSER={} PGDATABASE={}"),
        variables("DATABASE_URL='host={} port={} user={} dbname={}'"),
        variables("DATABASE_URL='postgresql+psycopg://{2}@/?host={0}&port={1}' PGDATABASE={3}"),
    };
    std::vector<std::future<command_result>> runs;
    for (const std::string& place : places)
        runs.push_back(std::async(std::launch::async, [&] {
            return suite.run("", place + " EXPECTED=" + database.name());
        }));
    for (std::size_t i = 0; i < places.size(); ++i) {
        BOOST_TEST_INFO(places[i]);
        check_ends(runs[i].get(), 0);
    }
    BOOST_TEST(copies() == "0");
}

BOOST_AUTO_TEST_CASE(tests_run_on_the_embedded_database) {
    const scratch_directory data;
    check_ends(run_pytest("-k committed", "SEEDBED_DATA_DIR='" + data.path().string() + "'"), 0);
    check_ends(run_seedbed({"db", "destroy", "--yes"}, {{"SEEDBED_DATA_DIR", data.path()}}), 0);
}

BOOST_AUTO_TEST_CASE(two_suites_run_on_one_database_at_the_same_time) {
    auto other = std::async(std::launch::async, [&] { return run_example(); });
    const auto one = run_example();
    check_ends(one, 0);
    check_ends(other.get(), 0);
    BOOST_TEST(users() == "0");
    BOOST_TEST(copies() == "0");
}

BOOST_AUTO_TEST_CASE(a_database_is_copied_while_somebody_is_connected_to_it) {
    running_seedbed other(arguments({"create", "--stdin"}), {}, streams::conversation);
    check_contains(other.ask(R"({"create": "users"})"), {"rows"});
    check_ends(run_example("-k committed"), 0);
}

BOOST_AUTO_TEST_CASE(tests_that_do_not_commit_need_no_copy) {
    const own_suite suite(R"(
import pytest

@pytest.fixture(scope="session")
def template_database():
    raise RuntimeError("no copy can be made")

def test_a_row(db):
    assert db.create("algorithm")

def test_a_copy(committed_database):
    pass
)");
    const auto done = suite.run("", database_url());
    check_ends(done, 1);
    check_contains(done.out, {"1 passed, 1 error"});
}

BOOST_AUTO_TEST_CASE(the_next_suite_removes_what_a_killed_one_left) {
    const own_suite suite(R"(
import os
import signal
import subprocess
import sys

def copies(db):
    return {row["datname"] for row in db.query(
        "SELECT datname FROM pg_database WHERE datname ~ '^seedbed_(test|template)_'")}

def test_that_kills_its_suite(committed_database):
    os.kill(os.getpid(), signal.SIGKILL)

def test_that_kills_another_suite(committed_database):
    mine = copies(committed_database)
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k"]
    assert subprocess.run([*suite, "kills_its"]).returncode == -signal.SIGKILL
    assert len(copies(committed_database)) == 2 * len(mine)
    assert subprocess.run([*suite, "nothing"]).returncode == 0
    assert copies(committed_database) == mine

def test_nothing(committed_database):
    pass
)");
    check_ends(suite.run("-k another", database_url()), 0);
    BOOST_TEST(copies() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
