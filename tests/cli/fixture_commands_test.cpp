// seedbed create, preview and models.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <set>
#include <sstream>

using namespace seedbed::test;

namespace {

namespace json = boost::json;

const words fixed{"--as-of", "2026-01-01T00:00:00Z", "--password-cost", "4"};

std::vector<json::object> rows_in(const std::string& out) {
    std::vector<json::object> rows;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);)
        rows.push_back(json::parse(line).as_object());
    return rows;
}

std::string text(const json::object& row, const char* column) {
    return std::string(row.at(column).as_string());
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(fixture_commands_test, on_database)

BOOST_AUTO_TEST_CASE(create_writes_a_row_and_prints_it) {
    const auto done = run(words{"create",
                                "users",
                                "--set",
                                "email=pro@example.com",
                                "--set=full_name=Doe, Jane",
                                "--set-json",
                                "timezone=null",
                                "--as",
                                "advanced"} +
                          fixed);
    check_ends(done, 0);
    const auto rows = rows_in(done.out);
    BOOST_REQUIRE(rows.size() == 1U);
    BOOST_TEST(text(rows[0], "full_name") == "Doe, Jane");
    BOOST_TEST(rows[0].at("timezone").is_null());
    BOOST_TEST(database.value("SELECT email, trading_experience, id FROM \"user\"") ==
               "pro@example.com|advanced|" + text(rows[0], "id"));
}

BOOST_AUTO_TEST_CASE(create_makes_the_parents_that_nobody_names) {
    check_ends(run(words{"create", "deployed_algorithm"} + fixed), 0);
    BOOST_TEST(database.value("SELECT a.status, d.is_active FROM deployed_algorithms d JOIN"
                              " algorithms a ON a.id = d.algorithm_id JOIN \"user\" u ON u.id ="
                              " d.user_id JOIN \"user\" o ON o.id = a.created_by") == "active|t");
}

BOOST_AUTO_TEST_CASE(create_takes_the_parents_that_are_named) {
    const auto user = rows_in(run(words{"create", "users"} + fixed).out).at(0);
    const auto order =
        rows_in(run(words{"create", "order", "--set", "user_id=" + text(user, "id")} + fixed).out)
            .at(0);
    BOOST_TEST(text(order, "user_id") == text(user, "id"));
    BOOST_TEST(users() == "1");
}

BOOST_AUTO_TEST_CASE(create_adds_the_next_rows_to_a_seeded_database) {
    check_ends(run(small + words{"--only", "users", "--users", "10"}), 0);
    const auto done = run(words{"create", "users", "--count", "3"} + fixed);
    check_ends(done, 0);
    BOOST_TEST(users() == "13");
    // The rows that a larger run would write: seeding them finds them there.
    const auto more = run(small + words{"--only", "users", "--users", "13", "--json"});
    check_ends(more, 0);
    BOOST_TEST(users() == "13");
    BOOST_TEST(database.value("SELECT count(DISTINCT email) FROM \"user\"") == "13");
}

BOOST_AUTO_TEST_CASE(create_keeps_the_superuser_that_the_application_made) {
    check_ends(run(words{"create", "users"} + fixed), 0); // for the tables
    database.execute("UPDATE \"user\" SET email = 'admin@example.com', is_superuser = true,"
                     " id = '00000000-0000-4000-8000-000000000001'");
    const auto done = run(words{"create", "algorithms", "--count", "5"} + fixed);
    check_ends(done, 0);
    BOOST_TEST(database.value("SELECT count(*) FROM \"user\" WHERE email = 'admin@example.com'") ==
               "1");
    BOOST_TEST(database.value("SELECT count(*) FROM algorithms WHERE created_by ="
                              " '00000000-0000-4000-8000-000000000001'") != "0");
}

BOOST_AUTO_TEST_CASE(create_does_not_give_several_rows_one_key) {
    const auto done =
        run(words{"create", "users", "--set", "email=a@example.com", "--count", "2"} + fixed);
    check_ends(done, 2, {"email: 2 rows cannot all have the same one", "ask for one row"});
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(create_says_all_that_is_wrong_and_writes_nothing) {
    const auto done = run(words{"create",
                                "position",
                                "--set",
                                "quantity=12345678901.5",
                                "--set",
                                "average_price=0.123456789",
                                "--set",
                                "coin=BTC",
                                "--set-json",
                                "coin_type=5",
                                "--set",
                                "user_id=me"} +
                          fixed);
    check_ends(done,
               2,
               {"quantity: 12345678901.5 has 11 digits before the decimal point; NUMERIC(20,10)",
                "average_price: 0.123456789 has 9 decimals; NUMERIC(20,8) keeps 8",
                "no column 'coin'",
                "coin_type: 5 is not a text",
                "user_id: me is not a UUID"});
    BOOST_TEST(done.out.empty());
    check_ends(
        run(words{"create", "order", "--set", "user_id=00000000-0000-0000-0000-000000000000"} +
            fixed),
        2,
        {"there is no user 00000000-0000-0000-0000-000000000000"});
    BOOST_TEST(tables() == "0"); // it made them, and took them back
}

BOOST_AUTO_TEST_CASE(a_mistyped_command_line_makes_no_embedded_database) {
    const scratch_directory scratch;
    const std::filesystem::path absent = scratch.path() / "data";
    for (const words& mistyped : {words{"usrs"}, words{"users", "--set", "email"}})
        check_ends(run_seedbed(words{"create"} + mistyped, {{"SEEDBED_DATA_DIR", absent.string()}}),
                   2);
    BOOST_TEST(!std::filesystem::exists(absent));
}

BOOST_AUTO_TEST_CASE(create_refuses_command_lines_that_cannot_be) {
    check_ends(run({"create"}), 2, {"seedbed create takes a model"});
    check_ends(run({"create", "usrs"}), 2, {"no model 'usrs'", "did you mean 'users'?"});
    check_ends(run({"create", "users", "--set", "email"}), 2, {"--set takes COLUMN=TEXT: 'email'"});
    check_ends(run({"create", "users", "--count", "0"}), 2, {"--count takes a number from 1 on"});
    check_ends(run({"create", "users", "--count", "10001"}),
               2,
               {"10001 rows were asked for; it takes 1 to 10000, and a run makes more"});
    check_ends(run({"preview", "users", "-n", "10001"}), 2, {"it shows up to 10000"});
    check_ends(run({"create", "users", "--stdin"}), 2, {"no MODEL beside it"});
    check_ends(run({"create", "--stdin", "--count", "2"}), 2, {"from each line"});
    check_ends(run_seedbed({"create", "users", "--database", "postgresql://db.example.com/x"}),
               2,
               {"--allow-remote"});
}

BOOST_AUTO_TEST_CASE(build_prints_rows_and_opens_no_database) {
    const environment_changes nowhere{{"DATABASE_URL", "postgresql://localhost:1/none"}};
    const auto done = run_seedbed(
        words{"create", "order", "--build", "--count", "2", "--set", "coin_type=ETH"} + fixed,
        nowhere);
    check_ends(done, 0);
    const auto rows = rows_in(done.out);
    BOOST_REQUIRE(rows.size() == 2U);
    BOOST_TEST(text(rows[0], "coin_type") == "ETH");
    BOOST_TEST(text(rows[0], "id") != text(rows[1], "id"));
}

BOOST_AUTO_TEST_CASE(preview_shows_the_rows_that_a_run_writes) {
    const words options{"--as-of", "2026-01-02T00:00:00Z", "--password-cost", "4"};
    const auto shown = run_seedbed(words{"preview", "users", "-n", "3", "--json"} + options);
    check_ends(shown, 0);
    const json::value rows = json::parse(shown.out);
    BOOST_REQUIRE(rows.as_array().size() == 3U);
    check_ends(run(small + words{"--only", "users", "--users", "3"}), 0);
    for (const json::value& row : rows.as_array())
        BOOST_TEST(database.value("SELECT hashed_password FROM \"user\" WHERE id = '" +
                                  text(row.as_object(), "id") + "' AND email = '" +
                                  text(row.as_object(), "email") + "'") ==
                   text(row.as_object(), "hashed_password"));
    const auto table = run_seedbed(words{"preview", "user", "--rows", "2"} + options);
    check_ends(table, 0);
    check_contains(table.out, {"email", "admin@example.com", "Administrator"});
}

BOOST_AUTO_TEST_CASE(preview_makes_every_model_there_is) {
    const auto listed = run_seedbed({"models", "--json"});
    check_ends(listed, 0);
    const json::value models = json::parse(listed.out);
    for (const json::value& model : models.as_array()) {
        const auto shown = run_seedbed(
            words{"preview", text(model.as_object(), "model"), "-n", "2", "--json"} + fixed);
        check_ends(shown, 0);
        const json::value parsed = json::parse(shown.out);
        const json::array& rows = parsed.as_array();
        BOOST_TEST(rows.size() == 2U, text(model.as_object(), "model"));
        BOOST_TEST((rows.at(0) != rows.at(1)));
    }
}

BOOST_AUTO_TEST_CASE(preview_of_what_brings_no_model_says_why) {
    const auto source = run_seedbed({"preview", "coinspot_prices"});
    check_ends(source, 2, {"coinspot_prices is a source and brings no model"});
    check_ends(run_seedbed({"create", "protocol_fundamentals", "--build"}),
               2,
               {"protocol_fundamentals: its plugin brings no rows for tests"});
    const auto unknown = run_seedbed({"preview", "nope"});
    check_ends(unknown, 2, {"no model 'nope'", "models and their plugins: ", "deployed_algorithm"});
    check_lacks(unknown.err, {"coinspot_prices"});
}

BOOST_AUTO_TEST_CASE(models_describes_what_there_is) {
    const auto all = run_seedbed({"models"});
    check_ends(all, 0);
    check_contains(all.out, {"user", "price_data_5min", "deployed_algorithm", "advanced"});
    const auto one = run_seedbed({"models", "order", "--json"});
    check_ends(one, 0);
    const json::object order = json::parse(one.out).as_object();
    BOOST_TEST(json::serialize(order.at("parents")) == R"(["user"])");
    std::set<std::string> columns;
    for (const json::value& column : order.at("columns").as_array())
        columns.insert(text(column.as_object(), "name"));
    BOOST_TEST(columns.contains("filled_quantity"));
    const auto text_form = run_seedbed({"models", "price"});
    check_contains(text_form.out, {"start_price", "NUMERIC(20,8)", "--days"});
    check_ends(run_seedbed({"models", "ordr"}), 2, {"did you mean 'order'?"});
}

BOOST_AUTO_TEST_SUITE_END()
