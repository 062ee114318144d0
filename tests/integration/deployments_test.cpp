#include "plugins/deployed_algorithms/deployment_checks.hpp"
#include "plugins/deployed_algorithms/trading_records.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/integration/judging.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::test;
using seedbed::uuid;

namespace {

const std::string as_of = "2026-11-22T14:35:00Z";

struct with_deployments : on_database {
    with_deployments() = default;
    explicit with_deployments(const words& more) { seed(more); }

    void seed(const words& more = {}) const { check_ends(run_deployments(more), 0); }

    command_result run_deployments(const words& more) const {
        return run(words{"--only",
                         "deployed_algorithms",
                         "--no-real-data",
                         "--password-cost",
                         "4",
                         "--as-of",
                         as_of} +
                   more);
    }

    std::string text() const {
        return database.copy("SELECT * FROM deployed_algorithms ORDER BY id");
    }

    void check_all(const std::string& condition) const {
        const std::string violations = database.value(
            "SELECT count(*) FROM deployed_algorithms d JOIN algorithms a ON a.id = d.algorithm_id"
            " JOIN \"user\" u ON u.id = d.user_id WHERE (" +
            condition + ") IS NOT TRUE");
        BOOST_TEST(violations == "0", violations << " rows violate " << condition);
    }
};

const with_deployments& usual() {
    static const with_deployments seeded{{}};
    return seeded;
}

const with_deployments& many() {
    static const with_deployments seeded{
        {"--users", "60", "--algorithms", "60", "--deployments", "300", "--days", "2"}};
    return seeded;
}

const with_deployments* const both[] = {&usual(), &many()};

} // namespace

BOOST_AUTO_TEST_SUITE(deployments_test)

BOOST_AUTO_TEST_CASE(there_are_as_many_as_asked_for) {
    BOOST_TEST(usual().count("deployed_algorithms") == "10");
    BOOST_TEST(many().count("deployed_algorithms") == "300");
}

BOOST_AUTO_TEST_CASE(nobody_runs_an_algorithm_twice) {
    for (const with_deployments* where : both)
        BOOST_TEST(where->database.value("SELECT count(*) - count(DISTINCT (user_id,"
                                         " algorithm_id)) FROM deployed_algorithms") == "0");
}

BOOST_AUTO_TEST_CASE(several_users_run_several_active_algorithms) {
    for (const with_deployments* where : both) {
        where->check_all("a.status = 'active'");
        BOOST_TEST(where->database.value("SELECT count(DISTINCT user_id) >= 3 AND"
                                         " count(DISTINCT algorithm_id) >= 4 FROM"
                                         " deployed_algorithms") == "t");
    }
    const int running = std::stoi(
        many().database.value("SELECT count(*) FROM deployed_algorithms WHERE is_active"));
    BOOST_TEST(running > 170);
    BOOST_TEST(running < 250);
}

BOOST_AUTO_TEST_CASE(times_are_in_order) {
    for (const with_deployments* where : both) {
        where->check_all("d.created_at >= greatest(a.created_at, u.created_at)");
        where->check_all("activated_at >= d.created_at AND d.updated_at >= activated_at");
        where->check_all("d.is_active = (deactivated_at IS NULL)");
        where->check_all("coalesce(deactivated_at, activated_at) >= activated_at");
        where->check_all("coalesce(deactivated_at, d.updated_at) <= '" + as_of + "'");
        where->check_all("d.last_executed_at BETWEEN activated_at AND coalesce(deactivated_at, '" +
                         as_of + "')");
        where->check_all("extract(epoch FROM d.last_executed_at)::bigint % execution_frequency ="
                         " 0");
    }
    BOOST_TEST(std::stoi(many().database.value(
                   "SELECT count(*) FROM deployed_algorithms WHERE activated_at < timestamptz '" +
                   as_of + "' - interval '7 days'")) > 200); // they trade all prices of a week
}

BOOST_AUTO_TEST_CASE(frequency_limits_and_parameters_are_the_algorithms) {
    for (const with_deployments* where : both) {
        where->check_all("execution_frequency = default_execution_frequency");
        where->check_all("position_limit = default_position_limit");
        where->check_all("daily_loss_limit BETWEEN 500 AND greatest(500, position_limit / 2)");
        where->check_all("parameters_json::jsonb - 'max_trades_per_day' ="
                         " configuration_json::jsonb");
        where->check_all("(parameters_json::jsonb->>'max_trades_per_day')::integer > 0");
        where->check_all("deployment_name LIKE '%' || a.name || '%'");
    }
}

BOOST_AUTO_TEST_CASE(totals_are_those_of_its_orders) {
    BOOST_TEST(std::stoi(usual().database.value("SELECT sum(total_trades) FROM"
                                                " deployed_algorithms")) > 20);
    usual().check_all("total_trades = (SELECT count(*) FROM orders o WHERE o.user_id = d.user_id"
                      " AND o.algorithm_id = d.algorithm_id AND status = 'filled')");
    BOOST_TEST(usual().database.value("SELECT bool_or(total_profit_loss < 0) FROM"
                                      " deployed_algorithms") == "t");
}

BOOST_AUTO_TEST_CASE(a_run_repeated_or_with_more_users_leaves_them_as_they_are) {
    const with_deployments few{{}};
    const std::string before = few.text();
    few.seed();
    BOOST_TEST((few.text() == before));
    few.seed({"--users", "20"});
    BOOST_TEST((few.text() == before));
    const with_deployments at_once{{"--users", "20"}};
    BOOST_TEST((at_once.text() == before));
}

BOOST_AUTO_TEST_CASE(more_of_them_come_behind_those_that_stand) {
    const with_deployments few{{"--deployments", "4"}};
    const std::string before = few.text();
    few.seed({"--deployments", "12"});
    BOOST_TEST(few.count("deployed_algorithms") == "12");
    BOOST_TEST(few.text().starts_with(before));
}

BOOST_AUTO_TEST_CASE(an_algorithm_that_was_archived_is_not_run_by_anybody_new) {
    const with_deployments few{{"--deployments", "4"}};
    few.database.execute("UPDATE algorithms SET status = 'archived', updated_at = '2026-11-22Z'"
                         " WHERE id NOT IN (SELECT id FROM algorithms ORDER BY id LIMIT 1)");
    const std::string before = few.text();
    few.seed({"--deployments", "8"});
    BOOST_TEST(few.text().starts_with(before));
    BOOST_TEST(few.database.value("SELECT string_agg(DISTINCT a.status, ' ') FROM (SELECT * FROM"
                                  " deployed_algorithms ORDER BY id OFFSET 4) d JOIN algorithms a"
                                  " ON a.id = d.algorithm_id") == "active");
}

// What the application's users do with a deployment is what the next run goes by.
BOOST_AUTO_TEST_CASE(one_that_was_changed_is_not_planned_anew) {
    const with_deployments changed{{"--users", "1", "--algorithms", "2", "--deployments", "1"}};
    changed.database.execute(
        "UPDATE algorithms SET status = 'active';"
        " UPDATE deployed_algorithms SET algorithm_id = (SELECT max(id::text)::uuid FROM"
        " algorithms)");
    changed.seed({"--no-verify", "--users", "1", "--algorithms", "2", "--deployments", "2"});
    BOOST_TEST(changed.database.value("SELECT count(DISTINCT algorithm_id) FROM"
                                      " deployed_algorithms") == "2");
}

BOOST_AUTO_TEST_CASE(fewer_users_than_before_are_no_trouble) {
    const with_deployments many_users{{"--users", "12", "--deployments", "20"}};
    const std::string before = many_users.text();
    many_users.seed({"--users", "2", "--algorithms", "3"});
    BOOST_TEST((many_users.text() == before));
}

BOOST_AUTO_TEST_CASE(more_than_there_are_pairs_is_refused_with_all_numbers) {
    const with_deployments none;
    check_ends(none.run_deployments({"--users", "2", "--algorithms", "1", "--deployments", "3"}),
               2,
               {"--deployments 3", "2 users", "1 active algorithms (of 1)", "2 deployments"});
    BOOST_TEST(none.tables() == "0");
}

BOOST_AUTO_TEST_CASE(the_default_takes_what_there_is) {
    const with_deployments small_one{{"--users", "2", "--algorithms", "1"}};
    BOOST_TEST(small_one.count("deployed_algorithms") == "2");
    const with_deployments nobody{{"--users", "0"}};
    BOOST_TEST(nobody.count("deployed_algorithms") == "0");
}

BOOST_AUTO_TEST_SUITE(deployment_checks_test)

struct on_deployments : damaged_database {
    on_deployments()
        : damaged_database(
              usual().database, ohmycoins::deployment_checks(), "deployed_algorithms") {}
};

/// An order of the first deployment.
const std::string its_order = "(SELECT min(o.id::text)::uuid FROM orders o JOIN deployed_algorithms"
                              " d USING (user_id, algorithm_id) WHERE d.id = $first AND status ="
                              " 'filled')";

const std::vector<damage> damages{
    {"deployed_algorithms.user_exists",
     "ALTER TABLE deployed_algorithms DROP CONSTRAINT deployed_algorithms_user_id_fkey; UPDATE"
     " deployed_algorithms SET user_id = '00000000-0000-4000-8000-000000000001' WHERE id = $first",
     "user_id 00000000-0000-4000-8000-000000000001, who is no user"},
    {"deployed_algorithms.algorithm_exists",
     "ALTER TABLE deployed_algorithms DROP CONSTRAINT deployed_algorithms_algorithm_id_fkey; UPDATE"
     " deployed_algorithms SET algorithm_id = '00000000-0000-4000-8000-000000000001' WHERE id ="
     " $first",
     "algorithm_id 00000000-0000-4000-8000-000000000001, which is no algorithm"},
    {"deployed_algorithms.of_active_algorithm",
     "UPDATE deployed_algorithms SET is_active = id = $first; UPDATE algorithms SET status ="
     " 'draft', updated_at = created_at",
     "is draft"},
    {"deployed_algorithms.algorithm_was_there",
     "UPDATE deployed_algorithms d SET created_at = a.created_at - interval '1 second' FROM"
     " algorithms a WHERE a.id = algorithm_id AND d.id = $first",
     "its algorithm 202"},
    {"deployed_algorithms.user_was_there",
     "UPDATE deployed_algorithms SET created_at = '2001-02-03Z' WHERE id = $first",
     "created 2001-02-03 00:00:00+00, its user 202"},
    {"deployed_algorithms.times_in_order",
     "UPDATE deployed_algorithms SET activated_at = created_at - interval '1 second' WHERE id ="
     " $first",
     "activated 202"},
    {"deployed_algorithms.end_of_inactive",
     "UPDATE deployed_algorithms SET is_active = false, deactivated_at = NULL WHERE id = $first",
     "not active, without deactivated_at"},
    {"deployed_algorithms.sensible_limits",
     "UPDATE deployed_algorithms SET daily_loss_limit = -1 WHERE id = $first",
     "loss limit -1.00"},
    {"deployed_algorithms.parameters_parse",
     "UPDATE deployed_algorithms SET parameters_json = '{' WHERE id = $first",
     "the document"},
    {"deployed_algorithms.crossover_can_run",
     "UPDATE algorithms SET name = 'Slow MACrossover' WHERE id = (SELECT algorithm_id FROM"
     " deployed_algorithms WHERE id = $first); UPDATE deployed_algorithms d SET parameters_json ="
     " '{\"short_window\": 5, \"long_window\": 20, \"coin_type\": \"BTC\"}'; UPDATE"
     " deployed_algorithms SET parameters_json = '{\"short_window\": 5}' WHERE id = $first",
     "without short_window and long_window"},
    {"deployed_algorithms.orders_are_of_own_algorithms",
     "UPDATE orders o SET algorithm_id = (SELECT min(a.id::text)::uuid FROM algorithms a WHERE"
     " created_by <> o.user_id AND NOT EXISTS (SELECT FROM deployed_algorithms d WHERE d.user_id ="
     " o.user_id AND d.algorithm_id = a.id)) WHERE id = " +
         its_order,
     "neither wrote nor deployed algorithm"},
    {"deployed_algorithms.orders_while_deployed",
     "UPDATE orders SET created_at = '2001-02-03Z' WHERE id = " + its_order,
     "placed 2001-02-03 00:00:00+00, deployed from 202"},
    {"deployed_algorithms.trades_per_day",
     "UPDATE deployed_algorithms SET parameters_json = replace(parameters_json,"
     " '\"max_trades_per_day\":', '\"max_trades_per_day\":1000'); UPDATE deployed_algorithms SET"
     " parameters_json = '{\"max_trades_per_day\": 1}' WHERE id = $first; UPDATE orders o SET"
     " created_at = '2026-11-20Z' FROM deployed_algorithms d WHERE d.id = $first AND o.user_id ="
     " d.user_id AND o.algorithm_id = d.algorithm_id",
     "orders on 2026-11-20, at most 1"},
    {"deployed_algorithms.orders_within_limit",
     "UPDATE orders SET side = 'buy', filled_quantity = 20000, price = 1.5 WHERE id = " + its_order,
     "buys for 30000.00 AUD, limit "},
    {"deployed_algorithms.trades_are_the_orders",
     "UPDATE deployed_algorithms SET total_trades = total_trades + 1 WHERE id = $first",
     "filled orders"},
    {"deployed_algorithms.profit_is_the_orders",
     "UPDATE deployed_algorithms SET total_profit_loss = total_profit_loss + 0.01 WHERE id ="
     " $first",
     "realized by its orders"},
};

BOOST_FIXTURE_TEST_CASE(what_was_seeded_keeps_them, on_deployments) {
    check_none_is_violated();
}

BOOST_DATA_TEST_CASE(each_names_what_breaks_it, damages, damage) {
    on_deployments().check_finds(damage);
}

BOOST_AUTO_TEST_CASE(each_has_a_damage) {
    check_all_are_damaged(ohmycoins::deployment_checks(), damages);
}

BOOST_FIXTURE_TEST_CASE(what_was_activated_again_keeps_the_time_of_its_last_end, on_deployments) {
    execute("UPDATE deployed_algorithms SET is_active = true, deactivated_at = activated_at -"
            " interval '1 hour' WHERE id = $first");
    check_none_is_violated();
}

BOOST_FIXTURE_TEST_CASE(an_algorithm_may_be_paused_while_it_runs, on_deployments) {
    execute("UPDATE algorithms SET status = 'paused', updated_at = '2026-11-22 14:35Z'");
    check_none_is_violated();
}

/// Orders written by hand in place of the first deployment's.
struct on_own_orders : on_deployments {
    on_own_orders() {
        execute("DELETE FROM orders");
        execute("UPDATE deployed_algorithms SET total_trades = 0, total_profit_loss = 0");
    }

    /// One filled order a minute.
    void filled(const std::string& coin,
                const std::string& side,
                const std::string& quantity,
                const std::string& price,
                const std::string& status = "filled") {
        ++orders_;
        execute("INSERT INTO orders (id, user_id, algorithm_id, coin_type, side, order_type,"
                " quantity, price, filled_quantity, status, created_at, updated_at, filled_at)"
                " SELECT md5('" +
                std::to_string(orders_) + "')::uuid, user_id, algorithm_id, '" + coin + "', '" +
                side + "', 'market', " + quantity + ", " + price + ", " + quantity + ", '" +
                status +
                "', t, t, t FROM deployed_algorithms, LATERAL (SELECT activated_at +"
                " interval '1 minute' * " +
                std::to_string(orders_) + " AS t) AS moment WHERE id = $first");
    }

    /// Both ways to the totals come to these.
    void check_totals(int trades, const std::string& profit) const {
        const auto user = first("user_id");
        const auto algorithm = first("algorithm_id");
        ohmycoins::trading_records records;
        records.ask(user, algorithm);
        records.read(session());
        const auto record = records.of(user, algorithm);
        BOOST_TEST(record.trades == trades);
        BOOST_TEST(record.profit.to_string() == profit);
        execute("UPDATE deployed_algorithms SET total_trades = " + std::to_string(trades) +
                ", total_profit_loss = " + profit + " WHERE id = $first");
        for (const char* total : {"trades_are_the_orders", "profit_is_the_orders"}) {
            const auto result = judge(std::string("deployed_algorithms.") + total);
            BOOST_TEST(result.violation_count == 0U,
                       (result.violations.empty() ? "" : result.violations.front()));
        }
    }

private:
    uuid first(const std::string& column) const {
        return uuid::parse(
            session()
                .value("SELECT " + column + " FROM deployed_algorithms ORDER BY id LIMIT 1")
                .value());
    }

    int orders_ = 0;
};

BOOST_FIXTURE_TEST_CASE(profits_are_first_in_first_out_in_each_coin, on_own_orders) {
    filled("BTC", "buy", "1", "100");
    filled("ETH", "buy", "10", "7");
    filled("BTC", "buy", "1", "130");
    filled("BTC", "sell", "1.5", "120"); // 20 - 0.5 × 10
    filled("ETH", "sell", "4", "6.5");   // -2
    check_totals(5, "13.00");
}

BOOST_FIXTURE_TEST_CASE(what_is_sold_without_a_buy_before_it_counts_for_nothing, on_own_orders) {
    filled("BTC", "sell", "5", "999");
    filled("BTC", "buy", "2", "10");
    filled("BTC", "sell", "3", "11"); // 2 of them had been bought
    filled("BTC", "buy", "2", "20");
    filled("BTC", "sell", "1", "25");
    filled("BTC", "sell", "4", "30"); // 1 of them
    check_totals(6, "17.00");
}

BOOST_FIXTURE_TEST_CASE(only_filled_orders_count, on_own_orders) {
    filled("BTC", "buy", "1", "10");
    filled("BTC", "buy", "1", "2", "partial");
    filled("BTC", "sell", "1", "99", "cancelled");
    filled("BTC", "sell", "1", "14");
    check_totals(2, "4.00");
}

BOOST_FIXTURE_TEST_CASE(coins_are_added_up_before_they_are_rounded, on_own_orders) {
    for (const char* coin : {"ADA", "DOT"}) {
        filled(coin, "buy", "0.1", "0.01");
        filled(coin, "sell", "0.1", "0.035"); // 0.0025 each
    }
    check_totals(4, "0.01"); // 0.005, away from zero
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
