#include "plugins/backtests/checks.hpp"
#include "plugins/positions/checks.hpp"
#include "plugins/price_history/checks.hpp"
#include "plugins/users/checks.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/integration/judging.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::test;

// The rules of users, prices, positions and backtests: kept by what is seeded, and each found
// broken by the damage that it is there to find.

namespace {

struct seeded_database : on_database {
    seeded_database() {
        check_ends(run({"--only",
                        "positions,backtests",
                        "--days",
                        "31",
                        "--no-real-data",
                        "--password-cost",
                        "4",
                        "--as-of",
                        "2026-11-22T14:35:00Z"}),
                   0);
    }
};

const on_database& usual() {
    static const seeded_database seeded;
    return seeded;
}

struct rules_of {
    std::vector<seedbed::check> (*checks)(); // made anew for each look: some keep what they read
    std::string table;                       // whose first row "$first" is
    std::vector<damage> damages;
};

const rules_of users{
    ohmycoins::user_checks,
    "\"user\"",
    {{"users.email", "UPDATE \"user\" SET email = 'a@b.local' WHERE id = $first", "a@b.local"},
     {"users.email_unique",
      "UPDATE \"user\" SET email = (SELECT upper(max(email)) FROM \"user\" WHERE id <> $first)"
      " WHERE id = $first",
      ": 2 users"},
     {"users.password",
      "UPDATE \"user\" SET hashed_password = 'secret' WHERE id = $first",
      "no bcrypt hash"},
     {"users.superuser", "UPDATE \"user\" SET is_superuser = false", "no user is one"},
     {"users.timezone", "UPDATE \"user\" SET timezone = 'Mars/Olympus' WHERE id = $first", "Mars"},
     {"users.profile", "UPDATE \"user\" SET risk_tolerance = 'huge' WHERE id = $first", "huge"},
     {"users.times_in_order",
      "UPDATE \"user\" SET updated_at = '2001-01-01' WHERE id = $first",
      "2001"}}};

const std::string every_last = "UPDATE price_data_5min SET ask = ";

const rules_of prices{
    [] {
        return ohmycoins::price_checks(7, {"BTC", "ETH"});
    },
    "price_data_5min",
    {{"price_history.quotes", "UPDATE price_data_5min SET bid = NULL WHERE id = 1", "bid , last"},
     {"price_history.quotes", "UPDATE price_data_5min SET ask = bid - 1 WHERE id = 1", "price 1, "},
     {"price_history.last_in_book",
      "UPDATE price_data_5min SET last = ask * 2 WHERE id = 1;"
      "DELETE FROM price_data_5min WHERE id > 900",
      "price 1, "},
     {"price_history.one_price_per_moment",
      "DROP INDEX uq_price_data_5min_coin_timestamp; UPDATE price_data_5min p SET timestamp ="
      " (SELECT timestamp FROM price_data_5min WHERE id = 1) WHERE id = 2",
      ": 2 prices"},
     {"price_history.one_spelling",
      "UPDATE price_data_5min SET coin_type = 'btc' WHERE id = (SELECT min(id) FROM price_data_5min"
      " WHERE coin_type = 'BTC')",
      "btc"},
     {"price_history.no_gap",
      "DELETE FROM price_data_5min WHERE coin_type = 'ETH' AND timestamp ="
      " timestamptz '2026-11-20 03:00Z'",
      "ETH: nothing for 00:10:00"}}};

// A market with another nature: each statistic is broken by prices that lack what it looks for.
const std::string as_walk =
    "WITH steps AS (SELECT id, coin_type, timestamp, sum({0}) OVER (PARTITION BY coin_type ORDER BY"
    " timestamp) AS level FROM (SELECT *, row_number() OVER (PARTITION BY coin_type ORDER BY"
    " timestamp) AS n FROM price_data_5min) p) UPDATE price_data_5min p SET last = 1000 * "
    "exp(level),"
    " bid = 999 * exp(level), ask = 1001 * exp(level) FROM steps s WHERE s.id = p.id";

std::string walk(const std::string& step) {
    std::string sql = "SELECT setseed(0.5); " + as_walk;
    return sql.replace(sql.find("{0}"), 3, step);
}

const std::string normal = "sqrt(-2 * ln(1 - random())) * cos(6.283185 * random()) * 0.001";
const std::string spiky = "(CASE WHEN random() < 0.0005 THEN 0.08 ELSE 0.0001 END)"
                          " * (random() - 0.5)";

const rules_of market{
    ohmycoins::market_checks,
    "price_data_5min",
    {{"market.kurtosis_5min", walk(normal), "4.5 to 5000"},
     {"market.kurtosis_1h", walk("(random() - 0.5) * 0.001 * (1 + n % 12)"), "3.2 to 1000"},
     {"market.kurtosis_1d",
      "SELECT 1", // too few days here; judged in market_statistics_test
      ""},
     {"market.tail_index", walk("(random() - 0.5) * 0.001"), "1.8 to 7.5"},
     {"market.returns_uncorrelated", walk("CASE n % 2 WHEN 0 THEN 0.001 ELSE -0.001 END"), "-0.99"},
     {"market.volatility_clusters", walk(normal), "0.1 to 0.7"},
     {"market.volatility_lasts", walk(normal), "0.02 to 0.6"},
     {"market.volatility_long_memory", walk(spiky), "0.005 to 0.5"},
     {"market.coins_move_together", walk(normal), "0.35 to 0.98"},
     {"market.daily_profile",
      walk("(random() - 0.5) * CASE WHEN extract(hour FROM timestamp AT TIME ZONE 'UTC') BETWEEN 14"
           " AND 18 THEN 0.0001 ELSE 0.001 END"),
      "1.02 to 5"},
     {"market.spread", every_last + "last * 1.2", "0.02 was expected"},
     {"market.few_large_moves", walk("(random() - 0.5) * 0.4"), "0 to 0.1"}}};

const rules_of positions{
    ohmycoins::position_checks,
    "positions",
    {{"positions.amounts", "UPDATE positions SET quantity = 0 WHERE id = $first", ": 0.0"},
     {"positions.total_cost",
      "UPDATE positions SET total_cost = total_cost + 0.02 WHERE id = $first",
      " instead of "},
     {"positions.one_per_coin",
      "DROP INDEX idx_position_user_coin; INSERT INTO positions SELECT gen_random_uuid(), user_id,"
      " coin_type, quantity, average_price, total_cost, created_at, updated_at FROM positions WHERE"
      " id = $first",
      ": 2 positions"},
     {"positions.times_in_order",
      "UPDATE positions SET updated_at = '2001-01-01' WHERE id = $first",
      "2001"},
     {"positions.user_exists",
      "ALTER TABLE positions DROP CONSTRAINT positions_user_id_fkey; UPDATE positions SET user_id ="
      " '00000000-0000-4000-8000-000000000001' WHERE id = $first",
      "no user 0000"},
     {"positions.match_orders",
      "UPDATE positions SET average_price = average_price + 0.00000001 WHERE id = $first",
      "; the orders leave "}}};

const std::string first_completed =
    "(SELECT min(id::text)::uuid FROM backtest_runs WHERE status = 'completed' AND"
    " trade_log_json <> '[]')";

const rules_of backtests{
    ohmycoins::backtest_checks,
    "backtest_runs",
    {{"backtests.references",
      "UPDATE algorithms SET created_at = '2100-01-01' WHERE id = (SELECT algorithm_id FROM"
      " backtest_runs ORDER BY id LIMIT 1); DELETE FROM backtest_runs WHERE id <> $first",
      "its algorithm 2100"},
     {"backtests.status",
      "UPDATE backtest_runs SET results_json = NULL WHERE id = " + first_completed,
      ": completed"},
     {"backtests.times_in_order",
      "UPDATE backtest_runs SET start_date = end_date WHERE id = $first",
      "202"},
     {"backtests.results",
      "UPDATE backtest_runs SET results_json = replace(results_json, 'sharpe', 'x') WHERE id = " +
          first_completed,
      "\"sharpe_ratio\" is no number"},
     {"backtests.equity_curve",
      "UPDATE backtest_runs SET results_json = regexp_replace(results_json,"
      " '\"total_return\": -?', '\"total_return\": 9') WHERE id = " +
          first_completed,
      "total_return is "},
     {"backtests.trade_log",
      "UPDATE backtest_runs SET trade_log_json = '[]' WHERE id = " + first_completed,
      "num_trades is "},
     {"backtests.trade_prices",
      "UPDATE backtest_runs SET trade_log_json = '[' || (trade_log_json::json -> 0)::text || ']'"
      " WHERE id = " +
          first_completed + "; DELETE FROM backtest_runs WHERE id <> " + first_completed +
          "; UPDATE backtest_runs SET trade_log_json = replace(trade_log_json, '\"entry_price\": ',"
          " '\"entry_price\": 1')",
      " at 1"}}};

const std::vector<const rules_of*> all{&users, &prices, &market, &positions, &backtests};

} // namespace

BOOST_AUTO_TEST_SUITE(rules_test)

BOOST_AUTO_TEST_CASE(what_was_seeded_keeps_them) {
    for (const rules_of* rules : all)
        for (const seedbed::check& each : rules->checks()) {
            const damaged_database untouched(usual().database, {each}, rules->table);
            if (each.id != "market.kurtosis_1d")
                untouched.check_none_is_violated();
        }
}

BOOST_AUTO_TEST_CASE(each_names_what_breaks_it) {
    for (const rules_of* rules : all)
        for (const damage& each : rules->damages) {
            BOOST_TEST_CONTEXT(each.check) {
                if (!each.names.empty())
                    damaged_database(usual().database, rules->checks(), rules->table)
                        .check_finds(each);
            }
        }
}

BOOST_AUTO_TEST_CASE(a_gap_in_the_history_is_no_move_of_the_market) {
    const damaged_database gap(usual().database, market.checks(), market.table);
    gap.execute("UPDATE price_data_5min SET timestamp = timestamp - interval '200 days',"
                " bid = bid * 3, last = last * 3, ask = ask * 3 WHERE timestamp < '2026-11-10'");
    std::size_t judged = 0;
    for (const seedbed::check& each : market.checks()) {
        const seedbed::check_result result = gap.judge(each.id);
        judged += result.looked_at > 0 ? 1 : 0;
        BOOST_TEST(result.violation_count == 0U,
                   each.id << ": " << (result.violations.empty() ? "" : result.violations.front()));
    }
    BOOST_TEST(judged == 10U); // all but those that need 30 and 180 days
}

BOOST_AUTO_TEST_CASE(each_has_a_damage) {
    for (const rules_of* rules : all)
        check_all_are_damaged(rules->checks(), rules->damages);
}

BOOST_AUTO_TEST_SUITE_END()
