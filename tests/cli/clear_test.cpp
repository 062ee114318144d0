#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <utility>

using namespace seedbed::test;

namespace {

/// A seeded database in which other tables refer to users: orders of two users and of the
/// superuser, and notes on those orders.
struct seeded_database : on_database {
    seeded_database() {
        check_ends(run(small + words{"--users", "5"}), 0);
        database.execute(
            "CREATE TABLE \"Orders\" (id serial PRIMARY KEY, user_id uuid REFERENCES \"user\");"
            "CREATE TABLE notes (order_id int NOT NULL REFERENCES \"Orders\", text text);"
            "INSERT INTO \"Orders\" (user_id) SELECT id FROM \"user\" ORDER BY id LIMIT 3;"
            "INSERT INTO notes SELECT id, 'a note' FROM \"Orders\" CROSS JOIN generate_series(1, "
            "2)");
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(clear_test, seeded_database)

BOOST_AUTO_TEST_CASE(without_a_terminal_it_wants_yes) {
    const std::string before = database.dump();
    check_ends(run({"--clear"}), 2, {"Delete the plugins' rows", database.name(), "--yes"});
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(it_keeps_the_superuser_and_what_refers_to_them) {
    const auto result = run({"--clear", "--yes"});
    check_ends(result, 0);
    BOOST_TEST(database.rows("SELECT email FROM \"user\"") == words{"admin@example.com"},
               boost::test_tools::per_element());
    BOOST_TEST(prices() == "0");
    BOOST_TEST(count("\"Orders\"") == "1");
    BOOST_TEST(count("notes") == "2");
}

BOOST_AUTO_TEST_CASE(rows_of_other_tables_that_refer_to_cleared_ones_go_first_and_are_named) {
    const auto result = run({"--clear", "--yes"});
    check_ends(result,
               0,
               {"\"Orders\" 2 rows, which referred to cleared ones",
                "notes 4 rows, which referred to cleared ones",
                "\"user\" 4 rows",
                "price_data_5min 288 rows"});
    const auto at = [&](const char* text) { return result.err.find(text); };
    BOOST_TEST(at("notes 4") < at("\"Orders\" 2"));
    BOOST_TEST(at("\"Orders\" 2") < at("\"user\" 4"));
}

BOOST_AUTO_TEST_CASE(json_names_what_was_cleared) {
    const auto result = run({"--clear", "--yes", "--json"});
    check_ends(result, 0);
    const boost::json::value document = boost::json::parse(result.out);
    BOOST_TEST(document.at("committed").as_bool());
    std::map<std::string, std::pair<std::int64_t, bool>> cleared;
    for (const boost::json::value& each : document.at("cleared").as_array())
        cleared[std::string(each.at("table").as_string())] = {each.at("rows").as_int64(),
                                                              each.at("referring").as_bool()};
    BOOST_TEST((cleared["\"user\""] == std::pair<std::int64_t, bool>(4, false)));
    BOOST_TEST((cleared["notes"] == std::pair<std::int64_t, bool>(4, true)));
}

BOOST_AUTO_TEST_CASE(who_the_superuser_is_says_the_environment) {
    const std::string other =
        database.value("SELECT email FROM \"user\" WHERE NOT is_superuser LIMIT 1");
    check_ends(run({"--clear", "--yes"}, {{"FIRST_SUPERUSER", other}}), 0);
    BOOST_TEST(database.rows("SELECT email FROM \"user\"") == words{other},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_failure_rolls_everything_back) {
    database.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                     " 'BEGIN RAISE EXCEPTION ''users stay''; END';"
                     "CREATE TRIGGER refuse BEFORE DELETE ON \"user\" EXECUTE FUNCTION refuse()");
    const std::string before = database.dump();
    check_ends(run({"--clear", "--yes"}), 4, {"users stay", "\"user\""});
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(only_one_plugins_rows_can_be_cleared_and_seeded_anew) {
    const auto result = run(small + words{"--clear", "--yes", "--only", "users", "--users", "2"});
    check_ends(result, 0);
    BOOST_TEST(users() == "2");
    BOOST_TEST(prices() == "288");
}

BOOST_AUTO_TEST_CASE(a_dry_run_asks_nothing_and_clears_nothing) {
    const std::string before = database.dump();
    const auto result = run({"--clear", "--dry-run"});
    check_ends(result, 0);
    check_contains(result.out, {"nothing was written"});
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(on_a_terminal_it_asks_and_no_leaves_everything,
                     *boost::unit_test::precondition(terminals)) {
    const std::string before = database.dump();
    for (const char* answer : {"n\n", "\n", "nonsense\n"}) {
        running_seedbed asking(arguments({"--clear"}), {}, streams::terminal);
        BOOST_REQUIRE(asking.says("[y/N]"));
        asking.type(answer);
        const auto result = asking.finish();
        check_ends(result, 0);
        check_contains(result.out, {database.name()});
    }
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(on_a_terminal_it_asks_and_yes_clears,
                     *boost::unit_test::precondition(terminals)) {
    running_seedbed asking(arguments({"--clear"}), {}, streams::terminal);
    BOOST_REQUIRE(asking.says("[y/N]"));
    asking.type("y\n");
    check_ends(asking.finish(), 0);
    BOOST_TEST(users() == "1");
}

BOOST_AUTO_TEST_CASE(on_a_terminal_yes_on_the_command_line_asks_nothing,
                     *boost::unit_test::precondition(terminals)) {
    const auto result =
        running_seedbed(arguments({"--clear", "--yes"}), {}, streams::terminal).finish();
    check_ends(result, 0);
    check_lacks(result.out, {"[y/N]"});
    BOOST_TEST(users() == "1");
}

BOOST_AUTO_TEST_CASE(an_empty_database_is_cleared_without_a_word_of_tables) {
    const on_database empty;
    check_ends(empty.run({"--clear", "--yes"}), 0);
    BOOST_TEST(empty.tables() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
