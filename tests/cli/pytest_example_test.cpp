// docs/examples/pytest, as an application's developer runs it. Set SEEDBED_REFERENCE_SCHEMA to the
// application's schema to run it on its tables.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <string>
#include <sys/wait.h>

using namespace seedbed::test;

namespace {

struct python_suite : on_database {
    python_suite() {
        if (const char* schema = std::getenv("SEEDBED_REFERENCE_SCHEMA"))
            database.execute_file(schema);
    }

    /// Debian's Python, which Debian's packages of pytest and psycopg2 belong to.
    command_result run_pytest(const std::string& arguments) const {
        const std::string command =
            fmt::format("cd '{}' && SEEDBED='{}' DATABASE_URL='{}' PYTHONDONTWRITEBYTECODE=1"
                        " /usr/bin/python3 -m pytest -p no:cacheprovider {} 2>&1",
                        SEEDBED_DOCS "/examples/pytest",
                        SEEDBED_PROGRAM,
                        database.url(),
                        arguments);
        std::string out;
        std::FILE* pipe = popen(command.c_str(), "r");
        BOOST_REQUIRE(pipe != nullptr);
        std::array<char, 4096> buffer{};
        for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
            out.append(buffer.data(), size);
        return {WEXITSTATUS(pclose(pipe)), out, ""};
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(pytest_example_test, python_suite)

// Without pytest or psycopg2 this fails: scripts/setup installs both.
BOOST_AUTO_TEST_CASE(the_example_passes_and_leaves_no_row) {
    const auto done = run_pytest("-q");
    check_ends(done, 0);
    check_contains(done.out, {" passed"});
    check_lacks(done.out, {"skipped", "warning"});
    BOOST_TEST(users() == "0");
    BOOST_TEST(prices() == "0");
    BOOST_TEST(
        database.value("SELECT count(*) FROM pg_database WHERE datname LIKE 'seedbed\\_test\\_%'"
                       " OR datname LIKE 'seedbed\\_template\\_%'") == "0");
}

BOOST_AUTO_TEST_CASE(the_order_of_tests_changes_nothing) {
    const std::string one = "test_trading.py::test_people_differ";
    check_ends(run_pytest("-q " + one), 0);
    check_ends(run_pytest("-q test_trading.py::test_spreads_are_narrow " + one), 0);
}

BOOST_AUTO_TEST_CASE(two_suites_run_on_one_database_at_the_same_time) {
    // Without committed_database: a database is copied only while nobody is connected to it.
    const std::string selection = "-q -k 'not committed'";
    auto other = std::async(std::launch::async, [&] { return run_pytest(selection); });
    const auto one = run_pytest(selection);
    check_ends(one, 0);
    check_ends(other.get(), 0);
    BOOST_TEST(users() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
