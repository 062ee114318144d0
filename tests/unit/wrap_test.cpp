#include "core/text/wrap.hpp"

#include <boost/test/unit_test.hpp>

using seedbed::text::wrap;
using lines = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(wrap_test)

BOOST_AUTO_TEST_CASE(a_text_is_broken_at_the_last_blank_that_fits) {
    BOOST_TEST(wrap("one two three", 7) == (lines{"one two", "three"}),
               boost::test_tools::per_element());
    BOOST_TEST(wrap("one two three", 6) == (lines{"one", "two", "three"}),
               boost::test_tools::per_element());
    BOOST_TEST(wrap("one two three", 13) == lines{"one two three"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_word_that_is_too_wide_stands_alone) {
    BOOST_TEST(wrap("a wide_word b", 4) == (lines{"a", "wide_word", "b"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_list_that_is_too_wide_is_broken_behind_its_commas) {
    BOOST_TEST(wrap("x one,two,three,four y", 8) == (lines{"x", "one,two,", "three,", "four y"}),
               boost::test_tools::per_element());
    BOOST_TEST(wrap("wide_word,b,,", 4) == (lines{"wide_word,", "b,,"}),
               boost::test_tools::per_element());
    BOOST_TEST(wrap("one,two", 7) == lines{"one,two"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_character_is_a_column_however_many_bytes_it_has) {
    BOOST_TEST(wrap("0 ≤ kürzer ≤ 1", 14) == lines{"0 ≤ kürzer ≤ 1"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(no_text_is_one_empty_line) {
    BOOST_TEST(wrap("", 10) == lines{""}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lines_below_the_first_hang_in_a_column) {
    using seedbed::text::hang;
    BOOST_TEST(hang("a\nb\n\nc", 2) == "a\n  b\n  \n  c");
    BOOST_TEST(hang("one line", 7) == "one line");
}

BOOST_AUTO_TEST_SUITE_END()
