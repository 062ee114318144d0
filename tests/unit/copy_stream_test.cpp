#include "tests/support/refusal.hpp"

#include <seedbed/detail/copy_stream.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::detail::insert_columns;
using seedbed::detail::read_insert;

namespace {

using names = std::vector<std::string>;

} // namespace

// What the stream sends is tested against a real server: integration/value_types_test.cpp.
BOOST_AUTO_TEST_SUITE(copy_stream_test)

BOOST_AUTO_TEST_CASE(columns_come_in_the_order_of_the_insert) {
    const insert_columns insert = read_insert("INSERT INTO \"coin\" "
                                              "(\"ticker\", "
                                              "\"price\") "
                                              "VALUES "
                                              "($1, $2)");
    BOOST_TEST(insert.table == "coin");
    BOOST_TEST((insert.names == names{"ticker", "price"}));
}

BOOST_AUTO_TEST_CASE(a_column_that_the_database_fills_is_left_out) {
    const insert_columns insert =
        read_insert("INSERT INTO \"coin\" (\"id\", \"ticker\", \"rank\") VALUES "
                    "(DEFAULT, $1, $2) RETURNING \"id\"");
    BOOST_TEST((insert.names == names{"ticker", "rank"}));
}

BOOST_AUTO_TEST_CASE(commas_inside_an_expression_separate_no_columns) {
    const insert_columns insert =
        read_insert("INSERT INTO \"a table\" (\"moment\", \"id\", \"size\") VALUES "
                    "($1 AT TIME ZONE 'UTC', DEFAULT, round($2, 4))");
    BOOST_TEST(insert.table == "a table");
    BOOST_TEST((insert.names == names{"moment", "size"}));
}

BOOST_AUTO_TEST_CASE(a_statement_of_another_form_is_refused) {
    for (const char* statement : {"",
                                  "UPDATE \"coin\" SET \"ticker\" = $1",
                                  "INSERT INTO coin (ticker) VALUES ($1)",
                                  "INSERT INTO \"coin\" DEFAULT VALUES",
                                  "INSERT INTO \"coin\" (\"ticker\") VALUES ($1"})
        seedbed::test::check_refused(
            seedbed::failure::plugin, {"INSERT statement"}, [&] { read_insert(statement); });
}

BOOST_AUTO_TEST_SUITE_END()
