#include "core/database/tables.hpp"
#include "tests/support/database_session.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::failure;
using seedbed::mapped_table;
using seedbed::read_mapped_table;
using seedbed::database::prepare_tables;
using seedbed::database::used_table;
using seedbed::test::check_refused;

namespace {

const mapped_table coin = read_mapped_table(R"sql(CREATE TABLE "coin" (
  "id" SERIAL NOT NULL PRIMARY KEY,
  "ticker" VARCHAR(20) NOT NULL,
  "name" VARCHAR(100) NULL,
  "price" NUMERIC(20,8) NULL,
  "rank" INTEGER NOT NULL);

CREATE UNIQUE INDEX "ix_coin_ticker"
  ON "coin" ("ticker");
)sql",
                                            "COMMENT ON TABLE \"coin\" IS 'by seedbed';\n");

const mapped_table wallet = read_mapped_table(R"sql(CREATE TABLE "Wallet of" (
  "id" UUID NOT NULL PRIMARY KEY,
  "words" VARCHAR[] NULL);
)sql",
                                              "");

const std::vector<used_table> coin_alone{{"coins", &coin}};

struct schema : seedbed::test::database_session {
    std::vector<std::string> prepare(const std::vector<used_table>& tables) const {
        return prepare_tables(session(), tables);
    }

    void given(const std::string& sql) const { session().execute_script(sql); }

    std::string value(const std::string& sql) const { return session().value(sql).value(); }

    /// Everything that could be altered about the tables of `public`.
    std::string catalogue() const {
        return value("SELECT coalesce(string_agg(c::text || a::text, E'\\n' ORDER BY c.relname,"
                     " a.attnum), '') FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid"
                     " WHERE relnamespace = 'public'::regnamespace");
    }

    void check_misfit(const std::string& table, const std::vector<std::string>& problem) const {
        given("DROP TABLE IF EXISTS coin; " + table);
        check_refused(failure::database, problem, [&] { prepare(coin_alone); });
    }

    void check_fits(const std::string& table) const {
        given("DROP TABLE IF EXISTS coin; " + table);
        const std::string before = catalogue();
        BOOST_TEST(prepare(coin_alone).empty());
        BOOST_TEST(catalogue() == before);
    }
};

/// A table that fits, to be varied in one column.
std::string coin_with(const std::string& ticker = "ticker varchar(20) NOT NULL",
                      const std::string& rank = "rank integer NOT NULL",
                      const std::string& more = "") {
    return "CREATE TABLE coin (id integer PRIMARY KEY, name text, price numeric(20,8), " + ticker +
           ", " + rank + more + ")";
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(tables_test, schema)

BOOST_AUTO_TEST_SUITE(absent_tables)

BOOST_AUTO_TEST_CASE(they_are_created_with_indexes_and_additions) {
    const auto created = prepare({{"coins", &coin}, {"wallets", &wallet}});
    BOOST_TEST((created == std::vector<std::string>{"coin", "Wallet of"}));
    BOOST_TEST(value("SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_coin_ticker'") == "1");
    BOOST_TEST(value("SELECT obj_description('coin'::regclass)") == "by seedbed");
    BOOST_TEST(prepare({{"coins", &coin}, {"wallets", &wallet}}).empty());
}

BOOST_AUTO_TEST_CASE(a_table_of_two_plugins_is_created_once) {
    BOOST_TEST(prepare({{"prices", &coin}, {"history", &coin}}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_is_created_while_another_table_does_not_fit) {
    given("CREATE TABLE coin (id integer)");
    check_refused(failure::database, {"\"coin\""}, [&] {
        prepare({{"wallets", &wallet}, {"coins", &coin}});
    });
    BOOST_TEST(value("SELECT to_regclass('\"Wallet of\"') IS NULL") == "t");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(differences)

BOOST_AUTO_TEST_CASE(a_missing_column) {
    check_misfit("CREATE TABLE coin (id integer, ticker text NOT NULL, name text, rank integer)",
                 {"coins: table \"coin\", column \"price\"",
                  "mapped as NUMERIC(20,8)",
                  "no such column",
                  "migrations"});
}

BOOST_AUTO_TEST_CASE(a_narrower_text) {
    check_misfit(coin_with("ticker varchar(10) NOT NULL"),
                 {"column \"ticker\" is mapped as VARCHAR(20)", "character varying(10)"});
}

BOOST_AUTO_TEST_CASE(another_type) {
    check_misfit(coin_with("ticker text NOT NULL", "rank bigint NOT NULL"),
                 {"column \"rank\" is mapped as INTEGER", "bigint"});
    check_misfit(coin_with("ticker uuid NOT NULL"), {"\"ticker\"", "VARCHAR(20)", "uuid"});
    check_misfit(coin_with("ticker text[] NOT NULL"), {"\"ticker\"", "VARCHAR(20)", "text[]"});
}

BOOST_AUTO_TEST_CASE(not_null_where_the_mapping_has_nulls) {
    check_misfit("CREATE TABLE coin (id integer, ticker text NOT NULL, name text NOT NULL,"
                 " price numeric, rank integer)",
                 {"column \"name\" may be NULL in the mapping", "NOT NULL"});
}

BOOST_AUTO_TEST_CASE(a_column_that_nobody_fills) {
    check_misfit(coin_with("ticker text", "rank integer", ", listed_on date NOT NULL"),
                 {"column \"listed_on\" (date)", "NOT NULL without a default"});
}

BOOST_AUTO_TEST_CASE(a_generated_column) {
    check_misfit(coin_with("ticker text", "rank integer GENERATED ALWAYS AS (7) STORED"),
                 {"column \"rank\" is generated by the server"});
}

BOOST_AUTO_TEST_CASE(something_that_is_no_table) {
    check_misfit("CREATE VIEW coin AS SELECT 1 AS id", {"coins: \"coin\" exists", "not a table"});
    given("DROP VIEW coin; CREATE SEQUENCE coin");
    check_refused(failure::database, {"not a table"}, [&] { prepare(coin_alone); });
}

BOOST_AUTO_TEST_CASE(all_of_all_tables_are_told_at_once) {
    given("CREATE TABLE coin (id integer, ticker varchar(5), rank bigint, shade text NOT NULL);"
          " CREATE TABLE \"Wallet of\" (id text, words varchar(5)[])");
    check_refused(failure::database,
                  {"nothing was written",
                   "coins: table \"coin\", column \"ticker\"",
                   "coins: table \"coin\", column \"name\"",
                   "coins: table \"coin\", column \"price\"",
                   "coins: table \"coin\", column \"rank\"",
                   "coins: table \"coin\", column \"shade\"",
                   "wallets: table \"Wallet of\", column \"id\"",
                   "wallets: table \"Wallet of\", column \"words\""},
                  [&] {
                      prepare({{"coins", &coin}, {"wallets", &wallet}});
                  });
}

BOOST_AUTO_TEST_CASE(every_plugin_that_uses_the_table_is_named) {
    given("CREATE VIEW coin AS SELECT 1 AS id");
    check_refused(failure::database, {"prices: \"coin\"", "history: \"coin\""}, [&] {
        prepare({{"prices", &coin}, {"history", &coin}});
    });
}

BOOST_AUTO_TEST_CASE(they_leave_the_tables_as_they_were) {
    given("CREATE TABLE coin (id integer, ticker varchar(5))");
    const std::string before = catalogue();
    check_refused(failure::database, {"\"coin\""}, [&] { prepare(coin_alone); });
    BOOST_TEST(catalogue() == before);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE(what_fits)

BOOST_AUTO_TEST_CASE(wider_types_and_text) {
    check_fits(coin_with("ticker varchar(50) NOT NULL"));
    check_fits(coin_with("ticker text NOT NULL"));
    check_fits("CREATE TABLE coin (id integer, ticker varchar NOT NULL, name varchar(200),"
               " price numeric, rank integer NOT NULL)");
}

BOOST_AUTO_TEST_CASE(null_where_the_mapping_has_none) {
    check_fits(coin_with("ticker varchar(20)", "rank integer"));
}

BOOST_AUTO_TEST_CASE(columns_of_no_concern) {
    check_fits(coin_with("ticker text", "rank integer", ", note text"));
    check_fits(coin_with("ticker text", "rank integer", ", seen date NOT NULL DEFAULT now()"));
    check_fits(coin_with("ticker text",
                         "rank integer",
                         ", serial bigint GENERATED ALWAYS AS IDENTITY, double_rank integer NOT"
                         " NULL GENERATED ALWAYS AS (rank * 2) STORED"));
    check_fits(coin_with("ticker text", "rank integer", ", gone date NOT NULL") +
               "; ALTER TABLE coin DROP COLUMN gone");
}

BOOST_AUTO_TEST_CASE(another_order_of_columns_and_partitions) {
    check_fits("CREATE TABLE coin (rank integer, price numeric(20,8), ticker text, name text,"
               " id integer) PARTITION BY HASH (id)");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
