// What stands in the database after a run.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

using namespace seedbed::test;

namespace {

void check_counts(const std::string& document,
                  const std::string& plugin,
                  std::int64_t added,
                  std::int64_t kept) {
    const boost::json::object found = plugin_in(document, plugin);
    BOOST_REQUIRE_MESSAGE(!found.empty(), plugin << " is not in " << document);
    BOOST_TEST(found.at("added").as_int64() == added, plugin << " in " << document);
    BOOST_TEST(found.at("kept").as_int64() == kept, plugin << " in " << document);
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(run_test, on_database)

BOOST_AUTO_TEST_CASE(by_default_there_are_ten_users_and_a_week_of_ten_coins) {
    const words line{"--all", "--no-real-data", "--as-of", "2026-01-08"};
    const auto first = run(line);
    check_ends(first, 0);
    BOOST_TEST(users() == "10");
    BOOST_TEST(prices() == "20160");
    BOOST_TEST(database.value("SELECT count(DISTINCT coin_type) FROM price_data_5min") == "10");
    BOOST_TEST(database.value("SELECT max(timestamp) = '2026-01-08T00:00Z' FROM price_data_5min") ==
               "t");
    check_contains(first.out,
                   {"plugin", "price_history", "20,160", "users", "total", "the data is in"});

    const auto second = run(line + words{"--json"});
    check_ends(second, 0);
    check_counts(second.out, "price_history", 0, 20160);
    check_counts(second.out, "users", 0, 10);
    BOOST_TEST(users() == "10");
    BOOST_TEST(prices() == "20160");
}

BOOST_AUTO_TEST_CASE(a_second_run_changes_no_row_and_a_bigger_count_adds_the_difference_only) {
    check_ends(run(small + words{"--all"}), 0);
    const auto rows = database.rows("SELECT * FROM \"user\" ORDER BY id");
    const auto bigger = run(small + words{"--users", "12", "--json"});
    check_ends(bigger, 0);
    check_counts(bigger.out, "users", 2, 10);
    check_counts(bigger.out, "price_history", 0, 288);
    const auto now = database.rows("SELECT * FROM \"user\" ORDER BY id");
    BOOST_REQUIRE(now.size() == 12U);
    BOOST_TEST(words(now.begin(), now.begin() + 10) == rows, boost::test_tools::per_element());

    const auto smaller = run(small + words{"--users", "3", "--json"});
    check_counts(smaller.out, "users", 0, 3);
    BOOST_TEST(users() == "12");
}

BOOST_AUTO_TEST_CASE(a_count_alone_runs_as_the_earlier_seeder_did) {
    // As of another day nothing is collected, so the line is complete without a network.
    const auto result =
        run({"--users", "2", "--as-of", "2026-01-02", "--days", "1", "--password-cost", "4"});
    check_ends(result, 0);
    BOOST_TEST(users() == "2");
    BOOST_TEST(prices() == "2880");
}

BOOST_AUTO_TEST_CASE(no_users_are_a_count_too) {
    check_ends(run(small + words{"--users", "0"}), 0);
    BOOST_TEST(users() == "0");
    BOOST_TEST(prices() == "288");
}

BOOST_AUTO_TEST_CASE(only_runs_what_is_named) {
    check_ends(run(small + words{"--only", "users"}), 0);
    BOOST_TEST(users() == "10");
    BOOST_TEST(tables() == "1");
}

BOOST_AUTO_TEST_CASE(skip_leaves_out_what_is_named) {
    check_ends(run(small + words{"--all", "--skip", "price_history"}), 0);
    BOOST_TEST(users() == "10");
    BOOST_TEST(tables() == "1");
}

BOOST_AUTO_TEST_CASE(the_seed_decides_what_the_data_is) {
    const on_database same;
    const on_database other;
    check_ends(run(small + words{"--users", "4", "--seed", "7"}), 0);
    check_ends(same.run(small + words{"--users", "4", "--seed", "7"}), 0);
    check_ends(other.run(small + words{"--users", "4", "--seed", "8"}), 0);
    const std::string people = "SELECT id, email, full_name FROM \"user\" ORDER BY id";
    BOOST_TEST(database.rows(people) == same.database.rows(people),
               boost::test_tools::per_element());
    BOOST_TEST((database.rows(people) != other.database.rows(people)));
}

BOOST_AUTO_TEST_CASE(a_dry_run_creates_no_table) {
    const std::string before = database.dump();
    const auto result = run(small + words{"--all", "--dry-run"});
    check_ends(result, 0);
    check_contains(result.out, {"to add", "288", "10", "dry run: nothing was written"});
    check_lacks(result.err, {"created tables"});
    BOOST_TEST(database.dump() == before);
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(a_dry_run_counts_what_is_missing_and_writes_no_row) {
    check_ends(run(small + words{"--users", "10"}), 0);
    const std::string before = database.dump();
    const auto result = run(small + words{"--users", "15", "--dry-run", "--json"});
    check_ends(result, 0);
    const auto found = plugin_in(result.out, "users");
    BOOST_TEST(found.at("missing_before").as_int64() == 5);
    BOOST_TEST(found.at("present_before").as_int64() == 10);
    BOOST_TEST(boost::json::parse(result.out).at("dry_run").as_bool());
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(a_source_that_cannot_be_reached_is_told_and_the_run_goes_on) {
    const auto result = run({"--all",
                             "--days",
                             "1",
                             "--coins",
                             "BTC",
                             "--password-cost",
                             "4",
                             "--coinspot-url",
                             "http://127.0.0.1:1"});
    check_ends(result, 0, {"coinspot_prices", "unavailable"});
    check_contains(result.out, {"CoinSpot gave no price in this run"});
    BOOST_TEST(users() == "10");
    BOOST_TEST(prices() == "288");
}

BOOST_AUTO_TEST_CASE(tables_that_do_not_fit_are_told_with_all_differences_and_left_alone) {
    database.execute("CREATE TABLE \"user\" (id uuid PRIMARY KEY, email integer);"
                     "CREATE TABLE price_data_5min (id serial, coin_type text,"
                     " fee numeric NOT NULL)");
    const std::string before = database.dump();
    check_ends(run(small + words{"--all"}),
               4,
               {"users: table \"user\", column \"email\"",
                "integer",
                "column \"hashed_password\"",
                "price_history: table \"price_data_5min\", column \"fee\"",
                "nothing was written"});
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_SUITE_END()
