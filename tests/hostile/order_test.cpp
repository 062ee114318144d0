// Plugins run in one order, wherever and in whatever order their directories are found.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <random>

using namespace seedbed::hostile;
using seedbed::test::check_ends;

namespace {

using names = std::vector<std::string>;
using directories = std::vector<std::filesystem::path>;

/// A diamond whose names run against its arrows: apex needs left and right, both need zero.
struct diamond : run_on_database {
    plugin_folder apex;
    plugin_folder left;
    plugin_folder right;
    plugin_folder zero;

    diamond() {
        zero.add("zero");
        const auto needs_zero = [](auto& manifest) {
            manifest["depends"] = {requires_plugin("zero")};
        };
        left.add("left", needs_zero);
        right.add("right", needs_zero);
        apex.add("apex", [](auto& manifest) {
            manifest["depends"] = {requires_plugin("right"), requires_plugin("left")};
        });
    }
};

const names expected{"zero", "left", "right", "apex"};

} // namespace

BOOST_AUTO_TEST_SUITE(order_test)

BOOST_FIXTURE_TEST_CASE(a_diamond_runs_in_one_order_however_its_directories_are_shuffled, diamond) {
    directories shuffled{apex.path(), left.path(), right.path(), zero.path()};
    std::sort(shuffled.begin(), shuffled.end());
    int runs = 0;
    do { // every sixth of the 24 orders, the first and the reversed one among them
        if (runs++ % 6 != 0 && !std::is_sorted(shuffled.rbegin(), shuffled.rend()))
            continue;
        database.execute("DROP TABLE IF EXISTS steps");
        check_ends(run(shuffled, {"--all"}), 0);
        BOOST_TEST(steps() == expected, boost::test_tools::per_element());
    } while (std::next_permutation(shuffled.begin(), shuffled.end()));
}

BOOST_FIXTURE_TEST_CASE(one_plugin_of_a_diamond_runs_all_that_it_needs, diamond) {
    check_ends(run({left.path(), zero.path(), apex.path(), right.path()}, {"--only", "right"}), 0);
    BOOST_TEST(steps() == (names{"zero", "right"}), boost::test_tools::per_element());
}

// A plan comes from the same discovery and the same graph as a run, and takes a hundredth of it.
BOOST_FIXTURE_TEST_CASE(a_hundred_shuffled_directories_give_one_plan, diamond) {
    directories shuffled{apex.path(), left.path(), right.path(), zero.path()};
    std::mt19937 shuffler(11);
    for (int round = 0; round < 100; ++round) {
        std::shuffle(shuffled.begin(), shuffled.end(), shuffler);
        const auto result = run(shuffled, {"plan", "--json"});
        const boost::json::value plan = boost::json::parse(result.out);
        names order;
        for (const boost::json::value& each : plan.at("order").as_array())
            order.emplace_back(each.at("plugin").as_string().c_str());
        BOOST_TEST(order == expected, boost::test_tools::per_element());
    }
}

BOOST_FIXTURE_TEST_CASE(an_optional_dependency_may_be_missing, run_on_database) {
    plugin_folder folder;
    folder.add("left", [](auto& manifest) {
        boost::json::object optional = requires_plugin("nobody", "^7");
        optional["optional"] = true;
        manifest["depends"] = {optional};
    });
    check_ends(run({folder.path()}, {"--all"}), 0);
    BOOST_TEST(steps() == names{"left"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
