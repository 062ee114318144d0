// Runs of everything, with all public APIs there, recorded, or gone.
#include "tests/cli/public_apis.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <seedbed/redaction.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::test;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

namespace {

const words everything{"--all", "--json", "--days", "1", "--password-cost", "4"};

boost::json::object source_in(const command_result& result, const std::string& name) {
    return plugin_in(result.out, name).at("source").as_object();
}

/// Port 1 is nobody's.
const words nobody = public_apis_at("http://127.0.0.1:1");

} // namespace

BOOST_FIXTURE_TEST_SUITE(all_sources_test, on_database)

BOOST_AUTO_TEST_CASE(with_every_source_down_everything_else_is_seeded_and_each_says_why) {
    const command_result result = run(everything + nobody, with_api_key);
    check_ends(result, 0);
    for (const std::string& name : source_names) {
        BOOST_TEST_CONTEXT(name) {
            const boost::json::object told = source_in(result, name);
            BOOST_TEST(told.at("outcome").as_string() == "unavailable");
            check_contains(std::string(told.at("detail").as_string()), {"127.0.0.1:1"});
            BOOST_TEST(plugin_in(result.out, name).at("added").to_number<int>() == 0);
        }
    }
    for (const char* table : {"\"user\"", "price_data_5min", "orders", "backtest_runs"})
        BOOST_TEST(count(table) != "0", table);
    BOOST_TEST(count("news_sentiment") == "0");
    BOOST_TEST(count("protocol_fundamentals") == "0");
    const command_result table = run(words{"--all", "--days", "1"} + nobody, with_api_key);
    for (const std::string& name : source_names)
        check_contains(table.out, {name});
    check_contains(table.out, {"unavailable", "no connection"});
}

BOOST_AUTO_TEST_CASE(with_a_required_source_down_nothing_is_touched) {
    const std::string before = database.dump();
    const command_result result =
        run(everything + words{"--require", "coinspot_prices"} + nobody, with_api_key);
    check_ends(result, 1);
    BOOST_TEST(database.dump() == before);
    BOOST_TEST(database.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'seedbed'") ==
               "0");
}

BOOST_AUTO_TEST_CASE(a_recorded_run_of_everything_is_replayed_byte_by_byte_and_holds_no_key) {
    const scratch_directory scratch;
    const words tape{(scratch.path() / "tape").string()};
    const on_database replayed;
    std::string said;
    words where;
    {
        const https_server server(public_api_answer);
        where = public_apis_at(server.url(""));
        const command_result recorded =
            run(everything + where + words{"--verbose", "--record"} + tape, with_api_key);
        check_ends(recorded, 0);
        for (const std::string& name : source_names)
            BOOST_TEST(source_in(recorded, name).at("outcome").as_string() == "complete", name);
        bool was_sent = false;
        for (const seen_request& seen : server.requests())
            was_sent = was_sent || seedbed::redaction({api_key}).finds_any(seen.target);
        BOOST_TEST(was_sent);
        said = recorded.out + recorded.err;
    }
    check_ends(replayed.run(everything + where + words{"--replay"} + tape), 0);
    BOOST_TEST(replayed.database.dump() == database.dump());
    const seedbed::redaction finder({api_key});
    BOOST_TEST(!finder.finds_any(said));
    BOOST_TEST(!finder.finds_any(all_text(scratch.path())));
    BOOST_TEST(!finder.finds_any(database.dump()));
}

BOOST_AUTO_TEST_SUITE_END()
