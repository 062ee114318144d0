#include "core/database/fresh_storage.hpp"
#include "tests/support/database_session.hpp"

#include <boost/test/unit_test.hpp>
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

using seedbed::database::give_fresh_storage;

namespace {

using strings = std::vector<std::string>;

struct tables : seedbed::test::database_session {
    tables() { given("CREATE TABLE \"Price\" (id serial, n integer)"); }

    void given(const std::string& sql) const { session().execute_script(sql); }

    bool is_given_fresh_storage(const std::string& table) const {
        const auto file = [&] {
            return session().value("SELECT pg_relation_filenode($1::regclass)",
                                   {seedbed::quote_identifier(table)});
        };
        const auto before = file();
        const bool told = give_fresh_storage(session(), {table}) == strings{table};
        BOOST_TEST((file() != before) == told);
        return told;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(fresh_storage_test)

BOOST_FIXTURE_TEST_CASE(an_empty_table_gets_new_files_and_its_sequence_goes_on, tables) {
    given("INSERT INTO \"Price\" (n) VALUES (1), (2); DELETE FROM \"Price\"");
    BOOST_TEST(is_given_fresh_storage("Price"));
    BOOST_TEST(session().value("INSERT INTO \"Price\" (n) VALUES (3) RETURNING id").value() == "3");
}

BOOST_FIXTURE_TEST_CASE(a_table_with_rows_keeps_them, tables) {
    given("INSERT INTO \"Price\" (n) VALUES (1)");
    BOOST_TEST(!is_given_fresh_storage("Price"));
    BOOST_TEST(session().value("SELECT count(*) FROM \"Price\"").value() == "1");
}

BOOST_FIXTURE_TEST_CASE(a_table_that_others_refer_to_is_passed_over, tables) {
    given("ALTER TABLE \"Price\" ADD PRIMARY KEY (id);"
          "CREATE TABLE quote (price integer REFERENCES \"Price\")");
    BOOST_TEST(!is_given_fresh_storage("Price"));
    BOOST_TEST(is_given_fresh_storage("quote"));
}

BOOST_FIXTURE_TEST_CASE(a_table_where_it_would_fire_a_trigger_is_passed_over, tables) {
    given("CREATE FUNCTION angry() RETURNS trigger LANGUAGE plpgsql AS"
          " $$ BEGIN RAISE 'truncated'; END $$;"
          "CREATE TRIGGER t BEFORE TRUNCATE ON \"Price\" EXECUTE FUNCTION angry()");
    BOOST_TEST(!is_given_fresh_storage("Price"));
}

BOOST_AUTO_TEST_CASE(a_table_that_another_session_uses_is_passed_over) {
    const seedbed::test::temporary_database database;
    database.execute("CREATE TABLE shared (n integer)");
    const seedbed::database::run_transaction mine(database.conninfo(), {}, [] {});
    const std::unique_ptr<PGconn, decltype(&PQfinish)> other(
        PQconnectdb(database.conninfo().c_str()), PQfinish);
    PQclear(PQexec(other.get(), "BEGIN; SELECT * FROM shared"));
    BOOST_REQUIRE(PQtransactionStatus(other.get()) == PQTRANS_INTRANS);
    BOOST_TEST(give_fresh_storage(mine.active_session(), {"shared"}).empty());
    PQclear(PQexec(other.get(), "COMMIT"));
    BOOST_TEST(give_fresh_storage(mine.active_session(), {"shared"}) == strings{"shared"},
               boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_table_that_does_not_exist_is_passed_over, tables) {
    BOOST_TEST(give_fresh_storage(session(), {"absent"}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
