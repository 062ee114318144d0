// What `seedbed plan` shows where a run would end with an error: everything that can be told.
#include "core/graph/selection.hpp"
#include "tests/support/candidates.hpp"
#include "tests/support/refusal.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::graph;
using seedbed::test::check_contains;
using seedbed::test::graph_of;
using seedbed::test::plugin;

namespace {

/// What the run says.
std::string complaint_about(const dependency_graph& graph) {
    try {
        make_plan(graph, {}, {});
    } catch (const seedbed::error& problem) {
        return problem.what();
    }
    return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(plan_draft_test)

BOOST_AUTO_TEST_CASE(a_draft_has_what_can_be_ordered_and_the_problems_of_the_rest) {
    const graph_of graph({plugin("users"),
                          plugin("broken").needs("nobody"),
                          plugin("reports").needs("broken"),
                          plugin("legacy").refused("it was built with Boost 1.74")});
    const plan draft = draft_plan(graph, {}, {});
    BOOST_REQUIRE(draft.order.size() == 1U);
    BOOST_TEST(draft.order[0].name == "users");
    BOOST_REQUIRE(draft.left_out.size() == 3U);
    BOOST_TEST(draft.left_out[0].name == "broken");
    BOOST_TEST(draft.left_out[0].unmet);
    BOOST_TEST(!draft.left_out[0].refused);
    BOOST_TEST(draft.left_out[0].reason.starts_with("unmet: broken (1.0, "));
    BOOST_TEST(draft.left_out[1].refused);
    BOOST_TEST(!draft.left_out[1].unmet);
    BOOST_TEST(draft.left_out[2].unmet);
    BOOST_TEST(draft.problems.size() == 2U);
    check_contains(complaint_about(graph), draft.problems);
}

BOOST_AUTO_TEST_CASE(a_draft_keeps_what_a_broken_plugin_alone_would_need_out_of_the_order) {
    const graph_of graph({plugin("users"), plugin("broken").needs("users").needs("nobody")});
    const plan draft = draft_plan(graph, {.only = {"broken"}}, {});
    BOOST_TEST(draft.order.empty());
    BOOST_REQUIRE(draft.left_out.size() == 1U);
    BOOST_TEST(draft.left_out[0].name == "broken");
}

BOOST_AUTO_TEST_CASE(a_draft_of_plugins_in_conflict_has_no_order) {
    const graph_of graph({plugin("users").conflicts_with("orders"), plugin("orders")});
    const plan draft = draft_plan(graph, {}, {});
    BOOST_TEST(draft.order.empty());
    BOOST_TEST(draft.left_out.empty());
    BOOST_TEST(draft.problems.size() == 1U);
    check_contains(complaint_about(graph), draft.problems);
}

BOOST_AUTO_TEST_CASE(a_draft_without_problems_is_the_plan) {
    const graph_of graph({plugin("users"), plugin("orders").needs("users")});
    const plan draft = draft_plan(graph, {}, {});
    BOOST_TEST(draft.problems.empty());
    BOOST_TEST(draft.order.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
