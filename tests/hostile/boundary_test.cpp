// Exceptions that reach the boundary between plugin and host: each arrives with the plugin's name,
// what it was doing, the exception's type, and its words.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

using namespace seedbed::hostile;
using seedbed::test::check_contains;
using seedbed::test::check_ends;

BOOST_AUTO_TEST_SUITE(boundary_test)

BOOST_AUTO_TEST_CASE(a_constructor_may_throw_anything) {
    const struct {
        std::string plugin;
        std::vector<std::string> errors;
    } cases[] = {{"throws_standard", {"std::logic_error", "no colour was chosen"}},
                 {"throws_integer", {"int"}},
                 {"throws_foreign", {"seedbed::hostile::foreign"}}};
    for (const auto& [plugin, errors] : cases) {
        const run_on_database host;
        const auto result = host.run({built("healthy"), built(plugin)}, {"--all"});
        check_ends(result, 3, {"plugin '" + plugin + "' cannot be created"});
        check_contains(result.err, errors);
        BOOST_TEST(host.is_untouched());
    }
}

BOOST_AUTO_TEST_CASE(all_plugins_that_cannot_be_created_are_told_at_once) {
    const run_on_database host;
    check_ends(host.run({built("throws_standard"), built("throws_integer"), built("no_descriptor")},
                        {"--all"}),
               3,
               {"'throws_standard'", "'throws_integer'", "'no_descriptor'"});
}

BOOST_AUTO_TEST_CASE(the_host_survives_whatever_is_thrown_when_it_asks_for_tables) {
    const run_on_database host;
    check_ends(host.run({built("healthy"), built("throws_in_tables")}, {"--all"}),
               1,
               {"throws_in_tables", "a value of type int"});
    BOOST_TEST(host.is_untouched());
}

BOOST_FIXTURE_TEST_CASE(the_host_survives_whatever_is_thrown_when_it_asks_what_to_clear,
                        run_on_database) {
    const std::vector<std::filesystem::path> both{built("healthy"), built("throws_in_clear_rules")};
    check_ends(run(both, {"--all"}), 0);
    check_ends(
        run(both, {"--clear", "--yes"}), 1, {"throws_in_clear_rules", "a value of type int"});
    BOOST_TEST(steps().size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(an_exception_in_inspect_is_named_with_plugin_phase_and_type,
                        run_on_database) {
    const auto result = run({built("healthy"), built("throws_in_inspect")}, {"--all"});
    check_ends(result, 1);
    check_contains(result.out + result.err,
                   {"throws_in_inspect", "row 7 of 6 was asked for", "inspecting", "out_of_range"});
    BOOST_TEST(is_untouched());
}

BOOST_FIXTURE_TEST_CASE(an_exception_in_seed_is_named_with_plugin_phase_type_and_all_its_words,
                        run_on_database) {
    const auto result = run({built("healthy"), built("throws_in_seed")}, {"--all"});
    check_ends(result,
               1,
               {"throws_in_seed",
                "a long text that no small buffer holds: " + std::string(200, 'x'),
                "seeding",
                "seedbed::hostile::own_exception"});
    check_contains(result.out, {"rolled back"});
    BOOST_TEST(is_untouched());
}

BOOST_FIXTURE_TEST_CASE(an_exception_in_collect_does_not_stop_the_run, run_on_database) {
    const auto result = run({built("healthy"), built("throws_in_collect")}, {"--all"});
    check_ends(result, 0, {"throws_in_collect", "malformed", "a value of type int"});
    BOOST_TEST(steps() == std::vector<std::string>{"healthy"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
