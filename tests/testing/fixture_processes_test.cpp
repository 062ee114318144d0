// What stays of tests that fail, of processes that crash, and whether two of them meet.
#include "tests/support/cluster_fixture.hpp"
#include "tests/support/refusal.hpp"
#include "tests/testing/application_database.hpp"
#include "tests/testing/child_process.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <csignal>
#include <map>
#include <string>

using namespace seedbed::test;

namespace {

using variables = std::map<std::string, std::string>;

struct own_database {
    application_database database;
    const variables there{{"DATABASE_URL", database.url()}};
    const variables embedded{{"DATABASE_URL", ""}};

    std::string users() const { return database.value("SELECT count(*) FROM \"user\""); }

    bool exists(const std::string& name) const {
        return database.value("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") ==
               "1";
    }

    /// Nothing stays, and nothing is locked: whoever waits for a lock gets an error.
    void check_untouched() const {
        database.wait_until_abandoned();
        BOOST_TEST(users() == "0");
        database.execute("SET lock_timeout = 1; LOCK TABLE \"user\", orders, price_data_5min");
        BOOST_TEST(database.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND"
                                  " database = (SELECT oid FROM pg_database WHERE datname ="
                                  " current_database())") == "0");
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(fixture_processes_test)

BOOST_FIXTURE_TEST_CASE(a_test_that_passes_leaves_no_row, own_database) {
    child_process child("passes", there);
    BOOST_TEST(child.told("database") == database.name());
    BOOST_TEST(child.finish() == 0);
    check_untouched();
}

BOOST_DATA_TEST_CASE_F(own_database,
                       a_test_that_fails_leaves_no_row,
                       boost::unit_test::data::make({"fails", "throws"}),
                       test_case) {
    child_process child(test_case, there);
    BOOST_TEST(child.finish() == 201); // Boost.Test's code for a failed test
    BOOST_TEST(!child.told("user").empty());
    check_untouched();
}

BOOST_FIXTURE_TEST_CASE(a_process_that_aborts_leaves_no_row, own_database) {
    child_process child("aborts", there);
    BOOST_TEST(child.finish() == 128 + SIGABRT);
    BOOST_TEST(!child.told("user").empty());
    check_untouched();
}

BOOST_FIXTURE_TEST_CASE(a_process_that_is_killed_leaves_no_row, own_database) {
    child_process child("waits", there);
    BOOST_TEST(!child.told("email").empty());
    child.kill();
    BOOST_TEST(child.finish() == 128 + SIGKILL);
    check_untouched();
}

BOOST_FIXTURE_TEST_CASE(the_same_test_makes_the_same_rows_in_every_process, own_database) {
    child_process first("passes", there);
    const std::string user = first.told("user");
    const std::string email = first.told("email");
    BOOST_TEST(first.finish() == 0);
    child_process second("passes", there);
    BOOST_TEST(second.told("user") == user);
    BOOST_TEST(second.told("email") == email);
    child_process seeded("passes", {{"DATABASE_URL", database.url()}, {"TEST_DATA_SEED", "101"}});
    BOOST_TEST(seeded.told("user") != user);
    BOOST_TEST(seeded.told("email") != email);
}

// Each case's rows are its own: run alone, it makes what it makes after others.
BOOST_FIXTURE_TEST_CASE(the_order_of_tests_changes_nothing, own_database) {
    child_process alone("waits", there);
    const std::string user = alone.told("user");
    alone.go_on();
    BOOST_TEST(alone.finish() == 0);
    child_process after("passes,waits", there);
    BOOST_TEST(after.told("user") != user);
    after.go_on();
    BOOST_TEST(after.finish() == 0);
    BOOST_TEST((after.output().find(user) != std::string::npos));
}

BOOST_FIXTURE_TEST_CASE(two_suites_on_one_database_do_not_meet, own_database) {
    child_process first("waits", there);
    child_process second("waits", there);
    BOOST_TEST(first.told("user") != second.told("user"));
    BOOST_TEST(first.told("email") != second.told("email"));
    second.go_on();
    BOOST_TEST(second.finish() == 0, second.output());
    first.go_on();
    BOOST_TEST(first.finish() == 0, first.output());
    check_untouched();
}

BOOST_FIXTURE_TEST_CASE(two_suites_on_the_embedded_database_make_the_same_rows_and_do_not_meet,
                        own_database) {
    child_process first("waits", embedded);
    child_process second("waits", embedded);
    BOOST_TEST(first.told("user") == second.told("user"));
    BOOST_TEST(first.told("database") != second.told("database"));
    second.go_on();
    BOOST_TEST(second.finish() == 0, second.output());
    child_process third("passes", embedded); // takes the free one
    BOOST_TEST(third.told("database") == second.told("database"));
    first.go_on();
    BOOST_TEST(first.finish() == 0, first.output());
}

BOOST_FIXTURE_TEST_CASE(a_copy_is_dropped_after_its_test, own_database) {
    child_process child("waits_with_a_committed_copy", there);
    const std::string copy = child.told("database");
    BOOST_TEST(copy != database.name());
    BOOST_TEST(exists(copy));
    child.go_on();
    BOOST_TEST(child.finish() == 0, child.output());
    BOOST_TEST(!exists(copy));
    check_untouched();
}

BOOST_FIXTURE_TEST_CASE(copies_of_two_suites_are_apart, own_database) {
    child_process first("waits_with_a_committed_copy", there);
    const std::string copy = first.told("database");
    child_process second("waits_with_a_committed_copy", there);
    BOOST_TEST(second.told("database") != copy);
    BOOST_TEST(exists(copy)); // in use, and no leftover
    first.go_on();
    BOOST_TEST(first.finish() == 0, first.output());
    second.go_on();
    BOOST_TEST(second.finish() == 0, second.output());
}

BOOST_FIXTURE_TEST_CASE(the_copy_of_a_crashed_process_is_dropped_by_the_next, own_database) {
    child_process crashed("waits_with_a_committed_copy", there);
    const std::string copy = crashed.told("database");
    crashed.kill();
    crashed.finish();
    check_untouched();
    child_process next("waits_with_a_committed_copy", there);
    BOOST_TEST(next.told("database") != copy);
    BOOST_TEST(!exists(copy));
    next.go_on();
    BOOST_TEST(next.finish() == 0, next.output());
}

BOOST_FIXTURE_TEST_CASE(a_database_on_another_machine_is_refused, own_database) {
    child_process child("passes",
                        {{"DATABASE_URL", "postgresql://someone:secret@db.example.com/app"}});
    BOOST_TEST(child.finish() == 201);
    check_contains(child.output(), {"db.example.com", "DATABASE_URL", "not on this machine"});
    BOOST_TEST((child.output().find("secret") == std::string::npos));
}

BOOST_FIXTURE_TEST_CASE(a_seed_that_is_no_number_is_refused, own_database) {
    child_process child("passes", {{"DATABASE_URL", database.url()}, {"TEST_DATA_SEED", "7a"}});
    BOOST_TEST(child.finish() == 201);
    check_contains(child.output(), {"TEST_DATA_SEED is '7a'", "whole number"});
}

BOOST_FIXTURE_TEST_CASE(the_present_of_the_data_is_fixed_unless_it_is_given, own_database) {
    child_process usual("passes", there);
    BOOST_TEST(usual.told("as_of") == "2026-01-01T00:00:00Z");
    const std::string url = database.url();
    child_process given("passes",
                        {{"DATABASE_URL", url}, {"TEST_DATA_AS_OF", "2026-03-04T05:06Z"}});
    BOOST_TEST(given.told("as_of") == "2026-03-04T05:05:00Z"); // of the 5-minute grid
    child_process now("passes", {{"DATABASE_URL", url}, {"TEST_DATA_AS_OF", "now"}});
    BOOST_TEST(now.told("as_of") > "2026-01-01T00:00:00Z");
    child_process wrong("passes", {{"DATABASE_URL", url}, {"TEST_DATA_AS_OF", "yesterday"}});
    BOOST_TEST(wrong.finish() == 201);
    check_contains(wrong.output(), {"TEST_DATA_AS_OF", "yesterday"});
}

BOOST_FIXTURE_TEST_CASE(tables_of_the_application_that_do_not_fit_are_named, own_database) {
    child_process first("passes", there);
    BOOST_TEST(first.finish() == 0, first.output());
    database.execute("ALTER TABLE \"user\" DROP COLUMN timezone");
    child_process second("passes", there);
    BOOST_TEST(second.finish() == 201);
    check_contains(second.output(), {"timezone"});
}

BOOST_FIXTURE_TEST_CASE(a_database_of_ones_own_with_other_tables_is_made_anew, own_database) {
    child_process first("passes", embedded);
    const std::string name = first.told("database");
    BOOST_TEST(first.finish() == 0, first.output());
    seedbed::tests::ask(database.conninfo() + " dbname=" + name,
                        "ALTER TABLE \"user\" DROP COLUMN timezone");
    child_process second("passes", embedded);
    BOOST_TEST(second.told("database") == name);
    BOOST_TEST(second.finish() == 0, second.output());
}

BOOST_AUTO_TEST_SUITE_END()
