#include "core/graph/drawing.hpp"
#include "tests/support/candidates.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::graph;
using seedbed::test::graph_of;
using seedbed::test::plugin;

namespace {

graph_of trading() {
    return graph_of({plugin("users", "1.2"),
                     plugin("algorithms").needs("users", "^1"),
                     plugin("orders").needs("users").needs("algorithms").can_use("prices"),
                     plugin("prices").refused("it was built with Boost 1.74"),
                     plugin("reports").needs("nobody", ">=2")});
}

graph_of ring() {
    return graph_of({plugin("a").needs("b"), plugin("b").needs("a")});
}

} // namespace

BOOST_AUTO_TEST_SUITE(drawing_test)

BOOST_AUTO_TEST_CASE(the_tree_has_dependencies_below_what_depends_on_them) {
    BOOST_TEST(draw_tree(look_over(trading())) == "orders 1.0\n"
                                                  "|-- users 1.2\n"
                                                  "|-- algorithms 1.0\n"
                                                  "|   `-- users 1.2 (^1)\n"
                                                  "`-- prices 1.0 (optional) [refused]\n"
                                                  "reports 1.0 [unmet]\n"
                                                  "`-- nobody (>= 2) [missing]\n");
}

BOOST_AUTO_TEST_CASE(what_was_drawn_with_its_dependencies_is_not_drawn_again) {
    const graph_of graph({plugin("a").needs("c"),
                          plugin("b").needs("c"),
                          plugin("c").needs("d", "^2"),
                          plugin("d", "1")});
    BOOST_TEST(draw_tree(look_over(graph)) == "a 1.0 [unmet]\n"
                                              "`-- c 1.0 [unmet]\n"
                                              "    `-- d 1 (^2): this version does not fit\n"
                                              "b 1.0 [unmet]\n"
                                              "`-- c 1.0 [unmet] (above)\n");
}

BOOST_AUTO_TEST_CASE(a_cycle_is_drawn_once_round) {
    BOOST_TEST(draw_tree(look_over(ring())) == "a 1.0 [unmet]\n"
                                               "`-- b 1.0 [unmet]\n"
                                               "    `-- a 1.0 [unmet] (cycle)\n");
}

BOOST_AUTO_TEST_CASE(dot_has_every_node_and_edge_and_survives_quotes) {
    BOOST_TEST(draw_dot(look_over(trading())) ==
               "digraph seedbed {\n"
               "  rankdir=LR;\n"
               "  node [shape=box];\n"
               "  \"algorithms\" [label=\"algorithms\\n1.0\"];\n"
               "  \"nobody\" [label=\"nobody\\nmissing\", style=dotted, color=red];\n"
               "  \"orders\" [label=\"orders\\n1.0\"];\n"
               "  \"prices\" [label=\"prices\\n1.0\\nrefused\", style=dashed, color=red];\n"
               "  \"reports\" [label=\"reports\\n1.0\\nunmet\", style=dashed, color=orange];\n"
               "  \"users\" [label=\"users\\n1.2\"];\n"
               "  \"algorithms\" -> \"users\" [label=\"^1\"];\n"
               "  \"orders\" -> \"users\" [label=\"\"];\n"
               "  \"orders\" -> \"algorithms\" [label=\"\"];\n"
               "  \"orders\" -> \"prices\" [label=\"optional\", style=dashed];\n"
               "  \"reports\" -> \"nobody\" [label=\">= 2\"];\n"
               "}\n");
    const std::string quoted = draw_dot(look_over(graph_of({plugin("a\"b\\c")})));
    BOOST_TEST(quoted.find(R"("a\"b\\c" [label="a\"b\\c\n1.0"];)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(mermaid_has_every_node_and_edge) {
    const std::string text = draw_mermaid(look_over(trading()));
    BOOST_TEST(text.find("graph LR\n"
                         "  n0[\"algorithms<br/>1.0\"]\n"
                         "  n1[\"nobody<br/>missing\"]:::missing\n"
                         "  n2[\"orders<br/>1.0\"]\n"
                         "  n3[\"prices<br/>1.0<br/>refused\"]:::refused\n"
                         "  n4[\"reports<br/>1.0<br/>unmet\"]:::unmet\n"
                         "  n5[\"users<br/>1.2\"]\n"
                         "  n0 -->|\"^1\"| n5\n"
                         "  n2 --> n5\n"
                         "  n2 --> n0\n"
                         "  n2 -.->|\"optional\"| n3\n"
                         "  n4 -->|\">= 2\"| n1\n") == 0U);
}

BOOST_AUTO_TEST_CASE(a_path_is_one_of_the_shortest_with_who_declares_it) {
    const auto path = shortest_path(trading(), "orders", "users");
    BOOST_REQUIRE(path.size() == 1U);
    BOOST_TEST(path[0].declared_in == "/plugins/orders.seedbed.json");
    const auto to_missing = shortest_path(trading(), "reports", "nobody");
    BOOST_REQUIRE(to_missing.size() == 1U);
    BOOST_TEST((to_missing[0].state == edge_state::missing));
    BOOST_TEST(shortest_path(trading(), "users", "orders").empty());
    BOOST_TEST(shortest_path(trading(), "users", "users").empty());
}

BOOST_AUTO_TEST_SUITE_END()
