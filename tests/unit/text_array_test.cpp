#include "tests/support/refusal.hpp"

#include <seedbed/text_array.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>

using seedbed::text_array;

namespace {

/// An array literal as PostgreSQL writes it, and what is in it.
struct literal {
    std::string text;
    text_array holds;
};

std::ostream& operator<<(std::ostream& out, const literal& row) {
    return out << row.text;
}

const std::array<literal, 7> literals{{
    {"{}", {}},
    {"{BTC,ETH}", {"BTC", "ETH"}},
    {R"({"a b",c})", {"a b", "c"}},
    {R"({"","NULL","null"})", {"", "NULL", "null"}},
    {R"({"say \"x\"","back\\slash"})", {"say \"x\"", "back\\slash"}},
    {R"({"{1,2}","a,b"})", {"{1,2}", "a,b"}},
    {"{Ünï☃}", {"Ünï☃"}},
}};

const std::array<std::string, 9> unreadable{
    "", "BTC", "{", "{a", "{\"a}", "{a,}b", "{{a},{b}}", "{NULL}", "{\"a\"b}"};

} // namespace

BOOST_AUTO_TEST_SUITE(text_array_test)

BOOST_DATA_TEST_CASE(postgresqls_literals_are_read, literals, row) {
    BOOST_TEST((text_array::from_literal(row.text) == row.holds));
}

BOOST_DATA_TEST_CASE(every_element_survives_the_way_out_and_back, literals, row) {
    BOOST_TEST((text_array::from_literal(row.holds.to_literal()) == row.holds));
}

BOOST_AUTO_TEST_CASE(elements_are_always_quoted) {
    BOOST_TEST(text_array({"BTC", "say \"x\"", "\\"}).to_literal() ==
               R"({"BTC","say \"x\"","\\"})");
}

BOOST_DATA_TEST_CASE(what_is_no_flat_array_of_texts_is_refused, unreadable, text) {
    seedbed::test::check_refused(seedbed::failure::database,
                                 {"the array '" + text + "' cannot be read"},
                                 [&] { text_array::from_literal(text); });
}

BOOST_AUTO_TEST_SUITE_END()
