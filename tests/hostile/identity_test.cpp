// What has to be one thing in the whole process, however many libraries use it.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::hostile;
using seedbed::test::check_ends;

BOOST_FIXTURE_TEST_SUITE(identity_test, run_on_database)

// Pitfalls 12 and 13: the addresses are written by two plugins that link the same model.
BOOST_AUTO_TEST_CASE(a_model_and_asios_error_categories_are_one_in_all_plugins) {
    check_ends(run({built("tells_identities"), built("tells_the_same_identities")}, {"--all"}), 0);
    const std::vector<std::string> told = steps();
    BOOST_REQUIRE(told.size() == 2U);
    BOOST_TEST(told[0].find("Sample rows") != std::string::npos);
    BOOST_TEST(told[0] == told[1]);
}

BOOST_AUTO_TEST_SUITE_END()
