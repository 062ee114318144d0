#include "plugins/algorithms/algorithm_checks.hpp"
#include "plugins/algorithms/strategy_design.hpp"
#include "strategy.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/integration/judging.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

using namespace seedbed::test;

namespace {

const std::string as_of = "2026-11-22T14:35:00Z";

struct with_algorithms : on_database {
    with_algorithms() = default;
    explicit with_algorithms(const words& more) { seed(more); }

    void seed(const words& more = {}) const { check_ends(run_algorithms(more), 0); }

    command_result run_algorithms(const words& more) const {
        return run(words{"--only", "algorithms", "--no-real-data", "--password-cost", "4"} + more +
                   words{"--as-of", as_of});
    }

    std::string text() const { return database.copy("SELECT * FROM algorithms ORDER BY id"); }
};

const on_database& usual() {
    static const with_algorithms seeded{{}};
    return seeded;
}

/// Enough for every kind, coin and status; the prices of a day will do.
const on_database& many() {
    static const with_algorithms seeded{{"--algorithms", "800", "--days", "1", "--users", "40"}};
    return seeded;
}

std::string value(const std::string& sql) {
    return usual().database.value(sql);
}

void check_all(const on_database& where, const std::string& condition) {
    const std::string violations =
        where.database.value("SELECT count(*) FROM algorithms a JOIN \"user\" u ON u.id ="
                             " a.created_by WHERE (" +
                             condition + ") IS NOT TRUE");
    BOOST_TEST(violations == "0", violations << " rows violate " << condition);
}

} // namespace

BOOST_AUTO_TEST_SUITE(algorithms_test)

BOOST_AUTO_TEST_CASE(there_are_as_many_as_asked_for) {
    BOOST_TEST(usual().count("algorithms") == "15");
    BOOST_TEST(many().count("algorithms") == "800");
}

BOOST_AUTO_TEST_CASE(the_first_one_is_an_active_crossover_and_about_half_are_active) {
    for (const on_database* where : {&usual(), &many()})
        BOOST_TEST(where->database.value("SELECT status || ' ' || (name LIKE '%MA Crossover%') FROM"
                                         " algorithms ORDER BY id LIMIT 1") == "active true");
    const int active =
        std::stoi(many().database.value("SELECT count(*) FROM algorithms WHERE status = 'active'"));
    BOOST_TEST(active > 350);
    BOOST_TEST(active < 530);
    BOOST_TEST(many().database.value("SELECT string_agg(DISTINCT status, ' ' ORDER BY status) FROM"
                                     " algorithms") == "active archived draft paused");
}

BOOST_AUTO_TEST_CASE(several_users_own_some) {
    BOOST_TEST(std::stoi(value("SELECT count(DISTINCT created_by) FROM algorithms")) >= 3);
    BOOST_TEST(std::stoi(many().database.value("SELECT count(DISTINCT created_by) FROM"
                                               " algorithms")) == 40);
}

BOOST_AUTO_TEST_CASE(names_are_unique_and_tell_coin_and_kind) {
    BOOST_TEST(many().database.value("SELECT count(DISTINCT name) FROM algorithms") == "800");
    check_all(many(), "name LIKE (configuration_json::json->>'coin_type') || ' %'");
    check_all(many(),
              "(name LIKE '%MA Crossover%') ="
              " (configuration_json::json->>'strategy' = 'ma_crossover')");
    check_all(many(),
              "name LIKE '%MA Crossover%' = (name ~ (' ' || (configuration_json::json->>"
              "'short_window') || '/' || (configuration_json::json->>'long_window') || '($| #)'))"
              " OR name NOT LIKE '%MA Crossover%'");
    BOOST_TEST(many().database.value("SELECT count(DISTINCT configuration_json::json->>'strategy')"
                                     " FROM algorithms") == "6");
}

BOOST_AUTO_TEST_CASE(a_type_fits_its_strategy) {
    BOOST_TEST(many().database.value(
                   "SELECT string_agg(DISTINCT algorithm_type || ' ' || (configuration_json::json"
                   "->>'strategy'), ', ') FROM algorithms") ==
               "ml_model momentum_classifier, reinforcement_learning q_policy, rule_based"
               " bollinger_reversion, rule_based breakout, rule_based ma_crossover, rule_based"
               " rsi_reversion");
}

BOOST_AUTO_TEST_CASE(descriptions_say_what_an_order_spends) {
    check_all(many(),
              "description LIKE '% ' || (configuration_json::json->>'order_size_aud') || ' AUD.%'");
    check_all(many(), "description NOT LIKE '%{%'");
}

BOOST_AUTO_TEST_CASE(sizes_and_steps_are_sensible) {
    check_all(many(), "default_position_limit BETWEEN 1000 AND 10000");
    check_all(many(), "default_position_limit = trunc(default_position_limit)");
    check_all(many(),
              "(configuration_json::json->>'order_size_aud')::numeric BETWEEN 100 AND"
              " default_position_limit / 2");
    check_all(many(), "default_execution_frequency IN (60, 300, 900, 3600)");
    check_all(many(), "version ~ '^[0-9]+[.][0-9][.][0-9]$'");
    check_all(many(), "(status = 'draft') = (version LIKE '0.%')");
}

BOOST_AUTO_TEST_CASE(times_are_in_order) {
    for (const on_database* where : {&usual(), &many()}) {
        check_all(*where, "u.created_at <= a.created_at AND a.created_at <= a.updated_at");
        check_all(*where, "a.updated_at <= '" + as_of + "'");
        check_all(*where,
                  "last_executed_at IS NULL OR (last_executed_at BETWEEN a.created_at AND '" +
                      as_of + "')");
        check_all(*where, "(status = 'draft') = (last_executed_at IS NULL)");
        check_all(*where,
                  "status <> 'active' OR a.created_at < timestamptz '" + as_of +
                      "' - interval '1 week'");
    }
}

BOOST_AUTO_TEST_CASE(strategies_trade_within_a_week) {
    const std::string idle = "SELECT count(*) FROM algorithms WHERE (performance_metrics_json::json"
                             "->>'num_trades')::integer = 0";
    BOOST_TEST(std::stoi(value(idle)) <= 1);
    check_all(usual(), "(performance_metrics_json::json->>'num_trades')::integer < 7 * 12");
}

BOOST_AUTO_TEST_CASE(figures_are_those_of_the_time_before_the_last_update) {
    check_all(usual(),
              "(performance_metrics_json::json->>'evaluated_to')::timestamptz BETWEEN"
              " a.updated_at - interval '5 minutes' AND a.updated_at");
    BOOST_TEST(value("SELECT count(DISTINCT performance_metrics_json) FROM algorithms") == "15");
}

BOOST_AUTO_TEST_CASE(without_prices_of_its_coin_an_algorithm_was_never_evaluated) {
    const with_algorithms one_coin{{"--coins", "DOGE"}};
    check_all(one_coin,
              "(performance_metrics_json IS NOT NULL) ="
              " (configuration_json::json->>'coin_type' = 'DOGE')");
    BOOST_TEST(one_coin.database.value("SELECT count(performance_metrics_json) > 0 FROM"
                                       " algorithms") == "t");
}

BOOST_AUTO_TEST_CASE(more_users_and_more_algorithms_leave_the_rows_as_they_were) {
    const with_algorithms few{{}};
    const with_algorithms more{{"--users", "30", "--algorithms", "25"}};
    const std::string before = few.text();
    BOOST_TEST(more.text().starts_with(before));
    few.seed({"--users", "30", "--algorithms", "25"});
    BOOST_TEST((few.text() == more.text()));
    few.seed({"--users", "30", "--algorithms", "25"});
    BOOST_TEST((few.text() == more.text()));
}

BOOST_AUTO_TEST_CASE(a_superuser_whom_the_application_just_made_owns_nothing_older) {
    const with_algorithms adopting{{"--users", "0"}};
    adopting.database.execute(
        "INSERT INTO \"user\" (id, email, is_active, is_superuser, hashed_password, created_at)"
        " VALUES (gen_random_uuid(), 'admin@example.com', true, true, 'x', '2026-11-22 14:37Z')");
    adopting.seed();
    BOOST_TEST(adopting.count("algorithms") == "15");
    check_all(adopting, "u.created_at <= a.created_at AND NOT u.is_superuser");
}

BOOST_AUTO_TEST_CASE(somebody_has_to_own_them) {
    const with_algorithms nobody;
    check_ends(nobody.run_algorithms({"--users", "0", "--algorithms", "3"}),
               2,
               {"--algorithms 3 with no users", "--users"});
    nobody.seed({"--users", "0"});
    BOOST_TEST(nobody.count("algorithms") == "0");
}

BOOST_AUTO_TEST_CASE(every_strategy_is_short_enough_for_a_week_of_prices) {
    const ohmycoins::strategy_designer designer(42);
    const auto size = seedbed::decimal<20, 2>::from_integer(500);
    for (std::uint64_t index = 0; index < 1000; ++index) {
        const auto design = designer.design(index, size);
        const auto rule = ohmycoins::trading::make_strategy(design.configuration_json);
        BOOST_TEST(rule->warm_up() <= 230U, design.name);
    }
}

BOOST_AUTO_TEST_SUITE(algorithm_checks_test)

// Each check, and a damage that it alone is there to find.
const std::vector<damage> damages{
    {"algorithms.owner_exists",
     "ALTER TABLE algorithms DROP CONSTRAINT algorithms_created_by_fkey; UPDATE algorithms SET"
     " created_by = '00000000-0000-4000-8000-000000000001' WHERE id = $first",
     "created_by 00000000-0000-4000-8000-000000000001, who is no user"},
    {"algorithms.artifact_exists",
     "CREATE TABLE agent_artifacts (id uuid PRIMARY KEY); UPDATE algorithms SET artifact_id ="
     " '00000000-0000-4000-8000-000000000002' WHERE id = $first",
     "artifact_id 00000000-0000-4000-8000-000000000002, which is no artifact"},
    {"algorithms.orders_name_algorithms",
     "CREATE TABLE orders (id integer, algorithm_id uuid); INSERT INTO orders VALUES (1, NULL), (2,"
     " $first), (3, '00000000-0000-4000-8000-000000000003')",
     "3: algorithm_id 00000000-0000-4000-8000-000000000003, which is no algorithm"},
    {"algorithms.known_type",
     "UPDATE algorithms SET algorithm_type = 'astrology' WHERE id = $first",
     "algorithm_type astrology"},
    {"algorithms.known_status",
     "UPDATE algorithms SET status = 'Active' WHERE id = $first",
     "status Active"},
    {"algorithms.owner_was_there",
     "UPDATE algorithms SET created_at = '2001-02-03Z' WHERE id = $first",
     "created 2001-02-03 00:00:00+00, its owner 202"},
    {"algorithms.times_in_order",
     "UPDATE algorithms SET last_executed_at = created_at - interval '1 second' WHERE id = $first",
     "executed 202"},
    {"algorithms.sensible_limits",
     "UPDATE algorithms SET default_position_limit = 0 WHERE id = $first",
     "limit 0.00"},
    {"algorithms.configuration_parses",
     "UPDATE algorithms SET configuration_json = '{\"a\": 1,}' WHERE id = $first",
     "the document"},
    {"algorithms.crossover_can_run",
     "UPDATE algorithms SET configuration_json = replace(configuration_json, '\"short_window\":',"
     " '\"short_window\":900') WHERE id = $first",
     "is not below long_window"},
    {"algorithms.strategy_has_parameters",
     "UPDATE algorithms SET configuration_json = '{\"strategy\": \"rsi_reversion\"}' WHERE id ="
     " $first",
     "\"period\""},
    {"algorithms.metrics_in_range",
     "UPDATE algorithms SET performance_metrics_json = '{\"win_rate\": 61.5}' WHERE id = $first",
     "win_rate is 6.15E1, out of range"},
};

struct on_algorithms : damaged_database {
    on_algorithms()
        : damaged_database(usual().database, ohmycoins::algorithm_checks(), "algorithms") {}
};

BOOST_FIXTURE_TEST_CASE(what_was_seeded_keeps_them, on_algorithms) {
    check_none_is_violated();
}

BOOST_DATA_TEST_CASE(each_names_what_breaks_it, damages, damage) {
    on_algorithms().check_finds(damage);
}

BOOST_AUTO_TEST_CASE(each_has_a_damage) {
    check_all_are_damaged(ohmycoins::algorithm_checks(), damages);
}

BOOST_FIXTURE_TEST_CASE(a_document_of_another_kind_is_a_violation, on_algorithms) {
    for (const char* text : {"[1]", "7", "", "NaN", "{\"a\":1,\"a\":2}"})
        check_finds({"algorithms.configuration_parses",
                     std::string("UPDATE algorithms SET configuration_json = '") + text +
                         "' WHERE id = $first",
                     ""});
}

BOOST_FIXTURE_TEST_CASE(figures_of_somebody_else_may_lack_some_or_be_losses, on_algorithms) {
    execute("UPDATE algorithms SET performance_metrics_json ="
            " '{\"sharpe_ratio\": 1.5, \"max_drawdown\": -0.15, \"win_rate\": 0.65}'");
    check_none_is_violated();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
