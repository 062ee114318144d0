#include "tests/cli/on_database.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"
#include "tests/support/https_server.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <functional>
#include <string>

using namespace seedbed::test;
using seedbed::tests::answer;
using seedbed::tests::certificate_authority;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

namespace {

/// The API's three answers.
struct api {
    answer protocols = http_answer(200, fixture("defillama/protocols.json"));
    answer fees = http_answer(200, fixture("defillama/fees.json"));
    answer revenue = http_answer(200, fixture("defillama/revenue.json"));

    const answer& operator()(const seen_request& request) const {
        if (request.target == "/protocols")
            return protocols;
        return request.target.ends_with("dataType=dailyFees") ? fees : revenue;
    }
};

/// One run: what --json says of it.
struct outcome {
    boost::json::value report;

    boost::json::object plugin() const {
        return plugin_in(boost::json::serialize(report), "defillama_protocols");
    }
    int number(const char* field) const { return plugin().at(field).to_number<int>(); }
    std::string source(const char* field) const {
        return std::string(plugin().at("source").at(field).as_string());
    }
    std::string notes() const { return boost::json::serialize(report.at("notes")); }
    std::string as_of() const { return std::string(report.at("as_of").as_string()); }
};

/// A database, servers in DefiLlama's place, and the authority that seedbed is told to trust.
struct defi : on_database {
    certificate_authority authority;

    https_server serve(api what) const {
        return {authority.issue("DNS:localhost"),
                [what = std::move(what)](const seen_request& request) { return what(request); }};
    }

    words against(const https_server& server) const {
        return {"--only",
                "defillama_protocols",
                "--json",
                "--ca-file",
                authority.file().string(),
                "--defillama-url",
                server.url("", "localhost")};
    }

    outcome seed(const https_server& server, const words& more = {}) const {
        const command_result result = run(against(server) + more);
        check_ends(result, 0);
        return {boost::json::parse(result.out)};
    }
    outcome seed(const api& what, const words& more = {}) const { return seed(serve(what), more); }

    words protocols() const {
        return database.rows("SELECT protocol, tvl_usd, fees_24h, revenue_24h"
                             " FROM protocol_fundamentals ORDER BY tvl_usd DESC, protocol");
    }

    void check_protocols(const words& expected) const {
        BOOST_TEST(protocols() == expected, boost::test_tools::per_element());
    }

    /// The run goes on without the source, and says why.
    void check_nothing_came(const outcome& run,
                            const char* outcome_name,
                            const std::vector<std::string>& detail) const {
        BOOST_TEST(run.source("outcome") == outcome_name);
        check_contains(run.source("detail"), detail);
        BOOST_TEST(count("protocol_fundamentals") == "0");
    }
};

const words all_of_fixture{"stakewell|20000000000.00|0.00|NULL",
                           "harbour-v3|12345678901.23|1234567.90|-12.34",
                           "harbour-v2|9000000000.00|31586.00|NULL",
                           "bridge-&-co.(old)+|5000000000.12|NULL|0.00",
                           "penny|0.00|NULL|NULL"};

} // namespace

BOOST_FIXTURE_TEST_SUITE(defillama_test, defi)

BOOST_AUTO_TEST_SUITE(protocols_of_today)

BOOST_AUTO_TEST_CASE(are_stored_to_the_last_digit_and_nothing_is_not_zero) {
    const outcome run = seed(api());
    BOOST_TEST(run.source("outcome") == "complete");
    check_protocols(all_of_fixture);
    BOOST_TEST(run.number("added") == 5);
    BOOST_TEST(database.value("SELECT count(*) FROM protocol_fundamentals WHERE collected_at = '" +
                              run.as_of() + "'") == "5");
    check_contains(run.notes(), {"gave 5 protocols with a TVL above zero, of 10"});
}

BOOST_AUTO_TEST_CASE(are_asked_for_in_three_calls) {
    const https_server server = serve({});
    seed(server);
    words targets;
    for (const seen_request& request : server.requests())
        targets.push_back(request.target);
    const std::string totals = "/overview/fees?excludeTotalDataChart=true"
                               "&excludeTotalDataChartBreakdown=true&dataType=";
    BOOST_TEST(targets == words({"/protocols", totals + "dailyFees", totals + "dailyRevenue"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(are_as_many_as_are_wanted_and_exchanges_only_if_they_are) {
    seed(api(), {"--protocols", "2"});
    BOOST_TEST(protocols() == words(all_of_fixture.begin(), all_of_fixture.begin() + 2),
               boost::test_tools::per_element());
    database.execute("DELETE FROM protocol_fundamentals");
    seed(api(), {"--protocols", "2", "--include-cex"});
    check_protocols({"vault-exchange|90000000000.50|NULL|NULL", all_of_fixture[0]});
}

BOOST_AUTO_TEST_CASE(of_one_parent_are_one_row_on_demand) {
    seed(api(), {"--protocol-level", "parent", "--protocols", "2"});
    check_protocols({"harbour-finance|21345678901.24|1266153.90|-12.34", all_of_fixture[0]});
}

BOOST_AUTO_TEST_CASE(with_a_slug_that_the_column_cannot_have_cost_the_others_nothing) {
    api odd;
    odd.protocols = http_answer(200,
                                R"([{"slug":"aave-v2","parentProtocol":"parent#","tvl":100.5},)"
                                R"({"slug":"c ","tvl":7},{"slug":"lido","tvl":90.25}])");
    const outcome run = seed(odd, {"--protocol-level", "parent"});
    BOOST_TEST(run.plugin().at("source").at("rejected").to_number<int>() == 2);
    check_protocols({"lido|90.25|NULL|NULL"});
}

BOOST_AUTO_TEST_CASE(keep_one_row_a_day_which_the_newest_run_updates) {
    seed(api());
    database.execute("UPDATE protocol_fundamentals SET collected_at = collected_at"
                     " - interval '1 day' WHERE protocol = 'penny';"
                     "UPDATE protocol_fundamentals SET tvl_usd = 1 WHERE protocol <> 'penny'");
    const outcome again = seed(api());
    BOOST_TEST(again.number("added") == 1);
    BOOST_TEST(again.number("kept") == 4);
    words expected = all_of_fixture;
    expected.push_back(all_of_fixture.back()); // of yesterday, untouched
    check_protocols(expected);
}

BOOST_AUTO_TEST_CASE(of_a_later_run_stay_as_they_are) {
    const outcome first = seed(api(), {"--protocols", "1"});
    database.execute("UPDATE protocol_fundamentals SET tvl_usd = 1, collected_at ="
                     " (collected_at AT TIME ZONE 'UTC')::date + time '23:59:59.999999'"
                     " AT TIME ZONE 'UTC'");
    const std::string before = database.copy("SELECT * FROM protocol_fundamentals");
    if (seed(api(), {"--protocols", "1"}).as_of().substr(0, 10) == first.as_of().substr(0, 10))
        BOOST_TEST(database.copy("SELECT * FROM protocol_fundamentals") == before);
}

BOOST_AUTO_TEST_CASE(do_not_belong_to_the_past) {
    const https_server server = serve({});
    check_nothing_came(
        seed(server, {"--as-of", "2026-01-02T00:00:00Z"}), "skipped", {"2026-01-02T00:00:00Z"});
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(have_the_applications_table) {
    seed(api());
    const std::string of_table = "'protocol_fundamentals'::regclass";
    const words columns{"id integer NOT NULL DEFAULT"
                        " nextval('protocol_fundamentals_id_seq'::regclass)",
                        "protocol character varying(50) NOT NULL",
                        "tvl_usd numeric(20,2)",
                        "fees_24h numeric(20,2)",
                        "revenue_24h numeric(20,2)",
                        "collected_at timestamp with time zone NOT NULL"};
    BOOST_TEST(database.rows(
                   "SELECT attname || ' ' || format_type(atttypid, atttypmod)"
                   " || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END"
                   " || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') FROM pg_attribute"
                   " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
                   " WHERE attnum > 0 AND attrelid = " +
                   of_table + " ORDER BY attnum") == columns,
               boost::test_tools::per_element());
    const std::string on = " ON public.protocol_fundamentals USING btree ";
    const words indexes{"CREATE INDEX ix_protocol_fundamentals_collected_at" + on +
                            "(collected_at)",
                        "CREATE INDEX ix_protocol_fundamentals_protocol" + on + "(protocol)",
                        "CREATE UNIQUE INDEX protocol_fundamentals_pkey" + on + "(id)",
                        "CREATE UNIQUE INDEX uq_protocol_fundamentals_protocol_date" + on +
                            "(protocol, (((collected_at AT TIME ZONE 'UTC'::text))::date))"};
    BOOST_TEST(database.rows("SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = " +
                             of_table + " ORDER BY 1") == indexes,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(keep_the_rules_that_their_plugin_brings) {
    seed(api());
    check_ends(run({"verify", "--only", "defillama_protocols"}), 0);
    database.execute("DROP INDEX uq_protocol_fundamentals_protocol_date; INSERT INTO"
                     " protocol_fundamentals (protocol, tvl_usd, fees_24h, collected_at) VALUES"
                     " ('twice', 1, 'NaN', now()), ('twice', -1, NULL, now()),"
                     " (' early', 1, NULL, '2019-01-01')");
    const command_result verified = run({"verify", "--only", "defillama_protocols"});
    check_ends(verified, 1);
    check_contains(verified.out + verified.err,
                   {"defillama_protocols.named",
                    "defillama_protocols.amounts",
                    "defillama_protocols.one_row_per_day",
                    "defillama_protocols.collected_in_the_past"});
}

BOOST_AUTO_TEST_CASE(come_from_an_endless_body_as_well) {
    std::string body = "[";
    const std::string filler(1'000, 'x');
    for (int i = 0; i < 40'000; ++i)
        body +=
            fmt::format(R"({{"slug":"p-{0}","tvl":{0}.5,"category":"Yield","chains":["Ethereum"],)"
                        R"("description":"{1}"}},)",
                        i * 7919 % 40'000,
                        filler);
    body.back() = ']';
    BOOST_TEST(body.size() > 40'000'000U);
    api large;
    large.protocols = http_answer(200, body);
    const outcome run = seed(large, {"--protocols", "3"});
    BOOST_TEST(run.source("outcome") == "complete");
    check_protocols(
        {"p-39999|39999.50|NULL|NULL", "p-39998|39998.50|NULL|NULL", "p-39997|39997.50|NULL|NULL"});
}

BOOST_AUTO_TEST_CASE(are_those_that_a_query_finds_in_recorded_answers,
                     *boost::unit_test::precondition(payloads_are_there)) {
    api recorded;
    const std::string listed = payload("defillama_protocols.json");
    const std::string totals = payload("defillama_overview_fees_2026_excerpt.json");
    recorded.protocols = http_answer(200, listed);
    recorded.fees = http_answer(200, totals);
    recorded.revenue = http_answer(200, R"({"protocols":[]})");
    const outcome run = seed(recorded);
    BOOST_TEST(run.source("outcome") == "complete");

    // PostgreSQL's jsonb keeps every digit of a number.
    database.execute("CREATE TABLE listed AS SELECT jsonb_array_elements($json$" + listed +
                     "$json$) AS p; CREATE TABLE fees AS SELECT jsonb_array_elements($json$" +
                     totals + "$json$::jsonb -> 'protocols') AS f");
    BOOST_TEST(count("listed") == "2328");
    const words expected = database.rows(
        "SELECT p ->> 'slug', round((p ->> 'tvl')::numeric, 2), (SELECT round((f ->> 'total24h')"
        "::numeric, 2) FROM fees WHERE f ->> 'slug' = p ->> 'slug'), NULL FROM listed"
        " WHERE p ->> 'category' <> 'CEX' ORDER BY (p ->> 'tvl')::numeric DESC LIMIT 10");
    check_protocols(expected);
    BOOST_TEST(database.value(
                   "SELECT fees_24h FROM protocol_fundamentals WHERE protocol = 'wbtc'") == "0.00");
    BOOST_TEST(database.value("SELECT count(fees_24h) FROM protocol_fundamentals") == "2");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(with_half_of_the_answers)

BOOST_AUTO_TEST_CASE(protocols_are_kept_without_fees_until_a_later_run_adds_them) {
    api broken;
    broken.fees = http_answer(403, "<html>Just a moment");
    broken.revenue = http_answer(200, R"({"message":"no"})");
    const outcome half = seed(broken, {"--protocols", "2"});
    BOOST_TEST(half.source("outcome") == "partial");
    check_contains(half.source("detail"),
                   {"2 protocols without fees and revenue", "DefiLlama answered 403"});
    check_protocols({"stakewell|20000000000.00|NULL|NULL", "harbour-v3|12345678901.23|NULL|NULL"});
    seed(api(), {"--protocols", "2"});
    check_protocols({all_of_fixture[0], all_of_fixture[1]});
}

BOOST_AUTO_TEST_CASE(amounts_that_are_known_already_stay) {
    seed(api(), {"--protocols", "2"});
    api broken;
    broken.protocols = http_answer(200, R"([{"slug":"harbour-v3","tvl":5}])");
    broken.fees =
        http_answer(200, R"({"protocols":[{"slug":"harbour-v3","total24h":1},{"slug":"h)");
    broken.revenue = http_answer(200, R"({"protocols":[]})");
    const outcome half = seed(broken);
    BOOST_TEST(half.source("outcome") == "partial");
    check_contains(half.source("detail"), {"1 protocols without fees", "incomplete JSON"});
    // the fees were not to be had, and the list of revenues is empty
    check_protocols({all_of_fixture[0], "harbour-v3|5.00|1234567.90|-12.34"});
}

BOOST_AUTO_TEST_CASE(amounts_stay_where_a_later_run_cannot_read_the_rows_own) {
    seed(api(), {"--protocols", "3"});
    api odd;
    odd.fees = http_answer(200,
                           R"({"protocols":[{"slug":"harbour-v3","total24h":"7"},)"
                           R"({"slug":"harbour-v2","total24h":7},null]})");
    odd.revenue = http_answer(200, R"({"protocols":[{"slug":"harbour-v3","total24h":{}}]})");
    const outcome later = seed(odd, {"--protocols", "3"});
    BOOST_TEST(later.plugin().at("source").at("rejected").to_number<int>() == 3);
    check_protocols({all_of_fixture[0], all_of_fixture[1], "harbour-v2|9000000000.00|7.00|NULL"});
}

BOOST_AUTO_TEST_CASE(bad_rows_are_counted_and_the_others_kept) {
    api odd;
    odd.protocols = http_answer(200, R"([{"slug":"a","tvl":"7"},{"slug":"b","tvl":2},5])");
    odd.fees = http_answer(200, R"({"protocols":[{"slug":"b","total24h":"1"}]})");
    const outcome run = seed(odd);
    BOOST_TEST(run.source("outcome") == "complete");
    check_protocols({"b|2.00|NULL|NULL"});
    BOOST_TEST(run.plugin().at("source").at("rejected").to_number<int>() == 3);
    check_contains(run.notes(),
                   {"2 rows of protocols are of no use; the first: a: the TVL is",
                    "1 rows of dailyFees are of no use"});
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(without_protocols)

BOOST_AUTO_TEST_CASE(a_page_or_another_shape_is_malformed) {
    api page;
    page.protocols = http_answer(200, "<!DOCTYPE html><html>maintenance</html>");
    check_nothing_came(seed(page), "malformed", {"DefiLlama /protocols", "HTML"});
    api shape;
    shape.protocols = http_answer(200, R"({"message":"Internal server error"})");
    check_nothing_came(seed(shape), "malformed", {"type is object, not array"});
    api empty;
    empty.protocols = http_answer(200, R"([{"slug":"a","tvl":null}])");
    check_nothing_came(seed(empty), "malformed", {"none of 1 rows", "above zero"});
}

BOOST_AUTO_TEST_CASE(a_body_that_is_cut_gives_nothing_of_what_came) {
    api cut;
    const std::string body = fixture("defillama/protocols.json");
    cut.protocols =
        answer{{fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.size()),
                body.substr(0, body.size() / 2)}};
    const outcome run = seed(cut);
    check_nothing_came(run, "unavailable", {});
}

BOOST_AUTO_TEST_CASE(a_refusal_is_told) {
    api closed;
    closed.protocols = http_answer(402, R"({"message":"Upgrade your plan"})");
    check_nothing_came(seed(closed), "refused", {"402", "Upgrade your plan"});
}

BOOST_AUTO_TEST_CASE(a_level_that_there_is_not_is_refused_before_anything_is_asked) {
    const https_server server = serve({});
    check_ends(run(against(server) + words{"--protocol-level", "sibling"}),
               2,
               {"'sibling'", "child or parent"});
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
