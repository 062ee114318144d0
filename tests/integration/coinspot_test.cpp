#include "tests/integration/price_series.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"
#include "tests/support/https_server.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

using namespace seedbed::test;
using seedbed::tests::answer;
using seedbed::tests::certificate_authority;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::identity;
using seedbed::tests::seen_request;

namespace {

const std::string latest = fixture("coinspot/latest.json");

/// One run: what --json says of it.
struct outcome {
    boost::json::value report;

    std::string as_of() const { return std::string(report.at("as_of").as_string()); }
    std::string notes() const { return boost::json::serialize(report.at("notes")); }
    boost::json::object plugin(const std::string& name) const {
        return plugin_in(boost::json::serialize(report), name);
    }
    std::string source(const char* field) const {
        return std::string(plugin("coinspot_prices").at("source").at(field).as_string());
    }
};

/// A database, a server in CoinSpot's place, and the authority that seedbed is told to trust.
struct market : price_series {
    certificate_authority authority;

    https_server serve(const answer& what, const std::string& names = "DNS:localhost") const {
        return {authority.issue(names), [what](const seen_request&) { return what; }};
    }

    /// A run of both plugins, as of now unless `more` says otherwise.
    outcome seed(const https_server& server, const words& more = {}) const {
        const command_result result = run(words{"--only",
                                                "coinspot_prices,price_history",
                                                "--coins",
                                                "BTC,ETH,DOGE",
                                                "--coinspot-coins",
                                                "BTC,ETH,DOGE",
                                                "--days",
                                                "1",
                                                "--json",
                                                "--ca-file",
                                                authority.file().string(),
                                                "--coinspot-url",
                                                server.url("/pubapi/v2", "localhost")} +
                                          more);
        check_ends(result, 0);
        return {boost::json::parse(result.out)};
    }

    std::string price(const std::string& coin, const std::string& time) const {
        return database.value("SELECT bid, ask, last FROM price_data_5min WHERE coin_type = '" +
                              coin + "' AND timestamp = '" + time + "'");
    }

    /// Nothing came from the network, and the run's grid is complete all the same.
    void check_generated_instead(const outcome& run) const {
        BOOST_TEST(run.plugin("coinspot_prices").at("added").to_number<int>() == 0);
        BOOST_TEST(run.plugin("price_history").at("added").to_number<int>() == 3 * 288);
        check_contains(run.notes(), {"CoinSpot gave no price in this run"});
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(coinspot_test, market)

BOOST_AUTO_TEST_SUITE(real_prices)

BOOST_AUTO_TEST_CASE(land_in_the_slot_of_as_of_to_the_last_digit) {
    const https_server server = serve(http_answer(200, latest));
    const outcome run = seed(server);
    BOOST_TEST(run.source("outcome") == "complete");
    BOOST_TEST(price("BTC", run.as_of()) == "101250.00000000|101977.35000010|101400.50000000");
    // 4020.123456785 has a decimal too many: half to even
    BOOST_TEST(price("ETH", run.as_of()) == "4012.00000025|4044.90000000|4020.12345678");
    BOOST_TEST(price("DOGE", run.as_of()) == "0.28110042|0.28990000|0.28550000");
    BOOST_TEST(coins() == "BTC DOGE ETH"); // nothing of what was not asked for
    BOOST_TEST(run.plugin("coinspot_prices").at("added").to_number<int>() == 3);
    BOOST_TEST(run.plugin("price_history").at("added").to_number<int>() == 3 * 287);
}

BOOST_AUTO_TEST_CASE(are_met_by_the_newest_generated_ones) {
    const outcome run = seed(serve(http_answer(200, latest)));
    for (const char* coin : {"BTC", "ETH", "DOGE"})
        check_no_jump(coin, run.as_of());
    BOOST_TEST(violations("extract(epoch FROM timestamp)::numeric % 300 = 0") == "0");
    BOOST_TEST(database.value("SELECT count(*) FROM price_data_5min") == std::to_string(3 * 288));
}

BOOST_AUTO_TEST_CASE(are_asked_for_once_and_by_name) {
    const https_server server = serve(http_answer(200, latest));
    seed(server);
    BOOST_REQUIRE(server.requests().size() == 1U);
    const seen_request request = server.requests().front();
    BOOST_TEST(request.target == "/pubapi/v2/latest");
    BOOST_TEST(request.server_name == "localhost");
    BOOST_TEST(request.header("Accept") == "application/json");
    check_contains(request.header("User-Agent"), {"seedbed/"});
}

BOOST_AUTO_TEST_CASE(are_added_once_to_a_slot) {
    const https_server server = serve(http_answer(200, latest));
    outcome first = seed(server);
    outcome second = seed(server);
    while (second.as_of() != first.as_of()) { // the clock went on to the next slot in between
        first = std::move(second);
        second = seed(server);
    }
    BOOST_TEST(second.plugin("coinspot_prices").at("added").to_number<int>() == 0);
    BOOST_TEST(second.plugin("coinspot_prices").at("kept").to_number<int>() == 3);
    BOOST_TEST(second.plugin("price_history").at("added").to_number<int>() == 0);
}

BOOST_AUTO_TEST_CASE(are_taken_once_however_their_ticker_is_written) {
    const outcome run =
        seed(serve(http_answer(200, latest)), {"--coinspot-coins", "btc,BTC,matic"});
    BOOST_TEST(coins() == "BTC DOGE ETH MATIC");
    BOOST_TEST(run.plugin("coinspot_prices").at("added").to_number<int>() == 4);
}

BOOST_AUTO_TEST_CASE(of_coins_that_are_missing_are_generated) {
    const outcome run = seed(serve(
        http_answer(200, R"({"status":"ok","prices":{"btc":{"bid":"1","ask":"3","last":"2"}}})")));
    BOOST_TEST(price("BTC", run.as_of()) == "1.00000000|3.00000000|2.00000000");
    BOOST_TEST(run.plugin("price_history").at("added").to_number<int>() == 3 * 288 - 1);
    check_contains(run.notes(), {"CoinSpot gave no price of DOGE, ETH\""});
    BOOST_TEST(run.source("outcome") == "complete");
    BOOST_TEST(run.source("detail") == "1 prices; CoinSpot has none of DOGE, ETH");
}

BOOST_AUTO_TEST_CASE(whose_ask_is_below_their_bid_are_stored_so_and_cost_no_other) {
    const https_server server =
        serve(http_answer(200,
                          R"({"status":"ok","prices":{"btc":{"bid":"24050","ask":"24100","last":)"
                          R"("24055"},"eth":{"bid":"1690","ask":"1682.5","last":"1685"}}})"));
    const outcome run = seed(server, {"--only", "coinspot_prices,price_history,orders"});
    BOOST_TEST(price("BTC", run.as_of()) == "24050.00000000|24100.00000000|24055.00000000");
    BOOST_TEST(price("ETH", run.as_of()) == "1690.00000000|1682.50000000|1685.00000000");
    BOOST_TEST(run.plugin("price_history").at("added").to_number<int>() == 3 * 288 - 2);
    check_contains(run.notes(), {"eth: ask 1682.50000000 is below bid 1690.00000000; it is kept"});
    // the next slot's run judges the same row
    database.execute("DELETE FROM price_data_5min WHERE bid <= ask;"
                     "UPDATE price_data_5min SET timestamp = timestamp - interval '1 hour',"
                     " created_at = created_at - interval '1 hour'");
    seed(server);
    BOOST_TEST(violations("bid <= ask") == "2");
}

BOOST_AUTO_TEST_CASE(that_nobody_can_compute_with_are_left_out) {
    const outcome run = seed(serve(http_answer(
        200,
        R"({"status":"ok","prices":{"btc":{"bid":"184467464794","ask":"184467464796",)"
        R"("last":"184467464795"},"eth":{"bid":"1680","ask":"1682","last":"1681"}}})")));
    BOOST_TEST(run.source("outcome") == "complete");
    BOOST_TEST(run.plugin("price_history").at("added").to_number<int>() == 3 * 288 - 1);
    check_contains(run.source("detail"), {"1 prices; of no use: BTC (bid is", "none of DOGE"});
    BOOST_TEST(violations("ask < 1000000") == "0");
}

BOOST_AUTO_TEST_CASE(do_not_belong_to_the_past) {
    const https_server server = serve(http_answer(200, latest));
    const outcome run = seed(server, {"--as-of", "2026-01-02T00:00:00Z"});
    BOOST_TEST(run.source("outcome") == "skipped");
    check_generated_instead(run);
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(of_a_recorded_answer_are_stored_digit_by_digit,
                     *boost::unit_test::precondition(payloads_are_there)) {
    const std::string body = payload("coinspot_latest.json");
    const outcome run =
        seed(serve(http_answer(200, body)), {"--coinspot-coins", "BTC,ETH,DOGE,ADA"});
    const boost::json::value recorded = boost::json::parse(body);
    for (const auto& [coin, key] :
         {std::pair("BTC", "btc"), {"ETH", "eth"}, {"DOGE", "doge"}, {"ADA", "ada"}})
        for (const char* field : {"bid", "ask", "last"}) {
            const std::string digits(recorded.at("prices").at(key).at(field).as_string());
            BOOST_TEST(database.value(std::string("SELECT ") + field + " = " + digits +
                                      " FROM price_data_5min WHERE coin_type = '" + coin +
                                      "' AND timestamp = '" + run.as_of() + "'") == "t",
                       coin << ' ' << field << ' ' << digits);
        }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(without_real_prices)

BOOST_AUTO_TEST_CASE(a_server_of_another_authority_is_refused_and_the_run_goes_on) {
    const certificate_authority other;
    const https_server server(other.issue("DNS:localhost"),
                              [](const seen_request&) { return http_answer(200, latest); });
    const outcome run = seed(server);
    BOOST_TEST(run.source("outcome") == "refused");
    check_contains(run.source("detail"), {"certificate"});
    check_generated_instead(run);
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_host_is_refused) {
    const https_server server = serve(http_answer(200, latest), "DNS:example.com");
    const outcome run = seed(server);
    BOOST_TEST(run.source("outcome") == "refused");
    check_contains(run.source("detail"), {"certificate"});
    check_generated_instead(run);
    BOOST_TEST(server.requests().empty());
}

BOOST_AUTO_TEST_CASE(an_answer_of_the_servers_trouble_is_told) {
    const outcome run = seed(serve(http_answer(503, "busy")));
    BOOST_TEST(run.source("outcome") == "unavailable");
    check_contains(run.source("detail"), {"CoinSpot answered 503"});
    check_generated_instead(run);
}

BOOST_AUTO_TEST_CASE(an_answer_of_another_shape_is_told) {
    const outcome page = seed(serve(http_answer(200, "<html>maintenance</html>")));
    BOOST_TEST(page.source("outcome") == "malformed");
    check_contains(page.source("detail"), {"HTML"});
    check_generated_instead(page);
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_usable_price_of_what_was_asked_for_is_not_complete) {
    const https_server server = serve(http_answer(
        200,
        R"({"status":"ok","prices":{"xrp":{"bid":"1","ask":"2","last":"1.5"},"btc":{"bid":null,)"
        R"("ask":"2","last":"1.5"}}})"));
    const outcome bad = seed(server);
    BOOST_TEST(bad.source("outcome") == "malformed");
    check_contains(bad.source("detail"),
                   {"0 prices; of no use: BTC (bid is null, not a price)", "none of DOGE, ETH"});
    check_generated_instead(bad);
}

BOOST_AUTO_TEST_CASE(coinspots_own_message_is_told) {
    const outcome run =
        seed(serve(http_answer(200, text_of(SEEDBED_TEST_FIXTURES "/coinspot/error.json"))));
    BOOST_TEST(run.source("outcome") == "malformed");
    check_contains(run.source("detail"), {"The service is resting"});
}

BOOST_AUTO_TEST_CASE(nobody_listening_is_told_to_people_as_well) {
    std::string gone;
    {
        const https_server server = serve(http_answer(200, latest));
        gone = server.url("/pubapi/v2", "localhost");
    }
    const command_result result =
        run({"--only", "coinspot_prices,price_history", "--days", "1", "--coinspot-url", gone});
    check_ends(result, 0, {"coinspot_prices", "unavailable"});
    check_contains(result.out, {"source unavailable", "CoinSpot gave no price in this run"});
    BOOST_TEST(prices() == std::to_string(10 * 288));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
