#include "core/graph/dependency_graph.hpp"
#include "core/graph/overview.hpp"
#include "tests/support/candidates.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using seedbed::discovery::candidate;
using seedbed::graph::dependency_graph;
using seedbed::test::graph_of;
using seedbed::test::plugin;

using names = std::vector<std::string>;

namespace {

std::set<std::string> everyone(const dependency_graph& graph) {
    std::set<std::string> members;
    for (const auto& [name, each] : graph.plugins()) {
        if (each->state == seedbed::discovery::plugin_state::found) {
            members.insert(name);
        }
    }
    return members;
}

names order_of_all(const dependency_graph& graph) {
    return graph.order(everyone(graph));
}

std::string complaint(const dependency_graph& graph) {
    try {
        order_of_all(graph);
    } catch (const seedbed::error& problem) {
        BOOST_TEST((problem.kind() == seedbed::failure::plugin));
        return problem.what();
    }
    return "";
}

std::vector<candidate> trading() {
    return {plugin("users"),
            plugin("algorithms").needs("users"),
            plugin("orders").needs("users").needs("algorithms").can_use("prices"),
            plugin("positions").needs("orders"),
            plugin("prices").can_use("coinspot_prices"),
            plugin("agents").needs("users")};
}

} // namespace

BOOST_AUTO_TEST_SUITE(dependency_graph_test)

BOOST_AUTO_TEST_CASE(each_plugin_comes_after_what_it_depends_on_and_names_break_ties) {
    BOOST_TEST(order_of_all(graph_of(trading())) ==
                   (names{"prices", "users", "agents", "algorithms", "orders", "positions"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_diamond_is_no_cycle) {
    const graph_of graph({plugin("a"),
                          plugin("b").needs("a"),
                          plugin("c").needs("a"),
                          plugin("d").needs("c").needs("b")});
    BOOST_TEST(order_of_all(graph) == (names{"a", "b", "c", "d"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_order_does_not_depend_on_the_order_of_discovery) {
    const names expected = order_of_all(graph_of(trading()));
    std::mt19937 shuffler(7);
    for (int round = 0; round < 100; ++round) {
        std::vector<candidate> shuffled = trading();
        std::shuffle(shuffled.begin(), shuffled.end(), shuffler);
        BOOST_TEST(order_of_all(graph_of(shuffled)) == expected, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_missing_dependency_is_reported_with_who_requires_it) {
    const graph_of graph({plugin("orders", "1.2").needs("users", ">=1.1")});
    BOOST_TEST(
        complaint(graph) ==
        "orders (1.2, /plugins/orders.seedbed.json) requires users >= 1.1: not found; install "
        "it, or leave orders out with --skip orders");
}

BOOST_AUTO_TEST_CASE(a_missing_dependency_with_a_near_name_gets_a_suggestion) {
    const graph_of graph({plugin("orders").needs("user"), plugin("users")});
    BOOST_TEST(complaint(graph) == "orders (1.0, /plugins/orders.seedbed.json) requires user: not "
                                   "found; did you mean 'users'? Else install it, or leave orders "
                                   "out with --skip orders");
}

BOOST_AUTO_TEST_CASE(a_version_that_does_not_fit_is_reported_with_what_was_found) {
    const graph_of graph(
        {plugin("orders", "1.2").needs("users", ">=1.1 <2"), plugin("users", "1.0")});
    BOOST_TEST(
        complaint(graph) ==
        "orders (1.2, /plugins/orders.seedbed.json) requires users >= 1.1 < 2: found users "
        "1.0 at /plugins/users.seedbed.json; install a version that fits, or leave orders out "
        "with --skip orders");
}

BOOST_AUTO_TEST_CASE(a_refused_dependency_is_reported_with_the_reason) {
    const graph_of graph(
        {plugin("orders").needs("users"), plugin("users").refused("it is too old")});
    BOOST_TEST(complaint(graph) ==
               "orders (1.0, /plugins/orders.seedbed.json) requires users: plugin 'users' at "
               "/plugins/users.seedbed.json is refused:\n  it is too old");
}

BOOST_AUTO_TEST_CASE(who_pulled_the_dependant_in_is_told) {
    const graph_of graph({plugin("orders").needs("users"),
                          plugin("positions").needs("orders"),
                          plugin("audits").needs("orders")});
    BOOST_TEST(complaint(graph) ==
               "orders (1.0, /plugins/orders.seedbed.json) requires users: not found; install it, "
               "or leave orders out with --skip orders\n"
               "  orders is needed by audits, positions");
}

BOOST_AUTO_TEST_CASE(an_optional_dependency_may_be_missing_but_must_fit_when_it_is_there) {
    BOOST_TEST(order_of_all(graph_of({plugin("a").can_use("z")})) == names{"a"},
               boost::test_tools::per_element());

    const graph_of with_refused({plugin("a").can_use("z"), plugin("z").refused("it is too old")});
    BOOST_TEST(order_of_all(with_refused) == names{"a"}, boost::test_tools::per_element());

    const graph_of fitting({plugin("a").can_use("z", "^1"), plugin("z", "1.4")});
    BOOST_TEST(order_of_all(fitting) == (names{"z", "a"}), boost::test_tools::per_element());

    const graph_of outdated({plugin("a").can_use("z", "^1.5"), plugin("z", "1.4")});
    BOOST_TEST(complaint(outdated) ==
               "a (1.0, /plugins/a.seedbed.json) can use z ^1.5: found z 1.4 at "
               "/plugins/z.seedbed.json; update it, or leave one of the two out with --skip");
    BOOST_TEST(outdated.order({"a"}) == names{"a"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_cycle_is_shown_whole_with_the_file_that_declares_each_edge) {
    const graph_of graph({plugin("c").needs("a", ">=1.0"),
                          plugin("a").needs("b"),
                          plugin("b").can_use("c"),
                          plugin("_before").needs("c")});
    BOOST_TEST(complaint(graph) == "dependency cycle: a -> b -> c -> a\n"
                                   "  a requires b: declared in /plugins/a.seedbed.json\n"
                                   "  b can use c: declared in /plugins/b.seedbed.json\n"
                                   "  c requires a >= 1.0: declared in /plugins/c.seedbed.json\n"
                                   "  take one of these out of its manifest, or leave a out with "
                                   "--skip a");
}

BOOST_AUTO_TEST_CASE(a_plugin_that_depends_on_itself_is_a_cycle) {
    const graph_of graph({plugin("a").needs("a")});
    BOOST_TEST(complaint(graph) == "dependency cycle: a -> a\n"
                                   "  a requires a: declared in /plugins/a.seedbed.json\n"
                                   "  take it out of the manifest, or leave a out with --skip a");
}

BOOST_AUTO_TEST_CASE(missing_dependencies_come_first_and_every_cycle_is_found) {
    const graph_of graph({plugin("a").needs("b"),
                          plugin("b").needs("a"),
                          plugin("x").needs("y").needs("a"),
                          plugin("y").needs("x").needs("nobody")});
    const std::string message = complaint(graph);
    const std::size_t missing = message.find("requires nobody: not found");
    const std::size_t first = message.find("dependency cycle: a -> b -> a");
    const std::size_t second = message.find("dependency cycle: x -> y -> x");
    BOOST_TEST(missing < first);
    BOOST_TEST(first < second);
    BOOST_TEST(second != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_dependency_is_not_called_a_cycle) {
    const graph_of graph({plugin("a").needs("b"), plugin("b").needs("nobody")});
    BOOST_TEST(complaint(graph).find("cycle") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(plugins_in_conflict_cannot_take_part_together) {
    const graph_of graph(
        {plugin("orders", "2.0").conflicts_with("old_orders", "<3"), plugin("old_orders", "1.4")});
    BOOST_TEST(complaint(graph) ==
               "orders (2.0, /plugins/orders.seedbed.json) conflicts with old_orders < 3: found "
               "old_orders 1.4 at /plugins/old_orders.seedbed.json; leave one of the two out with "
               "--skip");
    BOOST_TEST(graph.order({"orders"}) == names{"orders"}, boost::test_tools::per_element());

    const graph_of newer(
        {plugin("orders", "2.0").conflicts_with("old_orders", "<3"), plugin("old_orders", "3.0")});
    BOOST_TEST(complaint(newer) == "");
    const graph_of absent({plugin("orders").conflicts_with("old_orders")});
    BOOST_TEST(complaint(absent) == "");
}

BOOST_AUTO_TEST_CASE(a_conflict_that_a_plugin_always_has_is_told_as_one_of_its_manifest) {
    const graph_of with_itself({plugin("a", "1.2").conflicts_with("a", "<2")});
    BOOST_TEST(complaint(with_itself) ==
               "a (1.2, /plugins/a.seedbed.json) conflicts with a < 2: found a 1.2 at "
               "/plugins/a.seedbed.json; that is itself, so it cannot run at all: its manifest has "
               "to change, or leave a out with --skip a");
    const graph_of with_required(
        {plugin("a").needs("b").conflicts_with("c"), plugin("b").needs("c"), plugin("c")});
    BOOST_TEST(complaint(with_required) ==
               "a (1.0, /plugins/a.seedbed.json) conflicts with c: found c 1.0 at "
               "/plugins/c.seedbed.json; it requires c, so it cannot run at all: its manifest has "
               "to change, or leave a out with --skip a");
    const graph_of with_old_one(
        {plugin("a").needs("b", ">=1").conflicts_with("b", "<2"), plugin("b", "1.5")});
    BOOST_TEST(
        complaint(with_old_one) ==
        "a (1.0, /plugins/a.seedbed.json) conflicts with b < 2: found b 1.5 at "
        "/plugins/b.seedbed.json; it requires b, so it cannot run with this version: install "
        "another one, or leave a out with --skip a");
}

BOOST_AUTO_TEST_CASE(two_that_want_different_versions_of_a_third_are_both_told) {
    const graph_of graph({plugin("a").needs("users", "^1"),
                          plugin("b").needs("users", "^2"),
                          plugin("c").needs("users", "^3"),
                          plugin("users", "2.1")});
    BOOST_TEST(complaint(graph) ==
               "a (1.0, /plugins/a.seedbed.json) requires users ^1: found users 2.1 at "
               "/plugins/users.seedbed.json; install a version that fits, or leave a out with "
               "--skip a\n"
               "c (1.0, /plugins/c.seedbed.json) requires users ^3: found users 2.1 at "
               "/plugins/users.seedbed.json; install a version that fits, or leave c out with "
               "--skip c");
}

BOOST_AUTO_TEST_CASE(obstacles_are_told_of_those_that_they_keep_from_running) {
    using map = std::map<std::string, std::string>;
    BOOST_TEST((graph_of(trading()).obstacles() == map{}));
    const graph_of graph({plugin("users"),
                          plugin("orders").needs("nobody"),
                          plugin("positions").needs("orders"),
                          plugin("a").needs("b"),
                          plugin("b").needs("a"),
                          plugin("legacy").refused("it is too old")});
    const map found = graph.obstacles();
    BOOST_TEST(found.size() == 4U);
    BOOST_TEST(found.at("orders").find("requires nobody: not found") != std::string::npos);
    BOOST_TEST(found.at("positions").find("requires nobody: not found") != std::string::npos);
    BOOST_TEST(found.at("a").find("dependency cycle: a -> b -> a") != std::string::npos);
    BOOST_TEST(found.count("b") == 1U);
}

BOOST_AUTO_TEST_CASE(obstacles_are_looked_for_among_some_alone) {
    const graph_of graph({plugin("users"),
                          plugin("orders").needs("nobody"),
                          plugin("reports").needs("orders"),
                          plugin("x").needs("y")});
    BOOST_TEST(graph.obstacles({"users", "orders"}).size() == 1U);
    BOOST_TEST(graph.obstacles({"reports"}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(only_the_members_are_looked_at) {
    const graph_of graph({plugin("users"), plugin("broken").needs("nobody")});
    BOOST_TEST(graph.order({"users"}) == names{"users"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(closures_follow_required_dependencies_down_and_all_of_them_up) {
    const graph_of graph(trading());
    using set = std::set<std::string>;
    BOOST_TEST(
        (graph.with_required({"positions"}) == set{"positions", "orders", "users", "algorithms"}));
    BOOST_TEST((graph.dependants({"prices"}) == set{"orders", "positions"}));
    BOOST_TEST((graph.dependants({"positions"}).empty()));
    BOOST_TEST((graph.dependants({"prices"}, 1) == set{"orders"}));
    BOOST_TEST((graph.dependants({"prices"}, 0).empty()));
    BOOST_TEST(
        (graph.dependencies({"positions"}, 2) == set{"orders", "users", "algorithms", "prices"}));
    BOOST_TEST((graph.dependencies({"prices"}).empty())); // nobody installed coinspot_prices
    const graph_of partly_refused(
        {plugin("orders").needs("users"), plugin("users").refused("it is too old")});
    BOOST_TEST((partly_refused.with_required({"orders"}) == set{"orders"}));
    BOOST_TEST(partly_refused.dependants({"users"}) == set{"orders"},
               boost::test_tools::per_element());
    BOOST_TEST(
        (graph.required_by("users", {"orders", "agents", "prices"}) == names{"agents", "orders"}));
}

BOOST_AUTO_TEST_CASE(the_shortest_chain_of_requirements_is_found) {
    const graph_of graph(trading());
    BOOST_TEST(
        (graph.required_chain("positions", "users") == names{"positions", "orders", "users"}));
    BOOST_TEST((graph.required_chain("users", "users") == names{"users"}));
    BOOST_TEST(graph.required_chain("users", "orders").empty());
    BOOST_TEST(graph.required_chain("orders", "prices").empty());
    BOOST_TEST((graph.chain("positions", "coinspot_prices") ==
                names{"positions", "orders", "prices", "coinspot_prices"}));
}

BOOST_AUTO_TEST_CASE(the_way_from_a_plugin_to_itself_is_the_shortest_cycle) {
    const graph_of graph({plugin("x1").needs("x0").needs("x2"),
                          plugin("x2").needs("x3"),
                          plugin("x3").needs("x1"),
                          plugin("x0").needs("users"),
                          plugin("users"),
                          plugin("self").needs("self")});
    const auto path = [&](const std::string& name) {
        names steps;
        for (const seedbed::graph::edge& each : shortest_path(graph, name, name)) {
            steps.push_back(each.from + " -> " + each.to);
        }
        return steps;
    };
    BOOST_TEST(path("x1") == (names{"x1 -> x2", "x2 -> x3", "x3 -> x1"}),
               boost::test_tools::per_element());
    BOOST_TEST(path("self") == names{"self -> self"}, boost::test_tools::per_element());
    BOOST_TEST(path("x0").empty());
}

BOOST_AUTO_TEST_SUITE_END()
