#include "core/graph/selector.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::graph;

BOOST_AUTO_TEST_SUITE(selector_test)

BOOST_AUTO_TEST_CASE(a_plus_on_either_side_reaches_further_and_a_number_says_how_far) {
    const struct {
        std::string text;
        std::string name;
        std::size_t up;
        std::size_t down;
    } cases[] = {{"orders", "orders", 0, 0},
                 {"+orders", "orders", all_steps, 0},
                 {"orders+", "orders", 0, all_steps},
                 {"+orders+", "orders", all_steps, all_steps},
                 {"2+orders", "orders", 2, 0},
                 {"orders+1", "orders", 0, 1},
                 {"2+orders+13", "orders", 2, 13},
                 {"0+orders+0", "orders", 0, 0},
                 {"+coin*+1", "coin*", all_steps, 1},
                 {"1+tag:demo", "tag:demo", 1, 0},
                 {"+", "", all_steps, 0},
                 {"", "", 0, 0}};
    for (const auto& [text, name, up, down] : cases) {
        BOOST_TEST_CONTEXT(text) {
            const selector read = parse_selector(text);
            BOOST_TEST(read.name == name);
            BOOST_TEST(read.up == up);
            BOOST_TEST(read.down == down);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_number_of_steps_stays_in_the_name_where_it_is_told) {
    BOOST_TEST(parse_selector("two+orders").name == "two+orders");
    BOOST_TEST(parse_selector("orders+-1").name == "orders+-1");
    BOOST_TEST(parse_selector("99999999999999999999+orders").name == "99999999999999999999+orders");
}

BOOST_AUTO_TEST_CASE(globs_and_tags_are_patterns) {
    BOOST_TEST(is_pattern("coin*"));
    BOOST_TEST(is_pattern("p?"));
    BOOST_TEST(is_pattern("[ab]c"));
    BOOST_TEST(is_pattern("tag:demo"));
    BOOST_TEST(!is_pattern("orders"));
}

BOOST_AUTO_TEST_SUITE_END()
