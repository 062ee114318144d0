// A row that is made for a test breaks no rule of the data, whatever model and variation it is of.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace seedbed::test;

namespace {

namespace json = boost::json;

const words fixed{"--as-of", "2026-01-02T00:00:00Z", "--password-cost", "4"};

/// Rules about rows of other tables, which one row alone cannot keep: an order and the position it
/// leaves, a backtest and the prices it was made from, a session's end and the message of it.
const std::set<std::string> of_several_rows{"positions.match_orders",
                                            "backtests.trade_prices",
                                            "agent_sessions.completed_has_messages",
                                            "agent_sessions.stages_complete",
                                            "agent_sessions.ends_as_it_says"};

struct created : on_database {
    void create(const words& what) const { check_ends(run(words{"create"} + what + fixed), 0); }

    void seed_all() const {
        check_ends(run(words{"--all",
                             "--no-real-data",
                             "--users",
                             "4",
                             "--algorithms",
                             "5",
                             "--agent-sessions",
                             "3"} +
                       fixed),
                   0);
    }

    /// Judges every check on what stands.
    void check_nothing_is_broken() const {
        const auto verified = run(words{"verify", "--json"} + small);
        const json::value report = json::parse(verified.out);
        std::size_t judged = 0;
        for (const json::value& each : report.at("checks").as_array()) {
            const std::string id(each.at("id").as_string());
            if (of_several_rows.contains(id))
                continue;
            ++judged;
            BOOST_TEST(each.at("violations").to_number<int>() == 0, json::serialize(each));
        }
        BOOST_TEST(judged > 50U);
    }
};

json::array models() {
    const json::value described = json::parse(run_seedbed({"models", "--json"}).out);
    return described.as_array();
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(created_rows_test, created)

BOOST_AUTO_TEST_CASE(every_model_makes_rows_that_keep_the_rules) {
    create({"users", "--as", "superuser"}); // where there are users, one is a superuser
    for (const json::value& model : models())
        create({std::string(model.at("model").as_string()), "--count", "3"});
    check_nothing_is_broken();
}

BOOST_AUTO_TEST_CASE(every_variation_keeps_the_rules) {
    create({"users", "--as", "superuser"});
    for (const json::value& model : models())
        for (const json::value& variation : model.at("variations").as_array())
            if (variation.at("name") != "sell") // nobody has bought before
                create({std::string(model.at("model").as_string()),
                        "--as",
                        std::string(variation.at("name").as_string())});
    check_nothing_is_broken();
}

BOOST_AUTO_TEST_CASE(rows_that_are_added_to_a_seeded_database_keep_the_rules) {
    seed_all();
    for (const json::value& model : models())
        create({std::string(model.at("model").as_string())});
    check_nothing_is_broken();
}

BOOST_AUTO_TEST_CASE(a_run_goes_on_beside_rows_that_were_made_before) {
    for (const json::value& model : models())
        create({std::string(model.at("model").as_string())});
    seed_all();
    seed_all();
}

BOOST_AUTO_TEST_CASE(what_is_given_is_followed_by_the_rest) {
    create({"users", "--as", "superuser"});
    create({"order", "--set", "coin_type=ETH", "--set", "price=3500", "--set", "quantity=5"});
    create({"order", "--set", "status=partial", "--set", "created_at=2025-12-31T12:00:00Z"});
    create({"algorithm", "--set", "status=draft", "--set", "name=Mine"});
    create({"backtest", "--set", "initial_capital=5000", "--set", "coin_type=ETH"});
    create({"backtest", "--set", "status=failed"});
    create({"deployed_algorithm", "--set", "is_active=false"});
    create({"position", "--set", "coin_type=DOGE"});
    create(
        {"users", "--set", "full_name=Zoë Ångström", "--set", "created_at=2025-12-31T00:00:00Z"});
    create({"price", "--set", "coin_type=XYZ", "--count", "10", "--set", "start_price=2.5"});
    BOOST_TEST(database.value("SELECT filled_quantity, status FROM orders WHERE price = 3500") ==
               "5.0000000000|filled");
    BOOST_TEST(database.value("SELECT email LIKE 'z%ngstr%@example.%' FROM \"user\""
                              " WHERE full_name = 'Zoë Ångström'") == "t");
    BOOST_TEST(database.value("SELECT last FROM price_data_5min ORDER BY timestamp LIMIT 1") ==
               "2.50000000");
    BOOST_TEST(database.value("SELECT max(timestamp) AT TIME ZONE 'UTC' FROM price_data_5min") ==
               "2026-01-02 00:00:00");
    check_nothing_is_broken();
}

BOOST_AUTO_TEST_CASE(a_quote_keeps_its_proportions_around_what_is_given) {
    const auto build = [&](const words& more) {
        const auto made = run_seedbed(words{"create", "price", "--build"} + more);
        check_ends(made, 0);
        return boost::json::parse(made.out).as_object();
    };
    for (const char* given : {"bid=5", "last=5", "ask=5"}) {
        const auto row = build({"--set", given});
        const auto number = [&](const char* column) {
            return std::stod(std::string(row.at(column).as_string()));
        };
        BOOST_TEST(number("bid") > 4.9, given);
        BOOST_TEST(number("bid") <= number("last"), given);
        BOOST_TEST(number("last") <= number("ask"), given);
        BOOST_TEST(number("ask") < 5.1, given);
    }
    const auto without = build({"--set-json", "bid=null", "--set-json", "last=null"});
    BOOST_TEST(without.at("bid").is_null());
    BOOST_TEST(without.at("last").is_null());
    BOOST_TEST(!without.at("ask").is_null());
    for (const char* start : {"0", "-1", "999999999999"})
        check_ends(
            run_seedbed(
                {"create", "price", "--build", "--set", std::string("start_price=") + start}),
            2,
            {"start_price: ", "a price is more than 0, and 1000000000.00000000 at most"});
}

BOOST_AUTO_TEST_SUITE_END()
