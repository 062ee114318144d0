#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

using namespace seedbed::test;

namespace {

const std::string as_of = "2026-11-22T14:35:00Z";

/// Each table's rows, ordered by key, as COPY writes them.
using contents = std::map<std::string, std::string>;

struct seeded_database : on_database {
    void seed(const words& more = {}, const std::string& until = as_of) const {
        check_ends(run(words{"--all",
                             "--no-real-data",
                             "--days",
                             "2",
                             "--password-cost",
                             "4",
                             "--as-of",
                             until} +
                       more),
                   0);
    }

    contents read() const {
        contents all;
        for (const std::string& table :
             database.rows("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname NOT IN"
                           " ('pg_catalog', 'information_schema')"))
            all[table] = database.copy("SELECT * FROM " + table + " ORDER BY id");
        return all;
    }

    std::string column(const std::string& expression, const std::string& table) const {
        return database.copy("SELECT " + expression + " FROM " + table + " ORDER BY id");
    }
};

/// What a first run writes.
contents first_run(const words& more = {}, const std::string& until = as_of) {
    const seeded_database fresh;
    fresh.seed(more, until);
    return fresh.read();
}

const contents& usual() {
    static const contents made = first_run();
    return made;
}

std::string digest(const std::string& text) {
    static const temporary_database calculator;
    return calculator.value("SELECT md5($_$" + text + "$_$)");
}

} // namespace

// What must not matter to the rows (the batch size, threads) is varied in row_model_test.cpp.
BOOST_AUTO_TEST_SUITE(determinism_test)

BOOST_AUTO_TEST_CASE(the_same_seed_and_as_of_give_the_same_bytes_in_every_table) {
    const contents again = first_run();
    BOOST_REQUIRE(again.size() == usual().size());
    BOOST_TEST(again.size() == 10U);
    for (const auto& [table, rows] : usual()) {
        BOOST_TEST(!rows.empty(), table);
        BOOST_TEST((again.at(table) == rows), table << " differs");
    }
}

BOOST_AUTO_TEST_CASE(a_run_repeated_changes_no_byte) {
    const seeded_database repeated;
    repeated.seed();
    repeated.seed();
    BOOST_TEST((repeated.read() == usual()));
}

BOOST_AUTO_TEST_CASE(a_plugin_alone_writes_what_it_writes_in_company) {
    const seeded_database apart;
    for (const char* plugin : {"agent_sessions",
                               "users",
                               "deployed_algorithms",
                               "price_history",
                               "backtests",
                               "algorithms",
                               "positions"})
        check_ends(apart.run({"--only",
                              plugin,
                              "--days",
                              "2",
                              "--password-cost",
                              "4",
                              "--as-of",
                              as_of,
                              "--no-real-data"}),
                   0);
    const contents found = apart.read();
    BOOST_REQUIRE(found.size() == usual().size());
    for (const auto& [table, rows] : usual())
        BOOST_TEST((found.at(table) == rows), table << " differs");
}

BOOST_AUTO_TEST_CASE(another_seed_gives_other_rows) {
    const contents other = first_run({"--seed", "43"});
    for (const auto& [table, rows] : usual())
        BOOST_TEST((other.at(table) != rows), table << " is the same");
}

BOOST_AUTO_TEST_CASE(more_users_leave_the_first_ones_as_they_were) {
    const contents few = first_run({"--users", "10"});
    const contents many = first_run({"--users", "40"});
    BOOST_TEST(many.at("\"user\"").starts_with(few.at("\"user\"")));
    const seeded_database grown;
    grown.seed({"--users", "10"});
    grown.seed({"--users", "40"});
    const contents found = grown.read();
    for (const auto& [table, rows] : many)
        BOOST_TEST((found.at(table) == rows), table << " differs");
}

BOOST_AUTO_TEST_CASE(as_of_moves_times_and_neither_keys_nor_names) {
    const seeded_database today;
    const seeded_database tomorrow;
    today.seed({}, as_of);
    tomorrow.seed({}, "2026-11-23T14:35:00Z");
    const std::string identity = "id, email, full_name, hashed_password, timezone, risk_tolerance";
    BOOST_TEST(today.column(identity, "\"user\"") == tomorrow.column(identity, "\"user\""));
    BOOST_TEST(today.column("created_at + interval '1 day'", "\"user\"") ==
               tomorrow.column("created_at", "\"user\""));
    // A price belongs to its moment: where both windows have it, it is the same.
    const std::string common = "SELECT coin_type, timestamp, bid, ask, last FROM price_data_5min"
                               " WHERE timestamp BETWEEN '2026-11-21 14:40+00' AND"
                               " '2026-11-22 14:35+00' ORDER BY 1, 2";
    BOOST_TEST((today.database.copy(common) == tomorrow.database.copy(common)));
}

// Whoever seeded with this seed finds the same data in later releases, on other machines, and by
// other compilers. A generator that changes on purpose gets a new version, and these new digests.
BOOST_AUTO_TEST_CASE(the_rows_are_the_same_in_every_release) {
    const std::map<std::string, std::string> digests{
        {"\"user\"", "a50208e397138304debffddf071677b9"},
        {"price_data_5min", "cf9ff14b051b344d07ca5041f22e5cbd"},
        {"algorithms", "947d40057479d6438daa28eebb21110f"},
        {"orders", "52fedbf5c7a2bfbce20c9068fa7a6697"},
        {"positions", "81dcb05ecc03f67fa69526e61f189719"},
        {"deployed_algorithms", "51dec7af76fc83f6ac7db546924059d4"},
        {"agent_sessions", "c8b4e40aa99e0e719725e076aecd5eaf"},
        {"agent_session_messages", "4a8e9a967d2578c4951d1762cd0b21ee"},
        {"agent_artifacts", "b05fa8a40db7105633208a4d7348011b"},
        {"backtest_runs", "b2dc40ecca7c33f354958da19cdf9f9b"}};
    for (const auto& [table, expected] : digests) {
        const std::string found = digest(usual().at(table));
        BOOST_TEST(found == expected, table << " has changed: " << found);
    }
}

BOOST_AUTO_TEST_SUITE_END()
