// The examples of docs/fixtures.md with the trading models: compiled and run with seedbed's own
// tests, and quoted in the page as they stand here.
#include "trading_fixtures.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(trading_test)

using namespace ohmycoins;
using namespace seedbed::testing;

BOOST_FIXTURE_TEST_CASE(advanced_users_are_told_apart, database_fixture) {
    const user pro =
        create_test_user(db, {.email = "pro@example.com", .trading_experience = "advanced"});
    const auto stored = db.odb().load<user>(pro.id);
    BOOST_TEST(stored->email == "pro@example.com");
    BOOST_TEST(!stored->full_name.value().empty()); // the rest comes from the model
}

BOOST_FIXTURE_TEST_CASE(an_order_brings_its_user_with_it, database_fixture) {
    const order placed = create_test_order(db, {.coin_type = "ETH", .side = "buy"});
    BOOST_TEST(db.odb().load<user>(placed.user_id)->is_active);
}

BOOST_FIXTURE_TEST_CASE(positions_cost_what_was_paid, test_user) {
    const position held = create_test_position(
        db, {.user_id = user.id, .quantity = "1.5", .average_price = "65000.00"});
    BOOST_TEST(held.total_cost.to_string() == "97500.00");
}

struct trading_floor : test_user, test_price_data {};

BOOST_FIXTURE_TEST_CASE(a_purchase_at_the_latest_price, trading_floor) {
    const order bought = create_test_order(db,
                                           {.user_id = user.id,
                                            .coin_type = "BTC",
                                            .side = "buy",
                                            .quantity = 2,
                                            .price = prices.back().last});
    BOOST_TEST((bought.price == prices.back().last));
}

BOOST_FIXTURE_TEST_CASE(prices_that_begin_where_the_test_says, database_fixture) {
    const auto prices =
        create_test_price_data(db, {.coin_type = "ETH", .count = 20, .start_price = "3500.00"});
    BOOST_TEST(prices.size() == 20U);
}

BOOST_FIXTURE_TEST_CASE(many_users_at_once, database_fixture) {
    const auto users = create_list<user>(db,
                                         3,
                                         {.email = sequence("user{n}@example.com"),
                                          .is_active = [](auto n) { return n != 2; },
                                          .full_name = std::nullopt});
    BOOST_TEST(users.back().email == "user3@example.com");
    BOOST_TEST(!users[1].is_active);
}

BOOST_AUTO_TEST_CASE(no_database_is_needed) {
    const user made = build<user>({.risk_tolerance = "high"});
    BOOST_TEST(made.risk_tolerance.value() == "high");
    BOOST_TEST(!made.email.empty());
}

BOOST_FIXTURE_TEST_CASE(what_others_see_after_a_commit, template_database_fixture) {
    const user made = create_test_user(db);
    db.commit(); // code under test that connects with copy.conninfo() sees it from here on
    BOOST_TEST(db.odb().load<user>(made.id)->email == made.email);
}

BOOST_AUTO_TEST_SUITE_END()
