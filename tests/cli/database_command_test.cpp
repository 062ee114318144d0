// seedbed db: the life of an embedded database, in a data directory of the suite's own.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace seedbed::test;

namespace {

/// A data directory, and seedbed db on it.
struct data_directory {
    scratch_directory scratch;
    fs::path path = scratch.path() / "the data"; // with a blank, as in some people's home

    ~data_directory() { db({"destroy", "--yes"}); }

    environment_changes environment() const { return {{"SEEDBED_DATA_DIR", path.string()}}; }

    command_result db(const words& arguments) const {
        return run_seedbed(words{"db"} + arguments, environment());
    }

    boost::json::value status() const {
        const auto result = db({"status", "--json"});
        check_ends(result, 0);
        return boost::json::parse(result.out);
    }

    std::string state() const { return std::string(status().at("state").as_string()); }

    std::string ask(const std::string& query) const {
        const auto result = db({"psql", "--no-psqlrc", "-Atc", query});
        check_ends(result, 0);
        return result.out;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(database_command_test, data_directory)

BOOST_AUTO_TEST_CASE(where_there_is_none_it_says_so_and_makes_none) {
    const auto text = db({"status"});
    check_ends(text, 0);
    check_contains(text.out, {"absent", path.string()});
    BOOST_TEST(state() == "absent");
    check_ends(db({"url"}), 0);
    check_ends(db({"stop"}), 0);
    check_ends(db({"destroy", "--yes"}), 0);
    BOOST_TEST(!fs::exists(path));
}

// One case, because it takes seconds to make a cluster.
BOOST_AUTO_TEST_CASE(it_lives_from_the_first_run_to_its_destruction) {
    // A run that names no database makes it, and says how to reach it.
    const words line = small + words{"--users", "2"};
    const auto first = run_seedbed(line, environment());
    check_ends(first, 0, {"initialising", path.string(), "starting PostgreSQL"});
    check_contains(first.out, {"the embedded database", "psql \"postgresql://"});
    BOOST_TEST(ask("SELECT count(*) FROM \"user\"") == "2\n");

    // It is there for others by its URL.
    const boost::json::value running = status();
    BOOST_TEST(running.at("state").as_string() == "running");
    BOOST_TEST(running.at("directory").as_string().starts_with(path.string()));
    BOOST_TEST(running.at("bytes").as_int64() > 1'000'000);
    const std::string url(running.at("url").as_string());
    check_contains(db({"status"}).out, {"running", "PostgreSQL", url});
    BOOST_TEST(db({"url"}).out == url + "\n");
    const auto by_url = run_seedbed(line + words{"--database", url, "--json"});
    check_ends(by_url, 0);
    BOOST_TEST(plugin_in(by_url.out, "users").at("kept").as_int64() == 2);

    // It stops and starts with its data, by itself where it is needed.
    check_ends(db({"stop"}), 0);
    BOOST_TEST(state() == "stopped");
    check_ends(db({"start"}), 0, {"starting PostgreSQL"});
    BOOST_TEST(db({"start"}).err == ""); // nothing to do
    BOOST_TEST(state() == "running");
    check_ends(db({"stop"}), 0);
    BOOST_TEST(ask("SELECT count(*) FROM \"user\"") == "2\n");
    BOOST_TEST(state() == "running");

    // It goes only when somebody means it.
    check_ends(db({"destroy"}), 2, {path.string(), "with all its data", "--yes"});
    if (can_make_terminals()) {
        running_seedbed asking({"db", "destroy"}, environment(), streams::terminal);
        BOOST_REQUIRE(asking.says("[y/N]"));
        asking.type("n\n");
        check_ends(asking.finish(), 0);
    }
    BOOST_TEST(state() == "running");
    check_ends(db({"destroy", "--yes"}), 0);
    BOOST_TEST(state() == "absent");
    BOOST_TEST(!fs::exists(path / "postgresql"));
}

BOOST_AUTO_TEST_SUITE_END()
