// What the application's tests expect of their fixtures, item by item, in C++. Set
// SEEDBED_REFERENCE_SCHEMA to the application's schema to run them on its tables.
#include "tests/testing/application_database.hpp"
#include "trading_fixtures.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

using namespace ohmycoins;
using namespace seedbed::testing;
using seedbed::uuid;

namespace {

template <class T>
std::vector<T> find(const test_database& db, const odb::query<T>& where) {
    auto result = db.odb().query<T>(where);
    return {result.begin(), result.end()};
}

std::vector<position> positions_of(const test_database& db, const user& owner) {
    return find<position>(db, odb::query<position>::user_id == owner.id);
}

std::vector<order> orders_of(const test_database& db, const user& owner) {
    return find<order>(db, odb::query<order>::user_id == owner.id);
}

template <int Precision, int Scale>
double number(const seedbed::decimal<Precision, Scale>& exact) {
    return std::stod(exact.to_string());
}

struct two_users : database_fixture {
    const user first = create_test_user(db, {.email = "user1@example.com"});
    const user second = create_test_user(db, {.email = "user2@example.com"});
};

struct algorithm_of_a_user : test_user {
    const ohmycoins::algorithm algorithm =
        create_test_algorithm(db, {.name = "Test Algo", .status = "active", .created_by = user.id});
};

} // namespace

BOOST_AUTO_TEST_SUITE(fixture_behaviours_test)

// 16 to 24: what each factory makes

BOOST_FIXTURE_TEST_CASE(a_user_is_active_and_no_superuser, database_fixture) {
    const user made = create_test_user(db);
    BOOST_TEST((made.id != uuid()));
    BOOST_TEST(!made.email.empty());
    BOOST_TEST(made.is_active);
    BOOST_TEST(!made.is_superuser);
}

BOOST_FIXTURE_TEST_CASE(as_many_prices_are_made_as_were_asked_for, database_fixture) {
    BOOST_TEST(create_test_price_data(db, {.coin_type = "ETH", .count = 20}).size() == 20U);
}

BOOST_FIXTURE_TEST_CASE(all_prices_are_of_the_coin_asked_for, database_fixture) {
    for (const price& each : create_test_price_data(db, {.coin_type = "ETH", .count = 20}))
        BOOST_TEST(each.coin_type == "ETH");
}

BOOST_FIXTURE_TEST_CASE(every_bid_is_more_than_nothing, database_fixture) {
    for (const price& each : create_test_price_data(db, {.coin_type = "ETH", .count = 20}))
        BOOST_TEST(number(each.bid.value()) > 0);
}

BOOST_FIXTURE_TEST_CASE(every_ask_is_above_its_bid, database_fixture) {
    for (const price& each : create_test_price_data(db, {.coin_type = "ETH", .count = 20}))
        BOOST_TEST((each.ask.value() > each.bid.value()));
}

BOOST_FIXTURE_TEST_CASE(an_algorithm_has_the_name_status_and_author_that_it_is_given,
                        algorithm_of_a_user) {
    BOOST_TEST((algorithm.id != uuid()));
    BOOST_TEST(algorithm.name == "Test Algo");
    BOOST_TEST(algorithm.status == "active");
    BOOST_TEST((algorithm.created_by == user.id));
}

BOOST_FIXTURE_TEST_CASE(a_position_is_of_the_user_and_coin_that_it_is_given, test_user) {
    const position held = create_test_position(db, {.user_id = user.id, .coin_type = "BTC"});
    BOOST_TEST((held.id != uuid()));
    BOOST_TEST((held.user_id == user.id));
    BOOST_TEST(held.coin_type == "BTC");
    BOOST_TEST(number(held.quantity) > 0);
}

BOOST_FIXTURE_TEST_CASE(a_position_cost_exactly_quantity_times_average_price, test_user) {
    const position held = create_test_position(
        db, {.user_id = user.id, .quantity = "0.5", .average_price = "65000.00"});
    BOOST_TEST(db.session()
                   .value("SELECT total_cost = quantity * average_price FROM positions"
                          " WHERE id = $1",
                          {held.id.to_string()})
                   .value() == "t");
    BOOST_TEST(held.total_cost.to_string() == "32500.00");
}

BOOST_FIXTURE_TEST_CASE(an_order_is_filled_and_of_what_it_is_given, test_user) {
    const order placed =
        create_test_order(db, {.user_id = user.id, .coin_type = "ETH", .side = "buy"});
    BOOST_TEST((placed.id != uuid()));
    BOOST_TEST((placed.user_id == user.id));
    BOOST_TEST(placed.coin_type == "ETH");
    BOOST_TEST(placed.side == "buy");
    BOOST_TEST(placed.status == "filled");
}

// 25 to 27: rows find each other

BOOST_FIXTURE_TEST_CASE(a_users_positions_are_found_by_the_user, test_user) {
    const position held = create_test_position(db, {.user_id = user.id});
    const auto found = positions_of(db, user);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST((found.front().id == held.id));
}

BOOST_FIXTURE_TEST_CASE(a_users_orders_are_found_by_the_user, test_user) {
    const order placed = create_test_order(db, {.user_id = user.id});
    const auto found = orders_of(db, user);
    BOOST_TEST_REQUIRE(found.size() == 1U);
    BOOST_TEST((found.front().id == placed.id));
}

BOOST_FIXTURE_TEST_CASE(an_algorithm_is_found_by_its_key, algorithm_of_a_user) {
    BOOST_TEST(db.odb().load<ohmycoins::algorithm>(algorithm.id)->name == "Test Algo");
}

// 28 to 31: the fixtures

BOOST_FIXTURE_TEST_CASE(the_test_user_is_in_the_database, test_user) {
    BOOST_TEST((user.id != uuid()));
    BOOST_TEST(user.is_active);
    BOOST_TEST(db.odb().load<ohmycoins::user>(user.id)->email == user.email);
}

BOOST_FIXTURE_TEST_CASE(the_test_superuser_is_one, test_superuser) {
    BOOST_TEST(db.odb().load<ohmycoins::user>(superuser.id)->is_superuser);
}

BOOST_FIXTURE_TEST_CASE(the_test_algorithm_is_active_and_in_the_database, test_algorithm) {
    BOOST_TEST((algorithm.id != uuid()));
    BOOST_TEST(!algorithm.name.empty());
    BOOST_TEST(algorithm.status == "active");
    BOOST_TEST(db.odb().load<ohmycoins::algorithm>(algorithm.id)->name == algorithm.name);
}

BOOST_FIXTURE_TEST_CASE(the_test_prices_are_fifty, test_price_data) {
    BOOST_TEST(prices.size() == 50U);
}

BOOST_FIXTURE_TEST_CASE(the_last_test_price_lies_between_bid_and_ask, test_price_data) {
    for (const price& each : prices) {
        BOOST_TEST(number(each.bid.value()) > 0);
        BOOST_TEST((each.ask.value() > each.bid.value()));
        BOOST_TEST((each.bid.value() <= each.last.value()));
        BOOST_TEST((each.last.value() <= each.ask.value()));
    }
}

// 32 to 35: scenarios

BOOST_FIXTURE_TEST_CASE(a_position_of_one_and_a_half_bitcoin_cost_what_they_cost, test_user) {
    const position held = create_test_position(
        db,
        {.user_id = user.id, .coin_type = "BTC", .quantity = "1.5", .average_price = "65000.00"});
    BOOST_TEST((held.user_id == user.id));
    BOOST_TEST(held.coin_type == "BTC");
    BOOST_TEST(held.quantity.to_string() == "1.5000000000");
    BOOST_TEST(held.total_cost.to_string() == "97500.00");
}

BOOST_FIXTURE_TEST_CASE(an_algorithm_buys_for_its_user, algorithm_of_a_user) {
    const order bought = create_test_order(db,
                                           {.user_id = user.id,
                                            .algorithm_id = algorithm.id,
                                            .coin_type = "ETH",
                                            .side = "buy",
                                            .quantity = "5.0",
                                            .price = "3500.00"});
    BOOST_TEST((bought.user_id == user.id));
    BOOST_TEST((bought.algorithm_id == algorithm.id));
    BOOST_TEST(bought.coin_type == "ETH");
    BOOST_TEST(bought.side == "buy");
    BOOST_TEST(bought.status == "filled");
}

// An advanced user, an algorithm, 100 prices, a buy at the latest price, the position it leaves.
BOOST_FIXTURE_TEST_CASE(the_complete_scenario, database_fixture) {
    const user trader =
        create_test_user(db, {.risk_tolerance = "high", .trading_experience = "advanced"});
    const algorithm strategy = create_test_algorithm(
        db, {.algorithm_type = "ml_model", .status = "active", .created_by = trader.id});
    const auto prices = create_test_price_data(db, {.coin_type = "BTC", .count = 100});
    const auto latest = prices.back().last.value();

    const order bought = create_test_order(db,
                                           {.user_id = trader.id,
                                            .algorithm_id = strategy.id,
                                            .coin_type = "BTC",
                                            .side = "buy",
                                            .quantity = "2.0",
                                            .price = latest});
    const position held = create_test_position(db,
                                               {.user_id = trader.id,
                                                .coin_type = bought.coin_type,
                                                .quantity = bought.filled_quantity,
                                                .average_price = latest});

    BOOST_TEST((bought.user_id == trader.id));
    BOOST_TEST((bought.algorithm_id == strategy.id));
    BOOST_TEST((held.user_id == trader.id));
    BOOST_TEST(held.coin_type == bought.coin_type);
    BOOST_TEST(held.quantity.to_string() == "2.0000000000");
    BOOST_TEST(orders_of(db, trader).size() >= 1U);
    BOOST_TEST(positions_of(db, trader).size() >= 1U);
}

BOOST_FIXTURE_TEST_CASE(two_users_do_not_see_each_others_positions, two_users) {
    const position of_first = create_test_position(db, {.user_id = first.id});
    const position of_second = create_test_position(db, {.user_id = second.id});

    BOOST_TEST((first.id != second.id));
    BOOST_TEST((of_first.user_id == first.id));
    BOOST_TEST((of_second.user_id == second.id));
    for (const user& owner : {first, second}) {
        const auto found = positions_of(db, owner);
        BOOST_TEST(found.size() >= 1U);
        BOOST_TEST(std::ranges::all_of(
            found, [&](const position& each) { return each.user_id == owner.id; }));
    }
}

// 36 to 38: the data is believable

BOOST_FIXTURE_TEST_CASE(prices_seldom_leap, database_fixture) {
    const auto prices = create_test_price_data(db, {.count = 100});
    int leaps = 0;
    for (std::size_t i = 1; i < prices.size(); ++i) {
        const double before = number(prices[i - 1].last.value());
        leaps += std::abs(number(prices[i].last.value()) - before) / before > 0.05 ? 1 : 0;
    }
    BOOST_TEST(leaps < 10);
}

BOOST_FIXTURE_TEST_CASE(spreads_are_there_and_narrow, test_price_data) {
    for (const price& each : prices) {
        const double spread = number(each.ask.value() - each.bid.value());
        BOOST_TEST(spread > 0);
        BOOST_TEST(spread / number(each.last.value()) < 0.01);
    }
}

BOOST_FIXTURE_TEST_CASE(ten_users_are_not_all_alike, database_fixture) {
    std::set<std::string> risks;
    std::set<std::string> experience;
    for (const user& each : create_list<user>(db, 10)) {
        risks.insert(each.risk_tolerance.value());
        experience.insert(each.trading_experience.value());
    }
    BOOST_TEST(risks.size() > 1U);
    BOOST_TEST(experience.size() > 1U);
}

BOOST_AUTO_TEST_SUITE_END()
