#include "core/database/clearing.hpp"
#include "tests/support/database_session.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::clear_rule;
using seedbed::mapped_table;
using seedbed::database::clear_rows;
using seedbed::database::cleared_table;

namespace {

using strings = std::vector<std::string>;

const mapped_table people{.name = "person", .columns = {}, .create_sql = {}};

struct tables : seedbed::test::database_session {
    tables() {
        given("CREATE TABLE person (id integer PRIMARY KEY, email text UNIQUE);"
              "INSERT INTO person VALUES (1, 'root'), (2, 'ann'), (3, 'bob')");
    }

    void given(const std::string& sql) const { session().execute_script(sql); }

    /// Deletes everybody but root; tells what went as "table rows", referring tables in brackets.
    strings clear_people() const {
        strings told;
        for (const cleared_table& c :
             clear_rows(session(),
                        {{.table = &people, .condition = "email <> $1", .parameters = {"root"}}}))
            told.push_back(c.referring ? "(" + c.table + " " + std::to_string(c.rows) + ")"
                                       : c.table + " " + std::to_string(c.rows));
        return told;
    }

    /// The ids that a table still has.
    std::string left_in(const std::string& table) const {
        return session()
            .value("SELECT coalesce(string_agg(id::text, ' ' ORDER BY id), '') FROM " + table)
            .value();
    }
};

void check_told(const strings& told, const strings& expected) {
    BOOST_TEST(told == expected, boost::test_tools::per_element());
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(clearing_test, tables)

BOOST_AUTO_TEST_CASE(a_rule_says_which_rows_go) {
    check_told(clear_people(), {"person 2"});
    BOOST_TEST(left_in("person") == "1");
    check_told(clear_people(), {"person 0"});
}

BOOST_AUTO_TEST_CASE(a_table_that_does_not_exist_is_passed_over) {
    const mapped_table absent{.name = "No such table", .columns = {}, .create_sql = {}};
    BOOST_TEST(
        clear_rows(session(), {{.table = &absent, .condition = "TRUE", .parameters = {}}}).empty());
}

BOOST_AUTO_TEST_CASE(rows_that_refer_to_cleared_ones_go_first_and_are_named) {
    given("CREATE TABLE pet (id integer, owner integer REFERENCES person);"
          "INSERT INTO pet VALUES (10, 1), (20, 2), (21, 2), (30, NULL);"
          "CREATE TABLE house (id integer, owner integer REFERENCES person)");
    check_told(clear_people(), {"(pet 2)", "person 2"}); // of the empty house there is no word
    BOOST_TEST(left_in("pet") == "10 30");
}

BOOST_AUTO_TEST_CASE(references_are_followed_however_many_steps) {
    given("CREATE TABLE pet (id integer PRIMARY KEY, owner integer REFERENCES person);"
          "CREATE TABLE visit (id integer PRIMARY KEY, pet integer REFERENCES pet);"
          "CREATE TABLE bill (id integer PRIMARY KEY, visit integer REFERENCES visit);"
          "INSERT INTO pet VALUES (1, 1), (2, 2);"
          "INSERT INTO visit VALUES (1, 1), (2, 2), (3, 2);"
          "INSERT INTO bill VALUES (1, 1), (2, 2), (3, 3)");
    check_told(clear_people(), {"(bill 2)", "(visit 2)", "(pet 1)", "person 2"});
    BOOST_TEST(left_in("bill") == "1");
    BOOST_TEST(left_in("visit") == "1");
    BOOST_TEST(left_in("pet") == "1");
}

BOOST_AUTO_TEST_CASE(a_table_reached_on_two_ways_is_told_once) {
    given("CREATE TABLE pet (id integer PRIMARY KEY, owner integer REFERENCES person);"
          "CREATE TABLE walk (id integer, pet integer REFERENCES pet,"
          " walker integer REFERENCES person);"
          "INSERT INTO pet VALUES (1, 1), (2, 2);"
          "INSERT INTO walk VALUES (1, 1, 1), (2, 2, 1), (3, 1, 3)");
    check_told(clear_people(), {"(walk 2)", "(pet 1)", "person 2"});
    BOOST_TEST(left_in("walk") == "1");
}

BOOST_AUTO_TEST_CASE(cascades_of_the_server_are_named_too) {
    given("CREATE TABLE pet (id integer, owner integer REFERENCES person ON DELETE CASCADE);"
          "INSERT INTO pet VALUES (1, 1), (2, 2)");
    check_told(clear_people(), {"(pet 1)", "person 2"});
}

BOOST_AUTO_TEST_CASE(set_null_and_set_default_are_left_to_the_server) {
    given("CREATE TABLE pet (id integer, owner integer REFERENCES person ON DELETE SET NULL,"
          " vet integer DEFAULT 1 REFERENCES person ON DELETE SET DEFAULT);"
          "INSERT INTO pet VALUES (1, 2, 3)");
    check_told(clear_people(), {"person 2"});
    BOOST_TEST(session().value("SELECT owner IS NULL AND vet = 1 FROM pet").value() == "t");
}

BOOST_AUTO_TEST_CASE(keys_of_several_columns_are_followed) {
    given("CREATE TABLE flat (street text, number integer, owner integer REFERENCES person,"
          " PRIMARY KEY (street, number));"
          "CREATE TABLE \"Door key\" (id integer, \"at number\" integer, \"of street\" text,"
          " FOREIGN KEY (\"of street\", \"at number\") REFERENCES flat (street, number));"
          "INSERT INTO flat VALUES ('elm', 1, 1), ('elm', 2, 2), ('oak', 1, 3);"
          "INSERT INTO \"Door key\" VALUES (1, 1, 'elm'), (2, 2, 'elm'), (3, 1, 'oak'),"
          " (4, NULL, 'oak')");
    check_told(clear_people(), {"(\"Door key\" 2)", "(flat 2)", "person 2"});
    BOOST_TEST(left_in("\"Door key\"") == "1 4");
}

BOOST_AUTO_TEST_CASE(a_key_that_is_not_the_primary_one_is_followed) {
    given("CREATE TABLE login (id integer, email text REFERENCES person (email));"
          "INSERT INTO login VALUES (1, 'root'), (2, 'ann')");
    check_told(clear_people(), {"(login 1)", "person 2"});
}

BOOST_AUTO_TEST_CASE(rows_of_one_table_that_refer_to_each_other_go_together) {
    given("ALTER TABLE person ADD friend integer REFERENCES person;"
          "UPDATE person SET friend = 5 - id WHERE id > 1"); // ann and bob, each other's
    check_told(clear_people(), {"person 2"});
}

BOOST_AUTO_TEST_CASE(a_referring_table_that_refers_to_itself_goes_down_to_the_last_answer) {
    given("CREATE TABLE post (id integer PRIMARY KEY, author integer REFERENCES person,"
          " answers integer REFERENCES post);"
          "CREATE TABLE vote (id integer, post integer REFERENCES post);"
          "INSERT INTO post VALUES (1, 1, NULL), (2, 2, 1), (3, 1, 2), (4, 1, 3), (5, 1, 1);"
          "INSERT INTO vote VALUES (1, 1), (4, 4), (5, 5)"); // 4 answers 3, which answers ann's 2
    check_told(clear_people(), {"(vote 1)", "(post 3)", "person 2"});
    BOOST_TEST(left_in("post") == "1 5");
    BOOST_TEST(left_in("vote") == "1 5");
}

BOOST_AUTO_TEST_CASE(a_row_that_a_rule_keeps_is_not_deleted_for_its_reference) {
    given("ALTER TABLE person ADD friend integer REFERENCES person;"
          "UPDATE person SET friend = 2 WHERE id = 1"); // root refers to ann
    seedbed::test::check_refused(
        seedbed::failure::database, {"violates foreign key constraint"}, [&] { clear_people(); });
}

BOOST_AUTO_TEST_CASE(partitioned_tables_are_cleared_as_one) {
    given("CREATE TABLE visit (id integer, day integer, person integer REFERENCES person,"
          " PRIMARY KEY (id, day)) PARTITION BY RANGE (day);"
          "CREATE TABLE visit_1 PARTITION OF visit FOR VALUES FROM (0) TO (10);"
          "CREATE TABLE visit_2 PARTITION OF visit FOR VALUES FROM (10) TO (20);"
          "CREATE TABLE note (id integer, visit integer, day integer,"
          " FOREIGN KEY (visit, day) REFERENCES visit (id, day));"
          "INSERT INTO visit VALUES (1, 5, 1), (2, 6, 2), (3, 15, 2), (4, 16, 1);"
          "INSERT INTO note VALUES (1, 1, 5), (2, 2, 6), (3, 3, 15)");
    check_told(clear_people(), {"(note 2)", "(visit 2)", "person 2"});
    BOOST_TEST(left_in("visit") == "1 4");
}

BOOST_AUTO_TEST_CASE(rules_are_followed_in_their_order_and_a_ruled_table_is_no_mere_referrer) {
    given("CREATE TABLE pet (id integer, owner integer REFERENCES person);"
          "INSERT INTO pet VALUES (1, 1), (2, 2)");
    const mapped_table pets{.name = "pet", .columns = {}, .create_sql = {}};
    const auto cleared =
        clear_rows(session(),
                   {{.table = &pets, .condition = "TRUE", .parameters = {}},
                    {.table = &people, .condition = "email <> $1", .parameters = {"root"}}});
    BOOST_REQUIRE(cleared.size() == 2U);
    BOOST_TEST(cleared[0].table == "pet");
    BOOST_TEST(cleared[0].rows == 2U);
    BOOST_TEST(!cleared[0].referring);
    BOOST_TEST(cleared[1].table == "person");
}

BOOST_AUTO_TEST_SUITE_END()
