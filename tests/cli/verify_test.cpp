// seedbed verify: the checks on the database as it is.
#include "core/database/run_transaction.hpp"
#include "tests/cli/ledger.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <sstream>
#include <thread>

using namespace seedbed::test;
using seedbed::hostile::built;
using seedbed::hostile::plugin_folder;
using seedbed::hostile::requires_plugin;

namespace {

std::string status(const std::string& document, const std::string& id) {
    return std::string(ledger::check_in(document, id).at("status").as_string());
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(verify_test, ledger)

BOOST_AUTO_TEST_CASE(what_seedbed_wrote_is_in_order) {
    check_ends(seed(), 0);
    const auto result = verify();
    check_ends(result, 0);
    check_contains(result.out,
                   {"check",
                    "rows",
                    "violations",
                    "rule",
                    "ledger.amounts_are_positive",
                    "an amount is above zero",
                    "(not judged: no",
                    "5 checks, 10 rows, 0 violated, 1 not judged\n"});
    check_lacks(result.out, {"violated ledger"});
}

BOOST_AUTO_TEST_CASE(a_damage_is_found_and_named) {
    check_ends(seed(), 0);
    database.execute("UPDATE entries SET amount = -7 WHERE number = 2");
    const auto result = verify();
    check_ends(result, 1);
    check_contains(result.out,
                   {"violated ledger.amounts_are_positive: an amount is above zero: 1 violation\n",
                    "  entry 2: amount -7\n",
                    "1 violated"});
}

BOOST_AUTO_TEST_CASE(costly_checks_are_judged_too) {
    check_ends(seed({{"LEDGER_AMOUNT", "1000"}}), 0); // a run does not look
    const auto result = verify({"--json"});
    check_ends(result, 1);
    const auto found = check_in(result.out, "ledger.amounts_are_small");
    BOOST_TEST(found.at("cost").as_string() == "costly");
    BOOST_TEST(found.at("status").as_string() == "violated");
    BOOST_TEST(found.at("violations").as_int64() == 3);
}

BOOST_AUTO_TEST_CASE(five_examples_are_enough_unless_one_asks_for_all) {
    database.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, amount INTEGER);"
                     "INSERT INTO entries SELECT n, -1 FROM generate_series(1, 1200) n");
    const auto few = verify();
    check_ends(few, 1);
    check_contains(few.out, {"1,200 violations", "entry 5: amount -1", "and 1,195 more"});
    check_lacks(few.out, {"entry 6:"});
    const auto all = verify({"--verbose"});
    check_contains(all.out, {"entry 6:", "entry 1000:", "and 200 more"});
    check_lacks(all.out, {"entry 1001:"});
}

BOOST_AUTO_TEST_CASE(a_check_that_fails_is_told_and_the_others_are_judged) {
    check_ends(seed(), 0);
    database.execute("UPDATE entries SET amount = 0 WHERE number = 1");
    const auto result = verify();
    check_ends(result, 1);
    check_contains(result.out,
                   {"failed ledger.amounts_divide",
                    "could not be judged:",
                    "division by zero",
                    "0 violated, 1 failed, 1 not judged"});
    const auto document = verify({"--json"}).out;
    BOOST_TEST(status(document, "ledger.amounts_divide") == "failed");
    BOOST_TEST(status(document, "ledger.comes_to_an_end") == "ok"); // it comes later
}

BOOST_AUTO_TEST_CASE(json_is_one_document_with_everything) {
    check_ends(seed(), 0);
    database.execute("UPDATE entries SET amount = -7 WHERE number = 2");
    const auto result = verify({"--json"});
    check_ends(result, 1);
    BOOST_TEST(result.out.find('\n') == result.out.size() - 1);
    const boost::json::value document = boost::json::parse(result.out);
    check_contains(document.at("database").as_string(), {database.name()});
    BOOST_TEST(document.at("exit_code").as_int64() == 1);
    BOOST_TEST(document.at("violated").as_int64() == 1);
    BOOST_TEST(document.at("not_judged").as_int64() == 1);
    BOOST_TEST(document.at("checks").as_array().size() == 5U);
    const auto broken = check_in(result.out, "ledger.amounts_are_positive");
    BOOST_TEST(broken.at("plugin").as_string() == "brings_checks");
    BOOST_TEST(broken.at("rule").as_string() == "an amount is above zero");
    BOOST_TEST(broken.at("cost").as_string() == "cheap");
    BOOST_TEST(broken.at("status").as_string() == "violated");
    BOOST_TEST(broken.at("looked_at").as_int64() == 3);
    BOOST_TEST(broken.at("violations").as_int64() == 1);
    BOOST_TEST(broken.at("examples").at(0).as_string() == "entry 2: amount -7");
    BOOST_TEST(broken.at("seconds").as_double() > 0);
    const auto absent = check_in(result.out, "ledger.owners_have_names");
    BOOST_TEST(absent.at("status").as_string() == "not_judged");
    BOOST_TEST(absent.at("remark").as_string() == "no table \"owners\"");
}

BOOST_AUTO_TEST_CASE(it_works_on_a_database_that_seedbed_never_saw_and_writes_nothing) {
    database.execute("CREATE TABLE entries (number INTEGER, amount INTEGER, remark TEXT);"
                     "INSERT INTO entries VALUES (7, -1, 'by hand')");
    const std::string before = database.dump();
    check_ends(verify(), 1);
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(on_an_empty_database_nothing_is_judged_and_no_table_is_made) {
    const auto result = verify();
    check_ends(result, 0);
    check_contains(result.out, {"5 checks, 0 rows, 0 violated, 5 not judged"});
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(a_check_cannot_write) {
    check_ends(run({built("writes_in_check")}, {"--all", "--no-verify"}), 0);
    const auto result = run({built("writes_in_check")}, {"verify"});
    check_ends(result, 1);
    check_contains(result.out, {"failed steps.are_none", "read-only transaction"});
    BOOST_TEST(steps().size() == 1U);
}

BOOST_AUTO_TEST_CASE(it_does_not_wait_for_a_run) {
    check_ends(seed(), 0);
    const seedbed::database::run_transaction other(database.conninfo(), {}, [] {});
    check_ends(verify(), 0);
}

BOOST_AUTO_TEST_CASE(only_judges_the_checks_of_what_is_named) {
    plugin_folder folder;
    folder.add("brings_checks");
    folder.add("writes_in_check",
               [](auto& manifest) { manifest["depends"] = {requires_plugin("brings_checks")}; });
    const auto result = run({folder.path()}, {"verify", "--only", "writes_in_check"});
    check_ends(result, 0);
    check_contains(result.out, {"steps.are_none", "1 check, 0 rows"});
    check_lacks(result.out, {"ledger."});
    const auto skipped = run({folder.path()}, {"verify", "--skip", "writes_in_check"});
    check_ends(skipped, 0);
    check_contains(skipped.out, {"ledger.", "5 checks"});
    check_lacks(skipped.out, {"steps.are_none"});
}

BOOST_AUTO_TEST_CASE(two_plugins_must_not_bring_the_same_check) {
    const std::vector<std::filesystem::path> both{built("brings_checks"),
                                                  built("brings_the_same_checks")};
    for (const char* command : {"verify", "--all"})
        check_ends(run(both, {command}),
                   3,
                   {"'ledger.amounts_are_positive'",
                    "plugin 'brings_checks'",
                    "plugin 'brings_the_same_checks'"});
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(quiet_tells_only_what_is_wrong_and_on_standard_error) {
    check_ends(seed(), 0);
    const auto good = verify({"--quiet"});
    check_ends(good, 0);
    BOOST_TEST(good.out + good.err == "");
    database.execute("UPDATE entries SET amount = -7 WHERE number = 2");
    const auto bad = verify({"--quiet"});
    check_ends(bad, 1, {"violated ledger.amounts_are_positive"});
    BOOST_TEST(bad.out == "");
}

BOOST_AUTO_TEST_CASE(no_line_of_the_table_is_wider_than_a_hundred_columns) {
    check_ends(seed(), 0);
    const auto result = verify();
    check_contains(result.out, {"so that it needs"});
    std::istringstream lines(result.out);
    for (std::string line; std::getline(lines, line);)
        BOOST_TEST(line.size() <= 100U, line);
}

BOOST_AUTO_TEST_CASE(an_interrupt_cancels_the_statement_that_runs) {
    check_ends(seed({{"LEDGER_AMOUNT", "600"}}), 0);
    running_seedbed slow(arguments({built("brings_checks")}, {"verify"}));
    const std::string sleeping = "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                                 " current_database() AND wait_event = 'PgSleep'";
    for (int attempt = 0; attempt < 6000 && database.value(sleeping) != "1"; ++attempt)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    BOOST_REQUIRE(database.value(sleeping) == "1");
    slow.send(SIGINT);
    check_ends(slow.finish(), 130, {"interrupted"});
    database.wait_until_abandoned();
}

BOOST_AUTO_TEST_CASE(an_embedded_database_that_does_not_exist_is_not_made) {
    const scratch_directory scratch;
    const std::filesystem::path absent = scratch.path() / "data";
    const auto result = run_seedbed({"verify", "--plugin-dir", built("brings_checks").string()},
                                    {{"SEEDBED_DATA_DIR", absent.string()}});
    check_ends(result, 4, {"there is no embedded database", "seedbed --all", "--database URL"});
    BOOST_TEST(!std::filesystem::exists(absent));
}

BOOST_AUTO_TEST_CASE(on_a_terminal_it_says_what_it_is_checking,
                     *boost::unit_test::precondition(terminals)) {
    check_ends(seed(), 0);
    const auto result =
        running_seedbed(arguments({built("brings_checks")}, {"verify"}), {}, streams::terminal)
            .finish();
    BOOST_TEST(result.exit_code == 0);
    check_contains(result.out, {"checking   2 of 5: ledger.amounts_are_small", "\x1b[32m"});
}

BOOST_AUTO_TEST_SUITE_END()
