// What is wrong with a command line is told before anything is touched, with exit code 2.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

using namespace seedbed::test;

namespace {

/// Nothing listens on port 1: who goes on to the database ends with 4.
const words nowhere{"--database", "postgresql://somebody@127.0.0.1:1/nothing"};

void check_usage_error(const words& arguments,
                       const words& errors,
                       const environment_changes& changes = {}) {
    const auto result = run_seedbed(nowhere + arguments, changes);
    check_ends(result, 2, errors);
    BOOST_TEST(result.out == "");
}

} // namespace

BOOST_AUTO_TEST_SUITE(usage_errors_test)

BOOST_AUTO_TEST_CASE(a_right_line_goes_on_to_the_database_that_cannot_be_reached) {
    check_ends(run_seedbed(nowhere + small + words{"--all"}), 4, {"127.0.0.1", "port 1"});
}

BOOST_AUTO_TEST_CASE(yes_is_accepted_everywhere) {
    for (const words& line : {words{"list", "--yes"},
                              words{"plan", "-y"},
                              words{"--yes", "db", "status"},
                              words{"db", "url", "--yes"},
                              words{"--version", "--yes"}})
        check_ends(run_seedbed(line), 0);
}

BOOST_AUTO_TEST_CASE(an_unknown_option_is_told_with_the_nearest_one) {
    check_usage_error({"--all", "--user", "5"}, {"'--user'", "did you mean '--users'?"});
    check_usage_error({"--al"}, {"'--al'", "did you mean '--all'?"});
    check_usage_error({"--dayz=3"}, {"'--dayz'", "did you mean '--days'?"});
    check_usage_error({"--all", "--frobnicate"}, {"'--frobnicate'", "seedbed --help"});
}

BOOST_AUTO_TEST_CASE(an_option_of_another_command_is_told_with_that_command) {
    check_usage_error({"preview", "orders", "--count", "3"}, {"--count belongs to seedbed create"});
    check_usage_error({"preview", "--set", "a=b", "orders"}, {"--set belongs to seedbed create"});
    check_usage_error({"preview", "orders", "--as=x"}, {"--as belongs to seedbed create"});
    check_usage_error({"models", "--stdin"}, {"--stdin belongs to seedbed create"});
    check_usage_error({"create", "users", "-n", "3"}, {"-n belongs to seedbed preview"});
    check_usage_error({"--count", "3", "create", "users"}, {"create: it stands behind that word"});
    const auto misplaced = run_seedbed({"preview", "orders", "--count", "3"});
    check_lacks(misplaced.err, {"unknown", "did you mean"});
}

BOOST_AUTO_TEST_CASE(a_command_without_its_word_says_what_is_missing) {
    check_usage_error({"new-plugin"}, {"seedbed new-plugin NAME"});
    check_usage_error({"check-plugin"}, {"seedbed check-plugin PATH"});
    check_usage_error({"preview", "--rows", "2"}, {"seedbed preview MODEL"});
}

BOOST_AUTO_TEST_CASE(an_unknown_command_is_told_with_the_nearest_one) {
    check_usage_error({"lst"}, {"'lst'", "did you mean 'list'?"});
    check_usage_error({"--all", "stray"}, {"'stray'"});
}

BOOST_AUTO_TEST_CASE(an_unknown_plugin_is_told_with_the_nearest_one_and_the_searched_places) {
    check_usage_error({"--only", "user"},
                      {"unknown plugin 'user'", "did you mean 'users'?", SEEDBED_PLUGINS});
    check_usage_error({"--all", "--skip", "price_histroy"}, {"did you mean 'price_history'?"});
    check_usage_error({"--only", "nothing_like_it"}, {"unknown plugin 'nothing_like_it'"});
    check_usage_error({"--only", "x*"}, {"no plugin matches 'x*'"});
}

BOOST_AUTO_TEST_CASE(plan_knows_the_same_names) {
    check_usage_error({"plan", "--only", "user"}, {"did you mean 'users'?"});
}

BOOST_AUTO_TEST_CASE(plan_refuses_what_the_run_refuses) {
    for (const words& line : {words{"--all", "--skip", "*"},
                              words{"--only", "coin*", "--no-real-data"},
                              words{"--all", "--require", "nope"}}) {
        const auto run = run_seedbed(nowhere + line);
        const auto planned = run_seedbed(words{"plan"} + nowhere + line);
        check_ends(planned, 2);
        BOOST_TEST(planned.out == "");
        BOOST_TEST(planned.err == run.err);
    }
    check_ends(run_seedbed({"plan", "--all", "--skip", "*", "--allow-empty"}), 0);
}

BOOST_AUTO_TEST_CASE(all_values_that_do_not_fit_are_told_at_once) {
    check_usage_error({"--users", "ten", "--days", "0", "--password-cost", "99", "--seed", "-1"},
                      {"--users: 'ten' is not a whole number",
                       "--days: 0 is below the minimum 1",
                       "--password-cost: 99 is above the maximum 20",
                       "--seed: -1 is below the minimum 0"});
}

BOOST_AUTO_TEST_CASE(a_negative_number_is_a_value_and_no_option) {
    check_usage_error({"--users", "-5"}, {"--users: -5 is below the minimum 0"});
    check_usage_error({"--users=-5"}, {"--users: -5 is below the minimum 0"});
}

BOOST_AUTO_TEST_CASE(a_number_that_no_integer_holds_is_refused) {
    check_usage_error({"--users", "99999999999999999999"}, {"--users", "99999999999999999999"});
    check_usage_error({"--users", "10.5"}, {"--users: '10.5' is not a whole number"});
    check_usage_error({"--users", ""}, {"--users: '' is not a whole number"});
}

BOOST_AUTO_TEST_CASE(an_empty_name_is_refused_and_never_means_all) {
    check_usage_error({"--no-real-data", "--only", ""}, {"--only: '' has an empty item"});
    check_usage_error({"--all", "--skip", "users,,"}, {"--skip: 'users,,' has an empty item"});
    check_usage_error({"--all", "--plugin-dir", ""}, {"--plugin-dir", "empty"});
    check_usage_error({"--all", "--coins", "BTC,"}, {"--coins: 'BTC,' has an empty item"});
}

BOOST_AUTO_TEST_CASE(an_option_without_its_value_is_refused) {
    check_usage_error({"--all", "--users"}, {"--users"});
}

BOOST_AUTO_TEST_CASE(all_and_only_exclude_each_other) {
    check_usage_error({"--all", "--only", "users"}, {"--all and --only exclude each other"});
}

BOOST_AUTO_TEST_CASE(asking_for_what_is_skipped_is_a_conflict) {
    check_usage_error({"--only", "users", "--skip", "users"}, {"--only asks for users", "--skip"});
    check_usage_error({"--only", "coinspot_prices", "--no-real-data"}, {"--no-real-data"});
}

BOOST_AUTO_TEST_CASE(a_line_that_says_nothing_of_what_to_run_is_refused) {
    check_usage_error({}, {"nothing to do", "--all"});
    check_usage_error({"--yes", "--seed", "7"}, {"nothing to do", "--only NAME"});
}

BOOST_AUTO_TEST_CASE(a_selection_that_leaves_nothing_over_is_refused) {
    check_usage_error({"--all", "--skip", "*"},
                      {"no plugin is left to run", "users: left out by --skip"});
}

BOOST_AUTO_TEST_CASE(a_time_that_is_none_is_refused_with_an_example) {
    check_usage_error({"--all", "--as-of", "yesterday"},
                      {"--as-of", "'yesterday' is not a time", "2026-11-22T14:35:00Z"});
    check_usage_error({"--all", "--as-of", "2026-02-30"}, {"'2026-02-30' is not a time"});
}

BOOST_AUTO_TEST_CASE(a_colour_that_is_none_is_refused) {
    check_usage_error({"--all", "--color", "sometimes"},
                      {"--color", "'sometimes'", "auto, always, never"});
}

BOOST_AUTO_TEST_CASE(a_coin_that_the_market_does_not_know_is_refused) {
    check_usage_error(small + words{"--all", "--coins", "BTC,DUCAT"}, {"DUCAT", "BTC"});
}

BOOST_AUTO_TEST_CASE(a_database_url_that_cannot_be_read_is_refused) {
    check_ends(run_seedbed({"--all", "--database", "mysql://localhost/app"}),
               2,
               {"--database", "'mysql'", "postgresql://"});
    check_ends(run_seedbed({"--all"}, {{"DATABASE_URL", "localhost"}}), 2, {"DATABASE_URL"});
}

BOOST_AUTO_TEST_CASE(a_configuration_file_that_cannot_be_read_is_refused) {
    const scratch_directory scratch;
    const std::string absent = (scratch.path() / "absent.toml").string();
    check_usage_error({"--all", "--config", absent}, {absent, "cannot be read"});
    check_usage_error({"--all"}, {absent, "cannot be read"}, {{"SEEDBED_CONFIG", absent}});
    check_usage_error({"--all", "--config", scratch.path().string()}, {scratch.path().string()});
}

BOOST_AUTO_TEST_CASE(a_configuration_file_with_unknown_names_and_bad_values_is_refused) {
    const scratch_directory scratch;
    const std::string file =
        scratch.write("seedbed.toml", "user = 5\ndays = \"many\"\nseed = -7\n").string();
    check_usage_error({"--all", "--config", file},
                      {"'user' in the configuration file is no option; did you mean 'users'?",
                       "'days' in the configuration file: 'many' is not a whole number",
                       "'seed' in the configuration file: -7 is below the minimum 0"});
}

BOOST_AUTO_TEST_CASE(a_database_on_another_machine_is_refused_before_connecting) {
    // 192.0.2.1 is for documentation: nobody answers there, so connecting would end with 4.
    const std::string url = "postgresql://app@192.0.2.1/app";
    for (const words& what : {words{"--all"}, words{"--clear", "--yes"}, words{"--users", "3"}})
        check_ends(run_seedbed(words{"--database", url} + what),
                   2,
                   {url, "(from --database)", "not on this machine", "--allow-remote"});
    check_ends(run_seedbed({"--all"}, {{"DATABASE_URL", url}}), 2, {"(from DATABASE_URL)"});
    check_ends(run_seedbed({"--all"}, {{"POSTGRES_SERVER", "db.example.com"}}),
               2,
               {"db.example.com", "--allow-remote"});
    check_ends(run_seedbed({"--all"}, {{"PGHOST", "192.0.2.1"}}), 2, {"--allow-remote"});
}

BOOST_AUTO_TEST_CASE(db_without_a_known_action_is_refused) {
    check_usage_error({"db"}, {"start, stop, status, url, psql or destroy"});
    check_usage_error({"db", "strat"}, {"'strat'"});
}

BOOST_AUTO_TEST_SUITE_END()
