// What docs/fixtures.md shows of C++ is compiled, and runs among these tests.
#include "tests/support/quotations.hpp"

#include <boost/test/unit_test.hpp>

using namespace seedbed::test;

BOOST_AUTO_TEST_SUITE(fixture_pages_test)

BOOST_AUTO_TEST_CASE(fixtures_md_quotes_the_files_as_they_are) {
    BOOST_TEST(check_quotations(std::filesystem::path(SEEDBED_DOCS) / "fixtures.md") > 8U);
}

BOOST_AUTO_TEST_CASE(all_cpp_in_fixtures_md_is_quoted_from_a_file) {
    for (const std::string& line :
         lines_of(text_of(std::filesystem::path(SEEDBED_DOCS) / "fixtures.md")))
        BOOST_TEST(line != "```cpp");
}

BOOST_AUTO_TEST_SUITE_END()
