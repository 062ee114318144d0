#include "plugins/orders/checks.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/integration/judging.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::test;

namespace {

const std::string as_of = "2026-11-22T14:35:00Z";

struct with_orders : on_database {
    void seed(const words& more = {}, const std::string& plugin = "positions") const {
        check_ends(
            run(words{
                    "--only", plugin, "--no-real-data", "--password-cost", "4", "--as-of", as_of} +
                more),
            0);
    }

    std::string text(const std::string& table = "orders") const {
        return database.copy("SELECT * FROM " + table + " ORDER BY id");
    }

    std::string value(const std::string& sql) const { return database.value(sql); }
};

struct seeded_orders : with_orders {
    seeded_orders() { seed(); }
};

const with_orders& usual() {
    static const seeded_orders seeded;
    return seeded;
}

} // namespace

BOOST_AUTO_TEST_SUITE(orders_test)

BOOST_AUTO_TEST_CASE(every_user_trades_few_much_many_little) {
    BOOST_TEST(usual().value("SELECT count(DISTINCT user_id) FROM orders") == "10");
    const int orders = std::stoi(usual().count("orders"));
    BOOST_TEST(orders > 200); // hundreds
    BOOST_TEST(orders < 1500);
    BOOST_TEST(usual().value("SELECT max(n) > 4 * min(n) FROM (SELECT count(*) AS n FROM orders"
                             " GROUP BY user_id) o") == "t");
}

BOOST_AUTO_TEST_CASE(algorithms_trade_for_the_users_who_run_them) {
    BOOST_TEST(std::stoi(usual().value("SELECT count(*) FROM orders WHERE algorithm_id IS NOT"
                                       " NULL")) > 50);
    BOOST_TEST(std::stoi(usual().value("SELECT count(*) FROM orders WHERE algorithm_id IS NULL")) >
               100);
}

BOOST_AUTO_TEST_CASE(more_users_leave_the_orders_of_the_first_ones_as_they_were) {
    const with_orders grown;
    const with_orders at_once;
    grown.seed({"--users", "12"});
    grown.seed({"--users", "24"});
    at_once.seed({"--users", "24"});
    for (const char* table : {"orders", "positions"}) {
        BOOST_TEST((grown.text(table) == at_once.text(table)), table);
        BOOST_TEST(!grown.text(table).empty());
    }
}

BOOST_AUTO_TEST_CASE(a_second_run_adds_nothing_on_another_day_either) {
    const with_orders repeated;
    repeated.seed();
    const std::string before = repeated.text();
    repeated.seed();
    repeated.seed({"--as-of", "2026-11-24T10:00:00Z"});
    BOOST_TEST((repeated.text() == before));
}

BOOST_AUTO_TEST_CASE(orders_per_user_can_be_chosen) {
    const with_orders none;
    none.seed({"--orders-per-user", "0", "--deployments", "0"});
    // All that is left are orders of the last moment.
    BOOST_TEST(std::stoi(none.count("orders")) <= 10);
    const with_orders many;
    many.seed({"--orders-per-user", "100"});
    BOOST_TEST(std::stoi(many.count("orders")) > 2 * std::stoi(usual().count("orders")));
}

BOOST_AUTO_TEST_CASE(users_with_books_of_others_are_left_alone) {
    const with_orders shared;
    shared.seed({"--orders-per-user", "1"}); // makes the tables
    shared.database.execute("DELETE FROM positions; DELETE FROM orders;"
                            "INSERT INTO positions SELECT gen_random_uuid(), min(id::text)::uuid,"
                            " 'BTC', 1, 100000, 100000, now(), now() FROM \"user\"");
    shared.seed();
    BOOST_TEST(
        shared.value("SELECT count(*) FROM orders WHERE user_id = (SELECT min(id::text)::uuid"
                     " FROM \"user\")") == "0");
    BOOST_TEST(shared.value("SELECT count(DISTINCT user_id) FROM orders") == "9");
    BOOST_TEST(shared.value("SELECT count(*) FROM positions WHERE total_cost = 100000") == "1");
}

BOOST_AUTO_TEST_CASE(a_superuser_whom_the_application_just_made_has_no_past) {
    const with_orders adopting;
    adopting.seed({"--users", "0"}, "users");
    adopting.database.execute(
        "INSERT INTO \"user\" (id, email, is_active, is_superuser, hashed_password, created_at)"
        " VALUES (gen_random_uuid(), 'admin@example.com', true, true, 'x', '2026-11-21 14:35Z')");
    adopting.seed();
    BOOST_TEST(adopting.value("SELECT bool_and(o.created_at >= u.created_at) FROM orders o JOIN"
                              " \"user\" u ON u.id = o.user_id") == "t");
    BOOST_TEST(adopting.value("SELECT count(DISTINCT user_id) FROM orders") == "10");
}

BOOST_AUTO_TEST_CASE(without_prices_nothing_can_be_traded_and_the_run_says_so) {
    const with_orders priceless;
    check_ends(priceless.run({"--only", "orders", "--skip", "price_history"}),
               2,
               {"orders", "price_history"});
}

BOOST_AUTO_TEST_SUITE(order_checks_test)

const std::string filled = "(SELECT min(id::text)::uuid FROM orders WHERE status = 'filled')";
const std::string by_algorithm =
    "(SELECT min(id::text)::uuid FROM orders WHERE algorithm_id IS NOT NULL)";
const std::string market_fill = "(SELECT min(id::text)::uuid FROM orders WHERE status = 'filled'"
                                " AND order_type = 'market' AND side = 'buy')";
const std::string limit_fill = "(SELECT min(id::text)::uuid FROM orders WHERE status = 'filled'"
                               " AND order_type = 'limit' AND side = 'buy')";

const std::vector<damage> damages{
    {"orders.words", "UPDATE orders SET side = 'BUY' WHERE id = " + filled, "BUY"},
    {"orders.amounts", "UPDATE orders SET quantity = -1 WHERE id = $first", "quantity -1"},
    {"orders.filled_complete",
     "UPDATE orders SET filled_at = NULL WHERE id = " + filled,
     "filled_at "},
    {"orders.partial_in_part",
     "UPDATE orders SET status = 'partial' WHERE id = " + filled,
     "filled "},
    {"orders.unfilled_nothing",
     "UPDATE orders SET status = 'cancelled' WHERE id = " + filled,
     "cancelled, filled "},
    {"orders.failed_says_why",
     "UPDATE orders SET error_message = NULL WHERE id = (SELECT min(id::text)::uuid FROM orders"
     " WHERE status = 'failed')",
     "no message"},
    {"orders.submitted_has_time",
     "UPDATE orders SET submitted_at = NULL WHERE id = " + filled,
     "filled, submitted_at "},
    {"orders.limit_has_price",
     "UPDATE orders SET price = NULL WHERE id = " + limit_fill,
     "no price"},
    {"orders.times_in_order",
     "UPDATE orders SET submitted_at = filled_at + interval '1 s' WHERE id = " + filled,
     "202"},
    {"orders.after_user",
     "UPDATE orders SET created_at = '2001-01-01' WHERE id = $first",
     "created 2001"},
    {"orders.after_algorithm",
     "UPDATE orders SET created_at = '2001-01-01' WHERE id = " + by_algorithm,
     "created 2001"},
    {"orders.market_fill_price",
     "UPDATE orders SET price = price + 0.00000001 WHERE id = " + market_fill,
     "buy "},
    {"orders.limit_reached",
     "UPDATE orders SET price = price / 2 WHERE id = " + limit_fill,
     "buy "},
    {"orders.limit_not_missed",
     "UPDATE orders SET status = 'submitted', filled_quantity = 0, filled_at = NULL WHERE id = " +
         limit_fill, // updated when it was filled
     "the market was there at "},
    {"orders.not_oversold",
     "UPDATE orders SET filled_quantity = quantity, status = 'filled', side = 'sell' WHERE id ="
     " (SELECT id FROM orders WHERE status = 'filled' AND side = 'buy' AND algorithm_id IS NULL"
     " ORDER BY filled_at LIMIT 1)",
     "short by "},
    {"orders.awake",
     "UPDATE orders o SET created_at = date_trunc('day', o.created_at AT TIME ZONE u.timezone)"
     " AT TIME ZONE u.timezone + interval '3 hours' FROM \"user\" u WHERE u.id = o.user_id",
     "orders from 1 to 6 o'clock"},
};

struct on_orders : damaged_database {
    on_orders() : damaged_database(usual().database, ohmycoins::order_checks(), "orders") {}
};

BOOST_FIXTURE_TEST_CASE(what_was_seeded_keeps_them, on_orders) {
    check_none_is_violated();
}

BOOST_DATA_TEST_CASE(each_names_what_breaks_it, damages, damage) {
    on_orders().check_finds(damage);
}

BOOST_AUTO_TEST_CASE(each_has_a_damage) {
    check_all_are_damaged(ohmycoins::order_checks(), damages);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
