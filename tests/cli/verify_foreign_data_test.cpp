#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/refusal.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

using namespace seedbed::test;

namespace {

/// Empty tables, as seedbed makes them, with the rows of another seeder.
struct filled_by_another : on_database {
    filled_by_another() {
        check_ends(run(words{"--all", "--users", "0"} + small), 0);
        database.execute("DELETE FROM price_data_5min");
        database.execute_file(SEEDBED_TEST_FIXTURES "/earlier_seeder/rows.sql");
    }

    /// How many violations `verify` finds, by check.
    std::map<std::string, std::int64_t> violations() const {
        const command_result result = run({"verify", "--json"});
        BOOST_TEST(result.exit_code == 1);
        std::map<std::string, std::int64_t> found;
        const boost::json::value document = boost::json::parse(result.out);
        for (const boost::json::value& each : document.at("checks").as_array())
            if (each.at("status").as_string() == "violated")
                found[std::string(each.at("id").as_string())] =
                    each.at("violations").to_number<std::int64_t>();
        return found;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(verify_foreign_data_test)

BOOST_FIXTURE_TEST_CASE(the_earlier_seeders_contradictions_are_named, filled_by_another) {
    const auto found = violations();
    for (const char* expected : {"orders.filled_complete",
                                 "orders.unfilled_nothing",
                                 "orders.failed_says_why",
                                 "orders.submitted_has_time",
                                 "orders.not_oversold",
                                 "positions.match_orders",
                                 "deployed_algorithms.algorithm_was_there",
                                 "deployed_algorithms.end_of_inactive",
                                 "deployed_algorithms.orders_are_of_own_algorithms",
                                 "deployed_algorithms.trades_are_the_orders",
                                 "deployed_algorithms.profit_is_the_orders",
                                 "agent_sessions.open_for_a_day",
                                 "agent_sessions.sequence",
                                 "agent_sessions.metadata"})
        BOOST_TEST(found.contains(expected), expected << " finds nothing");
    for (const char* kept :
         {"users.email", "users.password", "positions.total_cost", "orders.words"})
        BOOST_TEST(!found.contains(kept), kept << " was kept");
    // No position agrees with its orders: the fills have no time.
    BOOST_TEST(found.at("positions.match_orders") >= 25);
}

BOOST_FIXTURE_TEST_CASE(a_run_beside_them_is_not_held_responsible, filled_by_another) {
    const auto before = violations();
    const command_result beside = run(words{"--all"} + small);
    check_ends(beside, 0);
    check_contains(beside.out, {"broke this rule before this run"});
    BOOST_TEST(users() == "20");
    const auto after = violations();
    for (const auto& [check, count] : after) {
        BOOST_TEST(before.contains(check), check << " is new");
        if (before.contains(check))
            BOOST_TEST(count == before.at(check), check);
    }
}

BOOST_AUTO_TEST_SUITE_END()
