// An option's value comes from the command line, else its variable, else the configuration file,
// else its default; the database from the first of the places that names one.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace seedbed::test;

namespace {

struct with_configuration : on_database {
    scratch_directory scratch;

    std::string configuration(const std::string& text) const {
        return scratch.write("seedbed.toml", text).string();
    }

    /// The directory of the socket that the tests' server listens on.
    std::string socket() const {
        return database.value("SELECT trim('\"' FROM current_setting('unix_socket_directories'))");
    }
};

/// Lays a configuration file where a user's own stands, below `base`.
void lay_configuration(const fs::path& base, const std::string& text) {
    fs::create_directories(base / "seedbed");
    std::ofstream(base / "seedbed" / "seedbed.toml") << text;
}

/// Where `seedbed list` searches.
words searched(const words& arguments, const environment_changes& changes) {
    const auto listed = run_seedbed(words{"list", "--json"} + arguments, changes);
    check_ends(listed, 0);
    words found;
    const boost::json::value document = boost::json::parse(listed.out);
    for (const boost::json::value& each : document.at("searched").as_array())
        found.emplace_back(each.at("directory").as_string());
    return found;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(where_options_come_from_test, with_configuration)

BOOST_AUTO_TEST_CASE(a_configuration_file_gives_options_of_seedbed_and_of_plugins) {
    const std::string file = configuration("users = 3\n"
                                           "coins = [\"BTC\", \"ETH\"]\n"
                                           "days = 1\n"
                                           "password-cost = 4\n"
                                           "as-of = \"2026-01-02T00:00:00Z\"\n"
                                           "no-real-data = true\n"
                                           "database = \"" +
                                           database.url() + "\"\n");
    check_ends(run_seedbed({"--all", "--config", file}), 0);
    BOOST_TEST(users() == "3");
    BOOST_TEST(prices() == "576");
}

BOOST_AUTO_TEST_CASE(the_command_line_wins_over_the_configuration_file) {
    const std::string file = configuration("users = 3\n");
    check_ends(run(small + words{"--all", "--users", "4", "--config", file}), 0);
    BOOST_TEST(users() == "4");
}

BOOST_AUTO_TEST_CASE(the_configuration_file_is_found_in_its_usual_places) {
    const std::string named = configuration("users = 1\n");
    lay_configuration(scratch.path() / "xdg", "users = 2\n");
    lay_configuration(scratch.path() / "home" / ".config", "users = 3\n");
    environment_changes changes{{"HOME", (scratch.path() / "home").string()}};
    check_ends(run(small + words{"--only", "users"}, changes), 0);
    BOOST_TEST(users() == "3");

    database.execute("DELETE FROM \"user\"");
    changes["XDG_CONFIG_HOME"] = (scratch.path() / "xdg").string();
    check_ends(run(small + words{"--only", "users"}, changes), 0);
    BOOST_TEST(users() == "2");

    database.execute("DELETE FROM \"user\"");
    changes["SEEDBED_CONFIG"] = named;
    check_ends(run(small + words{"--only", "users"}, changes), 0);
    BOOST_TEST(users() == "1");
}

BOOST_AUTO_TEST_CASE(a_count_in_the_configuration_file_starts_no_run) {
    const std::string file = configuration("users = 3\n");
    check_ends(run({"--config", file}), 2, {"nothing to do"});
}

BOOST_AUTO_TEST_CASE(plugins_are_searched_in_the_first_place_that_is_named) {
    const auto directory = [&](const char* name) {
        fs::create_directory(scratch.path() / name);
        return (scratch.path() / name).string();
    };
    const std::string flag = directory("flag, with a comma");
    const std::string variable = directory("variable");
    const std::string file = directory("file");
    const words configured{"--config", configuration("plugin-dir = [\"" + file + "\"]\n")};
    const environment_changes from_variable{{"SEEDBED_PLUGIN_PATH", variable}};
    using boost::test_tools::per_element;
    BOOST_TEST(searched({}, {}) == words{SEEDBED_PLUGINS}, per_element());
    BOOST_TEST(searched(configured, {}) == words{file}, per_element());
    BOOST_TEST(searched(configured, from_variable) == words{variable}, per_element());
    BOOST_TEST(searched(configured + words{"--plugin-dir", flag}, from_variable) == words{flag},
               per_element());
    BOOST_TEST(searched({"--plugin-dir", flag, "--plugin-dir", file}, {}) == (words{flag, file}),
               per_element());
    BOOST_TEST(searched({}, {{"SEEDBED_PLUGIN_PATH", flag + ":" + file}}) == (words{flag, file}),
               per_element());
}

BOOST_AUTO_TEST_CASE(an_empty_variable_counts_as_not_set) {
    const environment_changes empty{{"SEEDBED_PLUGIN_PATH", ""},
                                    {"SEEDBED_CONFIG", ""},
                                    {"DATABASE_URL", ""},
                                    {"POSTGRES_SERVER", ""},
                                    {"FIRST_SUPERUSER", ""},
                                    {"FIRST_SUPERUSER_PASSWORD", ""}};
    check_ends(run(small + words{"--users", "1"}, empty), 0);
    BOOST_TEST(database.value("SELECT email FROM \"user\"") == "admin@example.com");
}

BOOST_AUTO_TEST_CASE(database_url_is_read_in_its_plain_and_in_sqlalchemys_form) {
    const std::string rest = database.url().substr(std::string("postgresql").size());
    int expected = 0;
    for (const char* scheme :
         {"postgresql", "postgres", "postgresql+psycopg", "postgresql+asyncpg"}) {
        const std::string number = std::to_string(++expected);
        check_ends(run_seedbed(small + words{"--users", number}, {{"DATABASE_URL", scheme + rest}}),
                   0);
        BOOST_TEST(users() == number, scheme);
    }
}

BOOST_AUTO_TEST_CASE(the_applications_variables_name_the_database) {
    check_ends(run_seedbed(small + words{"--users", "2"},
                           {{"POSTGRES_SERVER", socket()},
                            {"POSTGRES_PORT", "5432"},
                            {"POSTGRES_USER", "seedbed"},
                            {"POSTGRES_PASSWORD", "unused"},
                            {"POSTGRES_DB", database.name()}}),
               0);
    BOOST_TEST(users() == "2");
}

BOOST_AUTO_TEST_CASE(libpqs_variables_name_the_database) {
    check_ends(run_seedbed(small + words{"--users", "2"},
                           {{"PGHOST", socket()},
                            {"PGPORT", "5432"},
                            {"PGUSER", "seedbed"},
                            {"PGDATABASE", database.name()}}),
               0);
    BOOST_TEST(users() == "2");
}

BOOST_AUTO_TEST_CASE(the_first_place_that_names_a_database_wins) {
    const std::string wrong = "postgresql://nobody@127.0.0.1:1/wrong";
    check_ends(run(small + words{"--users", "1"}, {{"DATABASE_URL", wrong}}), 0);
    check_ends(run_seedbed(small + words{"--users", "2"},
                           {{"DATABASE_URL", database.url()}, {"POSTGRES_SERVER", "127.0.0.1"}}),
               0);
    check_ends(run_seedbed(small + words{"--users", "3"},
                           {{"POSTGRES_SERVER", socket()},
                            {"POSTGRES_USER", "seedbed"},
                            {"POSTGRES_DB", database.name()},
                            {"PGHOST", "127.0.0.1"},
                            {"PGPORT", "1"}}),
               0);
    BOOST_TEST(users() == "3");
}

BOOST_AUTO_TEST_SUITE_END()
