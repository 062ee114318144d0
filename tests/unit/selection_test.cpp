#include "core/graph/selection.hpp"
#include "tests/support/candidates.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::graph;
using seedbed::failure;
using seedbed::test::graph_of;
using seedbed::test::plugin;

using lines = std::vector<std::string>;

namespace {

const lines searched{"/plugins", "/missing (did not exist)"};

graph_of trading() {
    return graph_of({plugin("users"),
                     plugin("algorithms").needs("users"),
                     plugin("orders").needs("users").can_use("prices"),
                     plugin("positions").needs("orders"),
                     plugin("prices").can_use("coinspot_prices"),
                     plugin("coinspot_prices").source(),
                     plugin("coinspot_coins").source(),
                     plugin("coins").needs("coinspot_coins"),
                     plugin("markets").needs("coins"),
                     plugin("legacy").needs("users").refused("it was built with Boost 1.74")});
}

selection pick(const lines& only, const lines& skip = {}, bool no_real_data = false) {
    selection picked;
    picked.only = only;
    picked.skip = skip;
    picked.no_real_data = no_real_data;
    return picked;
}

plan planned_for(const selection& wanted) {
    return make_plan(trading(), wanted, searched);
}

lines order_of(const plan& plan) {
    lines texts;
    for (const planned& each : plan.order) {
        texts.push_back(each.name + " (" + each.reason + ")");
    }
    return texts;
}

lines left_out_of(const plan& plan) {
    lines texts;
    for (const left_out& each : plan.left_out) {
        texts.push_back(each.name + ": " + each.reason);
    }
    return texts;
}

struct complaint {
    failure kind;
    std::string message;
};

complaint complaint_about(const dependency_graph& graph, const selection& wanted) {
    try {
        make_plan(graph, wanted, searched);
    } catch (const seedbed::error& problem) {
        return {problem.kind(), problem.what()};
    }
    BOOST_FAIL("the selection was accepted");
    return {};
}

void check_complaint(const selection& wanted, failure kind, const std::string& message) {
    const complaint got = complaint_about(trading(), wanted);
    BOOST_TEST((got.kind == kind));
    BOOST_TEST(got.message == message);
}

void check_plan(const selection& wanted, const lines& order, const lines& left_out) {
    const plan plan = planned_for(wanted);
    BOOST_TEST(order_of(plan) == order, boost::test_tools::per_element());
    BOOST_TEST(left_out_of(plan) == left_out, boost::test_tools::per_element());
}

const std::string legacy_refused = "legacy: refused: it was built with Boost 1.74";

} // namespace

BOOST_AUTO_TEST_SUITE(selection_test)

BOOST_AUTO_TEST_CASE(without_a_selection_all_found_plugins_run_and_refused_ones_are_told) {
    check_plan({},
               {"coinspot_coins (selected)",
                "coins (selected)",
                "coinspot_prices (selected)",
                "markets (selected)",
                "prices (selected)",
                "users (selected)",
                "algorithms (selected)",
                "orders (selected)",
                "positions (selected)"},
               {legacy_refused});
}

BOOST_AUTO_TEST_CASE(only_pulls_in_what_is_required_and_says_for_whom) {
    check_plan(pick({"positions"}),
               {"users (needed by orders)", "orders (needed by positions)", "positions (selected)"},
               {});
    check_plan(
        pick({"algorithms", "orders"}),
        {"users (needed by algorithms, orders)", "algorithms (selected)", "orders (selected)"},
        {});
}

BOOST_AUTO_TEST_CASE(only_takes_lists_and_globs_and_dependants) {
    const lines both{"prices (selected)", "users (selected)"};
    check_plan(pick({"users,prices"}), both, {});
    check_plan(pick({"prices", "users"}), both, {});
    check_plan(pick({"users", "users"}), {"users (selected)"}, {});
    check_plan(
        pick({"coinspot_*"}), {"coinspot_coins (selected)", "coinspot_prices (selected)"}, {});
    check_plan(pick({"orders+"}),
               {"users (needed by orders)", "orders (selected)", "positions (selected)"},
               {});
    check_plan(pick({"coinspot_p*+"}),
               {"coinspot_prices (selected)",
                "prices (selected)",
                "users (needed by orders)",
                "orders (selected)",
                "positions (selected)"},
               {});
}

BOOST_AUTO_TEST_CASE(a_plus_in_front_selects_what_a_plugin_depends_on_optional_ones_too) {
    check_plan(pick({"+orders"}),
               {"coinspot_prices (selected)",
                "prices (selected)",
                "users (selected)",
                "orders (selected)"},
               {});
    check_plan(
        pick({"1+orders"}), {"prices (selected)", "users (selected)", "orders (selected)"}, {});
    check_plan(pick({"0+orders"}), {"users (needed by orders)", "orders (selected)"}, {});
    check_plan(pick({"1+prices+1"}),
               {"coinspot_prices (selected)",
                "prices (selected)",
                "users (needed by orders)",
                "orders (selected)"},
               {});
    check_plan(pick({"+coins+"}),
               {"coinspot_coins (selected)", "coins (selected)", "markets (selected)"},
               {});
}

BOOST_AUTO_TEST_CASE(a_number_behind_says_how_far_dependants_are_selected) {
    check_plan(
        pick({"coinspot_prices+1"}), {"coinspot_prices (selected)", "prices (selected)"}, {});
    check_plan(pick({"coinspot_coins+2"}),
               {"coinspot_coins (selected)", "coins (selected)", "markets (selected)"},
               {});
}

BOOST_AUTO_TEST_CASE(with_dependents_is_a_plus_behind_every_name) {
    selection wanted = pick({"coinspot_coins", "orders"});
    wanted.with_dependents = true;
    check_plan(wanted,
               {"coinspot_coins (selected)",
                "coins (selected)",
                "markets (selected)",
                "users (needed by orders)",
                "orders (selected)",
                "positions (selected)"},
               {});
}

BOOST_AUTO_TEST_CASE(a_tag_selects_who_has_it) {
    const graph_of graph({plugin("a").tagged("demo"),
                          plugin("b").tagged("small").tagged("demo"),
                          plugin("c").needs("b"),
                          plugin("d").tagged("demonstration")});
    BOOST_TEST(order_of(make_plan(graph, pick({"tag:demo"}), searched)) ==
                   (lines{"a (selected)", "b (selected)"}),
               boost::test_tools::per_element());
    BOOST_TEST(order_of(make_plan(graph, pick({"tag:small+"}), searched)) ==
                   (lines{"b (selected)", "c (selected)"}),
               boost::test_tools::per_element());
    BOOST_TEST(
        complaint_about(graph, pick({"tag:large"})).message.find("no plugin matches 'tag:large'") ==
        0U);
}

BOOST_AUTO_TEST_CASE(without_dependencies_they_are_opened_and_do_not_write) {
    selection wanted = pick({"positions", "users+1"});
    wanted.without_dependencies = true;
    wanted.skip = {"algorithms"};
    const plan plan = planned_for(wanted);
    BOOST_TEST(order_of(plan) ==
                   (lines{"users (selected)", "orders (selected)", "positions (selected)"}),
               boost::test_tools::per_element());
    wanted.only = {"positions"};
    const auto alone = planned_for(wanted).order;
    BOOST_REQUIRE(alone.size() == 3U);
    BOOST_TEST(alone[0].reason == "needed by orders, not run: --no-deps");
    BOOST_TEST(!alone[0].writes);
    BOOST_TEST(!alone[1].writes);
    BOOST_TEST(alone[2].reason == "selected");
    BOOST_TEST(alone[2].writes);
}

BOOST_AUTO_TEST_CASE(an_optional_dependency_is_not_pulled_in_but_comes_first_when_selected) {
    check_plan(pick({"prices"}), {"prices (selected)"}, {});
    check_plan(
        pick({"prices,coinspot_prices"}), {"coinspot_prices (selected)", "prices (selected)"}, {});
}

BOOST_AUTO_TEST_CASE(skip_leaves_out_the_plugin_and_all_that_require_it) {
    check_plan(pick({}, {"users", "co*"}),
               {"prices (selected)"},
               {"algorithms: requires users, left out by --skip",
                "coins: left out by --skip",
                "coinspot_coins: left out by --skip",
                "coinspot_prices: left out by --skip",
                legacy_refused,
                "markets: requires coins, left out by --skip",
                "orders: requires users, left out by --skip",
                "positions: requires orders, which requires users, left out by --skip",
                "users: left out by --skip"});
}

BOOST_AUTO_TEST_CASE(skip_wins_over_a_glob_and_drops_what_is_then_not_needed) {
    check_plan(pick({"p*"}, {"orders"}),
               {"prices (selected)"},
               {"orders: left out by --skip", "positions: requires orders, left out by --skip"});
}

BOOST_AUTO_TEST_CASE(skipping_what_the_plan_does_not_need_changes_nothing) {
    check_plan(pick({"users"}, {"coins"}), {"users (selected)"}, {});
    check_plan(pick({"users"}, {"legacy"}), {"users (selected)"}, {});
}

BOOST_AUTO_TEST_CASE(no_real_data_leaves_out_sources_and_what_requires_one) {
    check_plan(
        pick({}, {}, true),
        {"prices (selected)",
         "users (selected)",
         "algorithms (selected)",
         "orders (selected)",
         "positions (selected)"},
        {"coins: requires coinspot_coins, left out by --no-real-data",
         "coinspot_coins: left out by --no-real-data",
         "coinspot_prices: left out by --no-real-data",
         legacy_refused,
         "markets: requires coins, which requires coinspot_coins, left out by --no-real-data"});
}

BOOST_AUTO_TEST_CASE(a_plan_may_come_out_empty) {
    check_plan(pick({"coinspot_*"}, {}, true),
               {},
               {"coinspot_coins: left out by --no-real-data",
                "coinspot_prices: left out by --no-real-data"});
}

BOOST_AUTO_TEST_CASE(an_unknown_name_is_refused_with_a_suggestion_and_the_searched_directories) {
    check_complaint(pick({"order"}),
                    failure::usage,
                    "unknown plugin 'order'; did you mean 'orders'? searched: /plugins, /missing "
                    "(did not exist)");
    check_complaint(pick({}, {"telemetry"}),
                    failure::usage,
                    "unknown plugin 'telemetry'; searched: /plugins, /missing (did not exist)");
    check_complaint(pick({"x*"}),
                    failure::usage,
                    "no plugin matches 'x*'; searched: /plugins, /missing (did not exist)");
}

BOOST_AUTO_TEST_CASE(an_empty_name_is_refused) {
    check_complaint(pick({"users,"}),
                    failure::usage,
                    "--only: a name is empty; write names separated by commas");
    check_complaint(
        pick({}, {""}), failure::usage, "--skip: a name is empty; write names separated by commas");
}

BOOST_AUTO_TEST_CASE(a_refused_plugin_asked_for_by_name_says_why_it_is_refused) {
    check_complaint(pick({"legacy"}),
                    failure::plugin,
                    "plugin 'legacy' at /plugins/legacy.seedbed.json is refused:\n  it was built "
                    "with Boost 1.74");
    check_plan(pick({"lega*", "users+"}, {"orders"}),
               {"users (selected)", "algorithms (selected)"},
               {legacy_refused,
                "orders: left out by --skip",
                "positions: requires orders, left out by --skip"});
}

BOOST_AUTO_TEST_CASE(asking_for_what_is_left_out_is_a_conflict_that_names_the_edge) {
    check_complaint(pick({"orders"}, {"orders"}),
                    failure::usage,
                    "--only asks for orders, but --skip leaves it out; drop one of the two");
    check_complaint(
        pick({"positions"}, {"users"}),
        failure::usage,
        "--only asks for positions, but --skip leaves users out, and positions "
        "requires orders, which requires users (declared in /plugins/orders.seedbed.json)");
    check_complaint(pick({"coinspot_prices"}, {}, true),
                    failure::usage,
                    "--only asks for coinspot_prices, but --no-real-data leaves it out; drop one "
                    "of the two");
    check_complaint(pick({"coins"}, {}, true),
                    failure::usage,
                    "--only asks for coins, but --no-real-data leaves coinspot_coins out, and "
                    "coins requires coinspot_coins (declared in /plugins/coins.seedbed.json)");
}

BOOST_AUTO_TEST_CASE(all_problems_of_a_selection_come_at_once) {
    check_complaint(
        pick({"order", "legacy", "positions"}, {"userz", "users"}),
        failure::usage,
        "--only asks for positions, but --skip leaves users out, and positions "
        "requires orders, which requires users (declared in /plugins/orders.seedbed.json)\n"
        "unknown plugin 'order'; did you mean 'orders'?\n"
        "unknown plugin 'userz'; did you mean 'users'?\n"
        "plugin 'legacy' at /plugins/legacy.seedbed.json is refused:\n"
        "  it was built with Boost 1.74\n"
        "searched: /plugins, /missing (did not exist)");
}

BOOST_AUTO_TEST_CASE(no_plugins_at_all_is_an_error_that_lists_the_searched_directories) {
    const complaint got = complaint_about(graph_of({}), {});
    BOOST_TEST((got.kind == failure::plugin));
    BOOST_TEST(got.message == "no plugins found; searched: /plugins, /missing (did not exist)");
}

BOOST_AUTO_TEST_CASE(what_is_unmet_and_what_is_refused_come_in_one_message) {
    const graph_of graph({plugin("orders").needs("nobody"),
                          plugin("legacy").refused("it was built with Boost 1.74"),
                          plugin("unwanted").refused("it is too old")});
    BOOST_TEST(complaint_about(graph, pick({}, {"unwanted"})).message ==
               "orders (1.0, /plugins/orders.seedbed.json) requires nobody: not found; install "
               "it, or leave orders out with --skip orders\n"
               "plugin 'legacy' at /plugins/legacy.seedbed.json is refused:\n"
               "  it was built with Boost 1.74");
}

BOOST_AUTO_TEST_CASE(a_broken_plugin_stops_a_plan_only_when_the_plan_has_it) {
    const graph_of graph({plugin("users"), plugin("broken").needs("nobody")});
    const complaint got = complaint_about(graph, {});
    BOOST_TEST((got.kind == failure::plugin));
    BOOST_TEST(got.message ==
               "broken (1.0, /plugins/broken.seedbed.json) requires nobody: not found; install it, "
               "or leave broken out with --skip broken");

    const lines users{"users (selected)"};
    BOOST_TEST(order_of(make_plan(graph, pick({"users"}), searched)) == users,
               boost::test_tools::per_element());
    BOOST_TEST(order_of(make_plan(graph, pick({}, {"broken"}), searched)) == users,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
