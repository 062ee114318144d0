// Orders and positions that are made for tests agree with themselves and with what stands, whatever
// columns a test sets.
#include "tests/cli/asked_seedbed.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <stdexcept>

using namespace seedbed::test;

namespace {

namespace json = boost::json;

/// One conversation on a database of its own.
struct trades : on_database, asked_seedbed {
    trades() : asked_seedbed(database) {}

    std::string problem(const std::string& model, const json::object& set) {
        const json::object answer =
            ask(json::serialize(json::object{{"create", model}, {"set", set}}));
        BOOST_REQUIRE_MESSAGE(answer.contains("error"), json::serialize(answer));
        return json::serialize(answer.at("error"));
    }

    std::string value(const std::string& sql) {
        const json::object row =
            rows(json::serialize(json::object{{"query", sql}})).at(0).as_object();
        return text(row, "value");
    }

    /// Prices up to the data's present, or up to `until`.
    json::array prices(json::object set, int count) {
        return rows(
            json::serialize(json::object{{"create", "price"}, {"set", set}, {"count", count}}));
    }

    /// Judges the rules about orders and positions on what was made, but for those named.
    void check_rules(const std::set<std::string>& but = {}) {
        ask(R"({"commit": true})");
        const auto verified = run(words{"verify", "--json"} + small);
        BOOST_REQUIRE_MESSAGE(verified.out.starts_with('{'), verified.err);
        const json::value report = json::parse(verified.out);
        std::size_t judged = 0;
        for (const json::value& each : report.at("checks").as_array()) {
            const std::string id(each.at("id").as_string());
            if ((!id.starts_with("orders.") && !id.starts_with("positions.")) || but.contains(id))
                continue;
            ++judged;
            BOOST_TEST(each.at("violations").to_number<int>() == 0, json::serialize(each));
        }
        BOOST_TEST(judged > 10U);
    }
};

const std::set<std::string> apart{"positions.match_orders"}; // orders without positions

/// A decimal of the answer, as a number: for comparisons that need not be exact.
double number(const json::object& row, const char* column) {
    return std::stod(text(row, column));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(coherent_trades_test, trades)

BOOST_AUTO_TEST_CASE(an_orders_times_are_led_to_those_that_are_given) {
    const std::vector<json::object> given{
        {{"filled_at", "2025-06-01T12:00:00Z"}},
        {{"submitted_at", "2025-06-01T12:00:00Z"}},
        {{"updated_at", "2025-06-01T12:00:00Z"}},
        {{"updated_at", "2025-06-01T12:00:00Z"}, {"status", "pending"}},
        {{"updated_at", "2025-06-01T12:00:00Z"}, {"status", "submitted"}, {"order_type", "limit"}},
        {{"submitted_at", "2025-06-01T12:00:00Z"}, {"status", "cancelled"}},
        {{"submitted_at", "2025-06-01T12:00:00Z"}, {"filled_at", "2025-06-01T12:00:00Z"}},
        {{"created_at", "2025-06-01T12:00:00Z"}, {"filled_at", "2025-06-01T12:00:00.5Z"}},
        {{"created_at", "2025-06-01T12:00:00Z"}, {"updated_at", "2025-06-01T12:00:00Z"}},
        {{"filled_at", "2025-06-01T12:00:00Z"}, {"updated_at", "2025-06-01T12:00:00Z"}},
        {{"filled_at", "2025-12-31T23:59:59Z"}},
        {{"filled_at", "2026-03-01T00:00:00Z"}}};
    const json::object user =
        make("users", {{"created_at", "2025-01-01T00:00:00Z"}, {"email", "a@example.com"}});
    for (json::object set : given) {
        set["user_id"] = user.at("id");
        const json::object made = make("order", set);
        for (const auto& [column, value] : set)
            if (column.ends_with("_at") && value.as_string().find('.') == std::string::npos)
                BOOST_TEST(made.at(column) == value, json::serialize(made));
    }
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(an_order_has_the_status_that_fits_what_is_given) {
    struct example {
        json::object set;
        const char* status;
    };
    for (const example& each : std::vector<example>{
             {{{"filled_quantity", "0.5"}}, "partial"},
             {{{"filled_quantity", "0.5"}, {"quantity", "2"}}, "partial"},
             {{{"filled_quantity", "2"}, {"quantity", "2"}}, "filled"},
             {{{"filled_quantity", "3000000000"}}, "partial"},
             {{{"filled_quantity", "0"}}, "submitted"},
             {{{"filled_quantity", "0.5"}, {"status", "filled"}}, "filled"},
             {{{"filled_quantity", "0.5"}, {"error_message", "The rest was refused"}}, "partial"},
             {{{"error_message", "Insufficient funds"}}, "failed"},
             {{{"error_message", nullptr}}, "filled"},
             {{{"filled_at", nullptr}}, "submitted"},
             {{{"submitted_at", nullptr}}, "pending"},
             {{{"price", nullptr}}, "submitted"}}) {
        const json::object made = make("order", each.set);
        BOOST_TEST(text(made, "status") == each.status, json::serialize(made));
    }
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(an_algorithms_order_is_its_owners_and_of_its_coin) {
    const json::object strategy = make("algorithm");
    json::object configuration = json::parse(text(strategy, "configuration_json")).as_object();
    const json::object placed = make("order", {{"algorithm_id", strategy.at("id")}});
    BOOST_TEST(placed.at("algorithm_id") == strategy.at("id"));
    BOOST_TEST(placed.at("user_id") == strategy.at("created_by"));
    BOOST_TEST(placed.at("coin_type") == configuration.at("coin_type"));

    const json::object other = make("order",
                                    {{"algorithm_id", strategy.at("id")},
                                     {"coin_type", "XYZ"},
                                     {"user_id", placed.at("user_id")}});
    BOOST_TEST(text(other, "coin_type") == "XYZ");

    for (const char* own : {"{}", "[1]", "{\"coin_type\": 5}", "nonsense"}) {
        const json::object odd = make("algorithm", {{"configuration_json", own}});
        BOOST_TEST(make("order", {{"algorithm_id", odd.at("id")}}).at("user_id") ==
                   odd.at("created_by"));
    }
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(an_orders_algorithm_has_to_exist) {
    const json::object set{{"algorithm_id", "00000000-0000-0000-0000-000000000000"}};
    check_contains(
        problem("order", set),
        {"usage",
         "order: algorithm_id: there is no algorithm 00000000-0000-0000-0000-000000000000"});
    BOOST_TEST(value("SELECT count(*)::text AS value FROM orders") == "0");
    const json::object built =
        rows(json::serialize(json::object{{"build", "order"}, {"set", set}})).at(0).as_object();
    BOOST_TEST(built.at("algorithm_id") == set.at("algorithm_id"));
    BOOST_TEST(make("order", {{"algorithm_id", nullptr}}).at("algorithm_id").is_null());
}

BOOST_AUTO_TEST_CASE(a_positions_amounts_follow_the_cost_that_is_given) {
    for (const json::object& set :
         std::vector<json::object>{{{"total_cost", "100"}},
                                   {{"total_cost", "100"}, {"coin_type", "DOGE"}},
                                   {{"total_cost", "100"}, {"coin_type", "BTC"}},
                                   {{"total_cost", "0.01"}, {"coin_type", "BTC"}},
                                   {{"total_cost", "12345678901.23"}, {"coin_type", "DOGE"}},
                                   {{"total_cost", "123456789012345678"}, {"coin_type", "DOGE"}},
                                   {{"total_cost", "0"}},
                                   {{"total_cost", "100"}, {"quantity", "3"}},
                                   {{"total_cost", "100"}, {"quantity", "0.0000000007"}},
                                   {{"total_cost", "100"}, {"average_price", "65000.25"}},
                                   {{"total_cost", "100"}, {"average_price", "0.00000007"}},
                                   {{"quantity", "1.5"}, {"average_price", "65000.25"}},
                                   {{"quantity", "1.5"}},
                                   {{"average_price", "65000.25"}}}) {
        json::object all = set;
        all["user_id"] = make("users").at("id");
        const json::object made = make("position", all);
        for (const auto& [column, value] : set)
            if (column != "coin_type")
                BOOST_TEST(number(made, std::string(column).c_str()) ==
                               std::stod(std::string(value.as_string())),
                           json::serialize(made));
    }
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(a_cost_alone_buys_at_about_the_markets_price) {
    const double market = number(make("position", {{"coin_type", "BTC"}}), "average_price");
    const double paid = number(
        make("position",
             {{"user_id", make("users").at("id")}, {"coin_type", "BTC"}, {"total_cost", "777.77"}}),
        "average_price");
    BOOST_TEST(paid > market * 0.8);
    BOOST_TEST(paid < market * 1.25);
    BOOST_TEST(value("SELECT count(*)::text AS value FROM positions"
                     " WHERE total_cost = quantity * average_price") == "2");
}

// docs/fixtures.md: an algorithm, 100 prices of a coin, a buy at the latest price, its position.
BOOST_AUTO_TEST_CASE(a_buy_comes_after_the_prices_and_a_position_after_its_buy) {
    const json::object trader = make("users");
    const json::object strategy = make("algorithm", {{"created_by", trader.at("id")}});
    const json::object latest = prices({{"coin_type", "BTC"}}, 100).back().as_object();
    const json::object bought = make("order",
                                     {{"user_id", trader.at("id")},
                                      {"algorithm_id", strategy.at("id")},
                                      {"coin_type", "BTC"},
                                      {"side", "buy"},
                                      {"quantity", "2.0"},
                                      {"price", latest.at("last")}});
    const json::object held = make("position",
                                   {{"user_id", trader.at("id")},
                                    {"coin_type", "BTC"},
                                    {"quantity", bought.at("filled_quantity")},
                                    {"average_price", latest.at("last")}});
    BOOST_TEST(bought.at("price") == latest.at("last"));
    BOOST_TEST((text(bought, "created_at") > text(latest, "timestamp")));
    BOOST_TEST(held.at("created_at") == bought.at("filled_at"));
    BOOST_TEST(held.at("updated_at") == bought.at("filled_at"));
    check_rules();
}

BOOST_AUTO_TEST_CASE(orders_take_their_price_from_the_newest_that_stands) {
    const json::object user = make("users", {{"created_at", "2025-01-01T00:00:00Z"}});
    for (const char* until : {"2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z"}) {
        const json::object newest =
            prices({{"coin_type", "XYZ"}, {"timestamp", until}}, 20).back().as_object();
        const auto place = [&](json::object set) {
            set["user_id"] = user.at("id");
            set["coin_type"] = "XYZ";
            json::object made = make("order", set);
            BOOST_TEST((text(made, "created_at") > until), json::serialize(made));
            return made;
        };
        BOOST_TEST(place({}).at("price") == newest.at("ask"));
        BOOST_TEST(place({{"side", "sell"}}).at("price") == newest.at("bid"));
        BOOST_TEST(place({{"order_type", "limit"}}).at("price") == newest.at("ask"));
        place({{"price", newest.at("ask")}});
        place({{"order_type", "limit"}, {"status", "submitted"}});
        place({{"order_type", "limit"}, {"status", "cancelled"}});
        place({{"order_type", "limit"}, {"price", "0.5"}});
        place({{"price", "12345"}});
        place({{"status", "failed"}});
    }
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(prices_behind_the_datas_present_are_the_future) {
    const json::object now = prices({{"coin_type", "ETH"}}, 5).back().as_object();
    prices({{"coin_type", "ETH"}, {"timestamp", "2026-02-01T00:00:00Z"}}, 5);
    const json::object bought = make("order", {{"coin_type", "ETH"}});
    BOOST_TEST(bought.at("price") == now.at("ask"));
    BOOST_TEST((text(bought, "filled_at") < "2026-01-01T00:05"));
    make("order", {{"coin_type", "ETH"}, {"price", "12345"}});
    prices({{"coin_type", "ADA"}, {"timestamp", "2026-02-01T00:00:00Z"}}, 5);
    BOOST_TEST(
        (text(make("order", {{"coin_type", "ADA"}}), "created_at") > "2026-02-01T00:00:00Z"));
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(what_is_sold_was_bought_before) {
    const json::object user = make("users");
    const auto trade = [&](json::object set) {
        set["user_id"] = user.at("id");
        return make("order", set);
    };
    for (const char* coin : {"BTC", "ETH"}) { // with prices and without
        if (coin == std::string("BTC"))
            prices({{"coin_type", coin}}, 20);
        trade({{"coin_type", coin}, {"quantity", "0.001"}});
        trade({{"coin_type", coin}, {"side", "sell"}, {"quantity", "0.0004"}});
        const json::object rest = trade({{"coin_type", coin}, {"side", "sell"}});
        BOOST_TEST(number(rest, "quantity") <= 0.0006);
    }
    check_rules(apart);
}

BOOST_AUTO_TEST_CASE(a_position_is_what_its_orders_leave) {
    const json::object user = make("users");
    const auto trade = [&](json::object set) {
        set["user_id"] = user.at("id");
        return make("order", set);
    };
    const json::object first =
        trade({{"coin_type", "ETH"}, {"quantity", "0.3"}, {"filled_at", "2025-12-30T12:00:00Z"}});
    trade({{"coin_type", "ETH"}, {"quantity", "0.7"}, {"filled_at", "2025-12-30T13:00:00Z"}});
    const json::object last = trade({{"coin_type", "ETH"},
                                     {"side", "sell"},
                                     {"quantity", "0.25"},
                                     {"filled_at", "2025-12-30T14:00:00Z"}});
    trade({{"coin_type", "SOL"}, {"status", "partial"}});
    trade({{"coin_type", "ADA"}, {"status", "pending"}});
    std::set<std::string> coins;
    for (int i = 0; i < 2; ++i) { // the coins that are held come first
        const json::object held = make("position", {{"user_id", user.at("id")}});
        coins.insert(text(held, "coin_type"));
        if (text(held, "coin_type") != "ETH")
            continue;
        BOOST_TEST(text(held, "quantity") == "0.7500000000");
        BOOST_TEST(held.at("created_at") == first.at("filled_at"));
        BOOST_TEST(held.at("updated_at") == last.at("filled_at"));
    }
    BOOST_TEST(coins == (std::set<std::string>{"ETH", "SOL"}), boost::test_tools::per_element());
    check_rules();
}

BOOST_AUTO_TEST_CASE(what_is_given_of_a_position_stands_beside_its_orders) {
    const json::object user = make("users");
    const json::object bought =
        make("order", {{"user_id", user.at("id")}, {"coin_type", "BTC"}, {"quantity", "0.5"}});
    for (const json::object& set :
         std::vector<json::object>{{{"quantity", "2.0000000000"}},
                                   {{"average_price", "3.00000000"}},
                                   {{"total_cost", "77.00"}},
                                   {{"total_cost", "77.00"}, {"quantity", "2.0000000000"}},
                                   {{"created_at", "2026-05-01T00:00:00Z"}},
                                   {{"updated_at", "2025-05-01T00:00:00Z"}}}) {
        json::object all = set;
        all["user_id"] = user.at("id");
        all["coin_type"] = "BTC";
        ask(R"({"savepoint": "before"})");
        const json::object held = make("position", all);
        for (const auto& [column, value] : all)
            BOOST_TEST(held.at(column) == value);
        BOOST_TEST(value("SELECT count(*)::text AS value FROM positions WHERE created_at <= "
                         "updated_at AND abs(total_cost - quantity * average_price) < 0.01") == "1",
                   json::serialize(held));
        if (!set.contains("average_price") && !set.contains("total_cost"))
            BOOST_TEST(held.at("average_price") == bought.at("price"));
        ask(R"({"rollback_to": "before"})");
    }
    // More is sold than was bought: the test says so, and the position is as without orders.
    make("order",
         {{"user_id", user.at("id")}, {"coin_type", "BTC"}, {"side", "sell"}, {"quantity", "5"}});
    make("position", {{"user_id", user.at("id")}, {"coin_type", "BTC"}});
    check_rules({"positions.match_orders", "orders.not_oversold"});
}

BOOST_AUTO_TEST_CASE(several_positions_of_a_user_are_of_different_coins) {
    const json::object user = make("users");
    const std::string id = json::serialize(user.at("id"));
    std::set<std::string> coins;
    for (const json::value& each :
         rows(R"({"create": "position", "count": 8, "set": {"user_id": )" + id + "}}"))
        coins.insert(text(each.as_object(), "coin_type"));
    BOOST_TEST(coins.size() == 8U);
    rows(R"({"create": "position", "count": 2, "set": {"user_id": )" + id + "}}");
    check_contains(problem("position", {{"user_id", user.at("id")}}),
                   {"usage", "position: coin_type: ", "has a position in each coin"});
    make("position", {{"user_id", user.at("id")}, {"coin_type", "XYZ"}});
    make("position", {{"coin_type", "BTC"}});
    check_contains(problem("position", {{"coin_type", "BTC"}}),
                   {"usage", "has a position in BTC already; set user_id"});
    check_rules(apart);
}

BOOST_AUTO_TEST_SUITE_END()
