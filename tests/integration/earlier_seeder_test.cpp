#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <map>
#include <string>

using namespace seedbed::test;

// What the earlier seeder's tests assert of seeding, asserted of seedbed. The tables are those of
// the application where its schema is at hand, else those that seedbed makes.

namespace {

const words fixed{"--no-real-data", "--password-cost", "4", "--as-of", "2026-11-22T14:35:00Z"};

/// The application's tables, empty.
struct application : on_database {
    application() {
        if (const char* schema = std::getenv("SEEDBED_REFERENCE_SCHEMA")) {
            database.execute_file(schema);
            return;
        }
        seed(
            {"--all", "--users", "0", "--algorithms", "0", "--agent-sessions", "0", "--days", "1"});
        check_ends(run({"--clear", "--yes"}), 0);
    }

    void seed(const words& more) const { check_ends(run(fixed + more), 0); }

    int number(const std::string& sql) const { return std::stoi(database.value(sql)); }
    int rows(const std::string& table, const std::string& where = "true") const {
        return number("SELECT count(*) FROM " + table + " WHERE " + where);
    }

    /// As the application makes it when it starts.
    void have_superuser() const {
        database.execute("INSERT INTO \"user\" (id, email, is_active, is_superuser,"
                         " hashed_password, created_at) VALUES (gen_random_uuid(),"
                         " 'admin@example.com', true, true, 'theirs', '2026-11-01')");
    }

    /// Ten prices of bitcoin, the newest five minutes before as-of.
    void have_ten_prices() const {
        database.execute("INSERT INTO price_data_5min (coin_type, bid, ask, last, timestamp,"
                         " created_at) SELECT 'BTC', 64900 + n, 65100 + n, 65000 + n, t, t FROM"
                         " generate_series(1, 10) n, LATERAL (SELECT timestamptz"
                         " '2026-11-22 13:40Z' + n * interval '5 minutes' AS t) times");
    }

    words people() const { return database.rows("SELECT is_superuser FROM \"user\" ORDER BY id"); }
};

/// A default run, shared by the tests that only look.
struct default_run : application {
    default_run() { seed({"--all"}); }
};

const application& usual() {
    static const default_run seeded;
    return seeded;
}

} // namespace

BOOST_AUTO_TEST_SUITE(earlier_seeder_test)

BOOST_AUTO_TEST_SUITE(users)

BOOST_FIXTURE_TEST_CASE(five_are_five_with_the_superuser_that_is_there, application) {
    have_superuser();
    seed({"--only", "users", "--users", "5"});
    BOOST_TEST(users() == "5");
    BOOST_TEST(rows("\"user\"", "hashed_password <> 'theirs'") == 4); // the table grew by four
}

BOOST_FIXTURE_TEST_CASE(the_superuser_that_is_there_is_the_only_one, application) {
    have_superuser();
    seed({"--only", "users", "--users", "5"});
    BOOST_TEST(database.value("SELECT email FROM \"user\" WHERE is_superuser") ==
               "admin@example.com");
    BOOST_TEST(rows("\"user\"", "is_superuser") == 1);
    BOOST_TEST(rows("\"user\"", "is_superuser AND hashed_password = 'theirs'") == 1);
}

BOOST_FIXTURE_TEST_CASE(without_a_superuser_five_are_made_and_the_first_is_one, application) {
    seed({"--only", "users", "--users", "5"});
    BOOST_TEST(people() == (words{"t", "f", "f", "f", "f"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_ten_not_all_are_alike) {
    BOOST_TEST(usual().number("SELECT count(DISTINCT risk_tolerance) FROM \"user\"") > 1);
    BOOST_TEST(usual().number("SELECT count(DISTINCT trading_experience) FROM \"user\"") > 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(algorithms)

struct three_of_one_user : application {
    three_of_one_user() {
        seed({"--only", "algorithms", "--users", "1", "--algorithms", "3", "--deployments", "0"});
    }
};

BOOST_FIXTURE_TEST_CASE(three_are_three, three_of_one_user) {
    BOOST_TEST(count("algorithms") == "3");
}

BOOST_FIXTURE_TEST_CASE(all_are_the_one_users, three_of_one_user) {
    BOOST_TEST(database.rows("SELECT DISTINCT created_by FROM algorithms") ==
                   database.rows("SELECT id FROM \"user\""),
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(each_has_a_name, three_of_one_user) {
    BOOST_TEST(rows("algorithms", "length(trim(name)) > 0") == 3);
}

BOOST_FIXTURE_TEST_CASE(each_is_of_a_known_type, three_of_one_user) {
    BOOST_TEST(rows("algorithms",
                    "algorithm_type IN ('ml_model', 'rule_based', 'reinforcement_learning')") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(orders_and_positions)

struct three_who_trade : application {
    three_who_trade() {
        have_ten_prices();
        seed({"--only", "positions", "--users", "3", "--algorithms", "2", "--deployments", "2"});
    }
};

BOOST_FIXTURE_TEST_CASE(are_made_where_a_few_prices_stand, three_who_trade) {
    BOOST_TEST(rows("positions") + rows("orders") > 0);
}

BOOST_FIXTURE_TEST_CASE(leave_a_position_at_least, three_who_trade) {
    BOOST_TEST(rows("positions") >= 1);
}

BOOST_FIXTURE_TEST_CASE(leave_an_order_at_least, three_who_trade) {
    BOOST_TEST(rows("orders") >= 1);
}

BOOST_FIXTURE_TEST_CASE(leave_the_prices_that_stand_as_they_are, three_who_trade) {
    BOOST_TEST(rows("price_data_5min", "bid = last - 100 AND ask = last + 100") == 10);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(clearing)

struct cleared : application {
    cleared() {
        have_ten_prices();
        seed({"--all", "--users", "4", "--algorithms", "3", "--agent-sessions", "2"});
        check_ends(run({"--clear", "--yes"}), 0);
    }
};

BOOST_FIXTURE_TEST_CASE(leaves_nobody_but_the_superuser, cleared) {
    BOOST_TEST(database.rows("SELECT email FROM \"user\"") == words{"admin@example.com"},
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(leaves_no_price, cleared) {
    BOOST_TEST(prices() == "0");
}

BOOST_FIXTURE_TEST_CASE(leaves_no_algorithm, cleared) {
    BOOST_TEST(count("algorithms") == "0");
}

BOOST_FIXTURE_TEST_CASE(leaves_nothing_that_refers_to_them, cleared) {
    for (const char* table : {"agent_artifacts",
                              "agent_session_messages",
                              "agent_sessions",
                              "backtest_runs", // in the way of the earlier seeder's
                              "deployed_algorithms",
                              "orders",
                              "positions"})
        BOOST_TEST(count(table) == "0", table);
}

BOOST_FIXTURE_TEST_CASE(with_all_seeds_again, application) {
    seed({"--all"});
    const std::string before = database.copy("SELECT * FROM positions ORDER BY id");
    seed({"--clear", "--all", "--yes"});
    BOOST_TEST((database.copy("SELECT * FROM positions ORDER BY id") == before));
    BOOST_TEST(users() == "10");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(prices)

BOOST_AUTO_TEST_CASE(lie_between_a_bid_and_a_higher_ask) {
    BOOST_TEST(
        usual().rows("price_data_5min",
                     "(bid > 0 AND ask > bid AND bid <= last AND last <= ask) IS NOT TRUE") == 0);
}

BOOST_AUTO_TEST_CASE(seldom_move_by_more_than_five_per_cent) {
    const std::string share = usual().database.value(
        "SELECT max(large) FROM (SELECT avg((abs(last / before - 1) > 0.05)::int) AS large"
        " FROM (SELECT coin_type, last, lag(last) OVER (PARTITION BY coin_type ORDER BY timestamp)"
        " AS before FROM price_data_5min) p WHERE before IS NOT NULL GROUP BY coin_type) shares");
    BOOST_TEST(std::stod(share) < 0.1);
}

BOOST_AUTO_TEST_CASE(have_a_spread_below_one_per_cent) {
    BOOST_TEST(usual().rows("price_data_5min",
                            "(ask - bid > 0 AND (ask - bid) / last < 0.01) IS NOT TRUE") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(rows_of_one_user)

BOOST_AUTO_TEST_CASE(are_found_by_the_users_key) {
    for (const char* table : {"positions", "orders"})
        BOOST_TEST(usual().number(std::string("SELECT count(DISTINCT user_id) FROM ") + table) > 1,
                   table);
    BOOST_TEST(usual().rows("positions p",
                            "NOT EXISTS (SELECT FROM orders o WHERE o.user_id = p.user_id"
                            " AND o.coin_type = p.coin_type AND o.filled_quantity > 0)") == 0);
}

BOOST_AUTO_TEST_CASE(hold_together_with_the_algorithm_that_traded) {
    BOOST_TEST(usual().rows("orders", "algorithm_id IS NOT NULL") > 0);
    BOOST_TEST(usual().rows("orders o",
                            "algorithm_id IS NOT NULL AND NOT EXISTS (SELECT FROM"
                            " deployed_algorithms d WHERE d.user_id = o.user_id"
                            " AND d.algorithm_id = o.algorithm_id)") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(a_default_run)

BOOST_AUTO_TEST_CASE(makes_what_the_documents_promised) {
    const std::map<std::string, int> promised{{"\"user\"", 10},
                                              {"algorithms", 15},
                                              {"agent_sessions", 20},
                                              {"price_data_5min", 20'160},
                                              {"deployed_algorithms", 10},
                                              {"backtest_runs", 12}};
    for (const auto& [table, count] : promised)
        BOOST_TEST(usual().rows(table) == count, table);
    BOOST_TEST(usual().rows("orders") > 200); // "hundreds"
    BOOST_TEST(usual().rows("orders") < 1500);
    BOOST_TEST(usual().rows("positions") > 20); // "about 50"
    BOOST_TEST(usual().rows("positions") < 100);
    BOOST_TEST(usual().rows("agent_session_messages") > 200);
    BOOST_TEST(usual().rows("agent_artifacts") > 10);
}

BOOST_AUTO_TEST_CASE(keeps_every_rule) {
    const command_result judged = usual().run({"verify", "--json"});
    check_ends(judged, 0);
    const boost::json::value document = boost::json::parse(judged.out);
    BOOST_TEST(document.at("violated").as_int64() == 0);
    BOOST_TEST(document.at("checks").as_array().size() > 100U);
}

BOOST_FIXTURE_TEST_CASE(repeated_doubles_nothing, application) {
    have_superuser();
    seed({"--all"});
    const std::string before = database.dump();
    seed({"--all"});
    BOOST_TEST((database.dump() == before));
}

BOOST_FIXTURE_TEST_CASE(of_nothing_writes_prices_alone, application) {
    seed({"--users", "0", "--algorithms", "0", "--agent-sessions", "0"});
    BOOST_TEST(prices() == "20160");
    for (const char* table : {"\"user\"", "algorithms", "agent_sessions", "orders", "positions"})
        BOOST_TEST(count(table) == "0", table);
}

BOOST_FIXTURE_TEST_CASE(of_no_users_leaves_out_what_needs_them, application) {
    seed({"--users", "0"}); // the earlier seeder died here
    for (const char* table : {"\"user\"", "algorithms", "agent_sessions", "orders", "positions"})
        BOOST_TEST(count(table) == "0", table);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
