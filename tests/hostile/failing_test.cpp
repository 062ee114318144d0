// A plugin that fails at work takes its own rows with it and, by default, the whole run; never the
// host, the other plugins' rows under --keep-going, or what stood in the database before.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <map>
#include <thread>

using namespace seedbed::hostile;
using seedbed::test::check_contains;
using seedbed::test::check_ends;

namespace {

using names = std::vector<std::string>;

/// What --json says of each plugin: "failed", "ok", …
std::map<std::string, std::string> statuses(const std::string& document) {
    std::map<std::string, std::string> found;
    const boost::json::value parsed = boost::json::parse(document);
    for (const auto& each : parsed.at("plugins").as_array())
        found[each.at("plugin").as_string().c_str()] = each.at("status").as_string().c_str();
    return found;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(failing_test, run_on_database)

BOOST_AUTO_TEST_CASE(by_default_nothing_stays_and_later_plugins_are_not_reached) {
    const auto result =
        run({built("healthy"), built("throws_in_seed"), built("zero")}, {"--all", "--json"});
    check_ends(result, 1);
    const auto found = statuses(result.out);
    BOOST_TEST(found.at("healthy") == "rolled back");
    BOOST_TEST(found.at("throws_in_seed") == "failed");
    BOOST_TEST(found.at("zero") == "not reached");
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(a_failure_leaves_the_rows_of_earlier_runs) {
    check_ends(run({built("healthy")}, {"--all"}), 0);
    const std::string before = database.dump();
    check_ends(run({built("healthy"), built("throws_in_seed")}, {"--all"}), 1);
    BOOST_TEST(database.dump() == before);
}

BOOST_AUTO_TEST_CASE(keep_going_keeps_the_others_and_skips_the_dependants) {
    plugin_folder folder;
    folder.add("healthy");
    folder.add("throws_in_seed");
    folder.add("apex",
               [](auto& manifest) { manifest["depends"] = {requires_plugin("throws_in_seed")}; });
    folder.add("left", [](auto& manifest) { manifest["depends"] = {requires_plugin("apex")}; });
    folder.add("right", [](auto& manifest) {
        boost::json::object optional = requires_plugin("throws_in_seed");
        optional["optional"] = true;
        manifest["depends"] = {optional};
    });
    const auto result = run({folder.path()}, {"--all", "--keep-going", "--json"});
    check_ends(result, 1);
    const auto found = statuses(result.out);
    BOOST_TEST(found.at("throws_in_seed") == "failed");
    BOOST_TEST(found.at("apex") == "skipped");
    BOOST_TEST(found.at("left") == "skipped");
    BOOST_TEST(found.at("healthy") == "ok");
    BOOST_TEST(found.at("right") == "ok");
    check_contains(
        result.out,
        {"it requires throws_in_seed, which failed", "it requires apex, which was skipped"});
    BOOST_TEST(steps() == (names{"healthy", "right"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keep_going_goes_on_after_an_exception_in_inspect) {
    check_ends(run({built("throws_in_inspect"), built("zero")}, {"--all", "--keep-going"}), 1);
    BOOST_TEST(steps() == names{"zero"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_sql_error_that_a_plugin_swallows_is_still_its_failure) {
    check_ends(run({built("sql_error")}, {"--all"}), 1, {"sql_error", "let the error pass"});
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(an_sql_error_in_one_plugin_leaves_the_next_one_a_healthy_transaction) {
    const auto result =
        run({built("healthy"), built("sql_error"), built("zero")}, {"--all", "--keep-going"});
    check_ends(result, 1, {"sql_error"});
    BOOST_TEST(steps() == (names{"healthy", "zero"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_open_when_its_plugin_throws_is_aborted) {
    const auto result =
        run({built("throws_with_open_writer"), built("zero")}, {"--all", "--keep-going"});
    check_ends(result, 1, {"throws_with_open_writer", "2000 rows are on their way"});
    BOOST_TEST(steps() == names{"zero"}, boost::test_tools::per_element());
    BOOST_TEST(database.value("SELECT count(*) FROM \"Sample rows\"") == "0");
}

BOOST_AUTO_TEST_CASE(a_connection_that_breaks_ends_the_run_with_nothing_kept) {
    const auto result = run({built("ends_its_connection"), built("healthy"), built("zero")},
                            {"--all", "--keep-going"});
    check_ends(result, 4, {"ends_its_connection", "connection", "nothing was kept"});
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(a_plugin_that_ends_the_runs_transaction_is_found_out) {
    const auto result = run({built("commits"), built("zero")}, {"--all", "--keep-going"});
    check_ends(result, 1, {"plugin 'commits'", "ended the run's transaction"});
    BOOST_TEST(steps() == names{"commits"}, boost::test_tools::per_element()); // its own doing
}

BOOST_AUTO_TEST_CASE(a_plugin_that_leaves_a_copy_open_loses_its_rows_only) {
    const auto result = run({built("healthy"), built("leaves_copy_open"), built("zero")},
                            {"--all", "--keep-going"});
    check_ends(result, 1, {"leaves_copy_open", "unfinished"});
    BOOST_TEST(steps() == (names{"healthy", "zero"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_plugin_that_does_not_stop_is_ended_by_the_second_signal) {
    const seedbed::test::scratch_directory scratch;
    const std::filesystem::path mark = scratch.path() / "in its endless loop";
    seedbed::test::running_seedbed running(arguments({built("never_ends")}, {"--all"}),
                                           {{"HOSTILE_MARK", mark.string()}});
    for (int attempt = 0; attempt < 6000 && !std::filesystem::exists(mark); ++attempt)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    BOOST_REQUIRE(std::filesystem::exists(mark));
    running.send(SIGINT);
    running.send(SIGTERM);
    check_ends(running.finish(), 130);
    database.wait_until_abandoned();
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_SUITE_END()
