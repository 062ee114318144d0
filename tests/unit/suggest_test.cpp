#include <seedbed/suggest.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::text::did_you_mean;
using seedbed::text::edit_distance;
using seedbed::text::nearest;

BOOST_AUTO_TEST_SUITE(suggest_test)

BOOST_AUTO_TEST_CASE(distance_counts_inserted_deleted_replaced_and_swapped_characters) {
    struct expectation {
        std::string left;
        std::string right;
        std::size_t distance;
    };
    const std::vector<expectation> cases{{"", "", 0},
                                         {"", "orders", 6},
                                         {"orders", "orders", 0},
                                         {"order", "orders", 1},
                                         {"orders", "ordres", 1},
                                         {"users", "uzers", 1},
                                         {"price_history", "pricehistory", 1},
                                         {"kitten", "sitting", 3},
                                         {"orders", "Orders", 1}};
    for (const expectation& each : cases) {
        BOOST_TEST_INFO(each.left << " and " << each.right);
        BOOST_TEST(edit_distance(each.left, each.right) == each.distance);
        BOOST_TEST(edit_distance(each.right, each.left) == each.distance);
    }
}

BOOST_AUTO_TEST_CASE(the_nearest_known_word_is_found) {
    const std::vector<std::string> known{"users", "orders", "price_history", "positions"};
    BOOST_TEST(nearest("order", known) == "orders");
    BOOST_TEST(nearest("ORDERS", known) == "orders");
    BOOST_TEST(nearest("pricehistroy", known) == "price_history");
    BOOST_TEST(nearest("user", known) == "users");
}

BOOST_AUTO_TEST_CASE(a_word_far_from_all_gets_no_suggestion) {
    const std::vector<std::string> known{"users", "orders"};
    BOOST_TEST(nearest("telemetry", known).empty());
    BOOST_TEST(nearest("ab", known).empty());
    BOOST_TEST(nearest("", known).empty());
    BOOST_TEST(nearest("users", {}).empty());
    BOOST_TEST(did_you_mean("telemetry", known).empty());
}

BOOST_AUTO_TEST_CASE(equally_near_words_give_the_first_by_name_whatever_their_order) {
    const std::vector<std::string> forward{"model_a", "model_b", "model_c"};
    const std::vector<std::string> backward{"model_c", "model_b", "model_a"};
    BOOST_TEST(nearest("model_x", forward) == "model_a");
    BOOST_TEST(nearest("model_x", backward) == "model_a");
}

BOOST_AUTO_TEST_CASE(a_suggestion_reads_as_the_end_of_a_message) {
    const std::vector<std::string> known{"orders"};
    BOOST_TEST("unknown plugin 'order'" + did_you_mean("order", known) ==
               "unknown plugin 'order'; did you mean 'orders'?");
}

BOOST_AUTO_TEST_SUITE_END()
