// The checks at the end of a run: it is taken back for what it broke, not for what it found broken.
#include "tests/cli/ledger.hpp"

#include <boost/test/unit_test.hpp>

using namespace seedbed::test;
using seedbed::hostile::built;

namespace {

boost::json::value verification(const command_result& result) {
    return boost::json::parse(result.out).at("verification");
}

constexpr const char* broken_entries =
    "CREATE TABLE entries (number INTEGER PRIMARY KEY, amount INTEGER);"
    "INSERT INTO entries VALUES (1, -1), (8, -8), (9, -9)";

} // namespace

BOOST_FIXTURE_TEST_SUITE(verifying_runs_test, ledger)

BOOST_AUTO_TEST_CASE(a_run_says_how_many_checks_it_passed) {
    const auto result = seed();
    check_ends(result, 0);
    check_contains(result.out, {"verified: 2 checks\n", "the data is in"});
    const auto again = seed({}, {"--json"});
    BOOST_TEST(verification(again).at("checks").as_int64() == 2);
    BOOST_TEST(verification(again).at("broken").as_array().empty());
    BOOST_TEST(verification(again).at("seconds").as_double() > 0);
}

BOOST_AUTO_TEST_CASE(a_run_that_breaks_a_rule_is_rolled_back) {
    const auto result = seed({{"LEDGER_AMOUNT", "-5"}});
    check_ends(result, 1);
    check_contains(result.out,
                   {"violated ledger.amounts_are_positive: an amount is above zero: 3 violations",
                    "entry 1: amount -5",
                    "rolled back",
                    "nothing was kept",
                    "--clear begins anew; --no-verify keeps all as it is"});
    check_lacks(result.out, {"verified:"});
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(keep_going_keeps_nothing_that_breaks_a_rule) {
    const auto result = run({built("brings_checks"), built("healthy")},
                            {"--all", "--keep-going", "--json"},
                            {{"LEDGER_AMOUNT", "-5"}});
    check_ends(result, 1);
    const boost::json::value document = boost::json::parse(result.out);
    BOOST_TEST(!document.at("committed").as_bool());
    for (const boost::json::value& plugin : document.at("plugins").as_array())
        BOOST_TEST(plugin.at("status").as_string() == "rolled back");
    const boost::json::value broken = document.at("verification").at("broken").at(0);
    BOOST_TEST(broken.at("id").as_string() == "ledger.amounts_are_positive");
    BOOST_TEST(broken.at("violations").as_int64() == 3);
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(quiet_tells_of_the_rule_on_standard_error) {
    const auto result = seed({{"LEDGER_AMOUNT", "-5"}}, {"--quiet"});
    check_ends(result, 1, {"violated ledger.amounts_are_positive", "entry 1: amount -5"});
    BOOST_TEST(result.out == "");
}

BOOST_AUTO_TEST_CASE(what_others_broke_before_is_told_and_does_not_fail_the_run) {
    database.execute(broken_entries);
    const auto result = seed();
    check_ends(result, 0);
    check_contains(result.out,
                   {"ledger.amounts_are_positive: 3 rows broke this rule before this run\n",
                    "verified: 2 checks",
                    "the data is in"});
    BOOST_TEST(entries() == "5");
}

BOOST_AUTO_TEST_CASE(what_is_new_is_told_from_what_was_there) {
    database.execute(broken_entries);
    const std::string before = database.dump();
    const auto result = seed({{"LEDGER_AMOUNT", "-5"}});
    check_ends(result, 1);
    check_contains(result.out, {"3 rows broke this rule before", "2 violations\n", "entry 2:"});
    check_lacks(result.out, {"entry 8:"});
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(a_check_that_fails_takes_the_run_back_unless_it_failed_before) {
    const auto own = seed({{"LEDGER_AMOUNT", "0"}});
    check_ends(own, 1);
    check_contains(own.out, {"failed ledger.amounts_divide", "division by zero"});
    BOOST_TEST(is_untouched());
    database.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, amount INTEGER);"
                     "INSERT INTO entries VALUES (9, 0)");
    const auto found = seed();
    check_ends(found, 0);
    check_contains(found.out, {"ledger.amounts_divide: could not be judged", "before this run"});
    BOOST_TEST(entries() == "4");
}

BOOST_AUTO_TEST_CASE(a_check_that_writes_is_a_check_that_fails) {
    const auto result = run({built("writes_in_check")}, {"--all"});
    check_ends(result, 1);
    check_contains(result.out, {"failed steps.are_none", "read-only transaction"});
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(no_verify_commits_whatever_the_rows_are) {
    const auto result = seed({{"LEDGER_AMOUNT", "-5"}}, {"--no-verify", "--json"});
    check_ends(result, 0);
    BOOST_TEST(verification(result).is_null());
    BOOST_TEST(entries() == "3");
}

BOOST_AUTO_TEST_CASE(a_dry_run_and_a_clearing_verify_nothing) {
    database.execute(broken_entries);
    BOOST_TEST(verification(seed({}, {"--dry-run", "--json"})).is_null());
    const auto cleared =
        run({built("brings_checks")}, {"--clear", "--yes", "--json"}, {{"LEDGER_AMOUNT", "-5"}});
    check_ends(cleared, 0);
    BOOST_TEST(verification(cleared).is_null());
    BOOST_TEST(entries() == "0");
}

BOOST_AUTO_TEST_CASE(a_large_load_into_an_empty_table_can_tell_what_was_broken_before) {
    // The run holds the table locked against all others, who could not look at it any more.
    database.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, amount INTEGER);"
                     "CREATE TABLE owners (id INTEGER, name TEXT);"
                     "INSERT INTO owners VALUES (7, NULL)");
    const std::string before = database.dump();
    const auto broken = seed({{"LEDGER_ROWS", "100000"}, {"LEDGER_AMOUNT", "-5"}});
    check_ends(broken, 1);
    check_contains(broken.out,
                   {"ledger.owners_have_names: 1 row broke this rule before this run",
                    "100,000 violations",
                    "and 99,995 more"});
    check_lacks(broken.out, {"violated ledger.owners_have_names", "is not known"});
    BOOST_TEST(database.dump() == before);
    check_ends(seed({{"LEDGER_ROWS", "100000"}}), 0);
    BOOST_TEST(entries() == "100000");
}

BOOST_AUTO_TEST_CASE(a_dry_run_marks_what_is_estimated) {
    const auto result = seed({}, {"--dry-run"});
    check_ends(result, 0);
    check_contains(result.out, {" ~3 "});
    const auto document = boost::json::parse(seed({}, {"--dry-run", "--json"}).out);
    BOOST_TEST(document.at("plugins").at(0).at("estimated").as_bool());
    const auto exact = run({built("healthy")}, {"--all", "--dry-run"});
    check_lacks(exact.out, {"~"});
}

BOOST_AUTO_TEST_SUITE_END()
