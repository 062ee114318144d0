// Plugins that end the process: no try block helps, but the last words name the plugin, what it was
// doing and what happened, and nothing is left in the database.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::hostile;
using seedbed::test::check_ends;

namespace {

/// Runs the plugin beside a healthy one.
void check_ended(const std::string& plugin,
                 int exit_code,
                 const std::string& phase,
                 const std::string& cause) {
    BOOST_TEST_CONTEXT(plugin) {
        const run_on_database host;
        check_ends(host.run({built("healthy"), built(plugin)}, {"--all"}),
                   exit_code,
                   {"plugin '" + plugin + "' (" +
                        (built(plugin) / ("libhostile_" + plugin + ".so")).string() +
                        ") ended the process " + phase + ": " + cause,
                    "--skip"});
        host.database.wait_until_abandoned();
        BOOST_TEST(host.is_untouched());
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(crashing_test)

BOOST_AUTO_TEST_CASE(a_static_initialiser_that_throws_is_named_with_its_words) {
    check_ended("throws_in_static_initialiser",
                3,
                "while its library was being opened",
                "an exception where nothing can catch it, as in a static initialiser: the static "
                "initialiser's own words (std::runtime_error)");
}

BOOST_AUTO_TEST_CASE(a_static_initialiser_that_crashes_aborts_or_exits_is_named) {
    const std::string opening = "while its library was being opened";
    check_ended("crashes_in_static_initialiser", 3, opening, "segmentation fault");
    check_ended("aborts_in_static_initialiser", 3, opening, "abort");
    check_ended("exits_in_static_initialiser", 3, opening, "it called exit()");
}

BOOST_AUTO_TEST_CASE(a_constructor_that_crashes_aborts_or_exits_is_named) {
    check_ended("crashes_in_constructor", 3, "while it was created", "segmentation fault");
    check_ended("aborts_in_constructor", 3, "while it was created", "abort");
    check_ended("exits_in_constructor", 3, "while it was created", "it called exit()");
}

BOOST_AUTO_TEST_CASE(a_plugin_that_crashes_at_work_is_named_and_nothing_is_kept) {
    check_ended("crashes_in_seed", 1, "while seeding", "segmentation fault");
    check_ended("exits_in_seed", 1, "while seeding", "it called exit()");
}

BOOST_AUTO_TEST_CASE(a_destructor_that_throws_is_named_although_the_rows_are_in) {
    const run_on_database host;
    check_ends(host.run({built("throws_in_destructor")}, {"--all"}),
               1,
               {"plugin 'throws_in_destructor'",
                "while being destroyed",
                "there is no good moment to say so"});
    BOOST_TEST(host.steps().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
