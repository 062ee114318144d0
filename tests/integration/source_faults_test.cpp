// Faults inside documents, for each source: what it says of them, and the database exactly as it
// says. tests/fixtures/<api>/damaged.json has the documents and what is to come of them.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"
#include "tests/support/https_server.hpp"

#include <boost/json.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace json = boost::json;
using namespace seedbed::test;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

namespace {

struct source {
    const char* plugin;
    const char* fixtures;
    words options; ///< the last one's value is the server's address
    const char* path;
    const char* table;
    const char* rows;
};

std::ostream& operator<<(std::ostream& out, const source& of) {
    return out << of.plugin;
}

constexpr const char* prices = "SELECT coin_type, bid, ask, last FROM price_data_5min ORDER BY 1";
constexpr const char* closes =
    "SELECT to_char(timestamp AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), last"
    " FROM price_data_5min ORDER BY 1";
constexpr const char* news =
    "SELECT title, to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
    " FROM news_sentiment ORDER BY 1";
constexpr const char* protocols =
    "SELECT protocol, tvl_usd, fees_24h, revenue_24h FROM protocol_fundamentals ORDER BY 1";

const std::vector<source> sources{
    {"coinspot_prices",
     "coinspot",
     {"--coinspot-coins", "BTC,ETH", "--coinspot-url"},
     "",
     "price_data_5min",
     prices},
    {"kraken_history",
     "kraken",
     {"--kraken-coins", "BTC", "--kraken-url"},
     "",
     "price_data_5min",
     closes},
    {"defillama_protocols",
     "defillama",
     {"--defillama-url"},
     "",
     "protocol_fundamentals",
     protocols},
    {"cryptopanic_news", "cryptopanic", {"--cryptopanic-url"}, "", "news_sentiment", news},
    {"rss_news", "rss", {"--rss-feeds"}, "/harbour.rss", "news_sentiment", news}};

/// The document for that address.
std::string body_for(const json::object& answers, const std::string& target) {
    for (const auto& [part, body] : answers)
        if (target.find(part) != std::string::npos)
            return std::string(body.as_string());
    return {};
}

json::object run_on(const on_database& database, const source& from, const json::object& damaged) {
    const https_server server([&](const seen_request& seen) {
        return http_answer(200, body_for(damaged.at("answers").as_object(), seen.target));
    });
    const command_result result =
        database.run(words{"--only", from.plugin, "--json", "--no-cache"} + from.options +
                         words{server.url(from.path)},
                     {{"CRYPTOPANIC_API_KEY", "s3cr3t"}});
    check_ends(result, 0);
    return plugin_in(result.out, from.plugin);
}

} // namespace

BOOST_AUTO_TEST_SUITE(source_faults_test)

BOOST_DATA_TEST_CASE(what_a_source_makes_of_a_damaged_document, sources, from) {
    const on_database database;
    const json::value all = json::parse(fixture(std::string(from.fixtures) + "/damaged.json"));
    for (const json::value& each : all.as_array()) {
        const json::object& damaged = each.as_object();
        BOOST_TEST_CONTEXT(damaged.at("what").as_string()) {
            if (database.database.value(std::string("SELECT to_regclass('") + from.table + "')") !=
                "NULL")
                database.database.execute(std::string("TRUNCATE ") + from.table);
            const json::object plugin = run_on(database, from, damaged);
            const json::object& told = plugin.at("source").as_object();
            BOOST_TEST(told.at("outcome").as_string() == damaged.at("outcome").as_string(),
                       told.at("detail").as_string());
            BOOST_TEST(told.at("rejected").to_number<int>() ==
                       damaged.at("rejected").to_number<int>());
            const auto expected = json::value_to<std::vector<std::string>>(damaged.at("rows"));
            BOOST_TEST(database.database.rows(from.rows) == expected,
                       boost::test_tools::per_element());
            BOOST_TEST(plugin.at("added").to_number<std::size_t>() == expected.size());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
