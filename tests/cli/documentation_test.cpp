// docs/cli.md describes the program that was built.
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"

#include <boost/test/unit_test.hpp>

#include <iterator>
#include <regex>
#include <set>

using namespace seedbed::test;

namespace {

/// What the pattern's first group matches, each once.
std::set<std::string> matches(const std::string& text, const char* pattern) {
    const std::regex expression(pattern, std::regex::ECMAScript | std::regex::multiline);
    std::set<std::string> found;
    for (std::sregex_iterator each(text.begin(), text.end(), expression), end; each != end; ++each)
        found.insert((*each)[1]);
    return found;
}

void check_same(const std::set<std::string>& documented, const std::set<std::string>& actual) {
    BOOST_TEST(!actual.empty());
    for (const std::string& each : actual)
        BOOST_TEST(documented.contains(each), each << " is not in docs/cli.md");
    for (const std::string& each : documented)
        BOOST_TEST(actual.contains(each), each << " is in docs/cli.md, but not in --help");
}

const std::string documentation = text_of(SEEDBED_DOCS "/cli.md");

} // namespace

BOOST_AUTO_TEST_SUITE(documentation_test)

BOOST_AUTO_TEST_CASE(it_has_the_options_that_the_help_has) {
    check_same(matches(documentation, R"(^\| `(--[a-z-]+))"),
               matches(run_seedbed({"--help"}).out, R"(^  (?:-[a-z], )?(--[a-z-]+))"));
}

BOOST_AUTO_TEST_CASE(it_has_the_defaults_that_the_help_has) {
    const std::string help = run_seedbed({"--help"}).out;
    for (const char* documented : {"| `--seed N` | 42 |",
                                   "| `--users N` | 10 |",
                                   "| `--user-password TEXT` | `TestPassword123!` |",
                                   "| `--password-cost N` | 12 |",
                                   "| `--days N` | 7 |"})
        check_contains(documentation, {documented});
    for (const char* shown : {"[default: 42]",
                              "[default: 10]",
                              "[default: TestPassword123!]",
                              "[default: 12]",
                              "[default: 7]"})
        check_contains(help, {shown});
}

BOOST_AUTO_TEST_CASE(it_has_the_default_of_every_number_that_the_help_has) {
    const std::string help = run_seedbed({"--help"}).out;
    const std::regex number(R"((--[a-z-]+ N) [^\[]*\[default:\s+(\d+)\])");
    std::sregex_iterator each(help.begin(), help.end(), number);
    BOOST_TEST((each != std::sregex_iterator()));
    for (; each != std::sregex_iterator(); ++each)
        check_contains(documentation,
                       {"| `" + (*each)[1].str() + "` | " + (*each)[2].str() + " |"});
}

BOOST_AUTO_TEST_CASE(it_has_the_exit_codes_that_the_help_has) {
    const std::string help = run_seedbed({"--help"}).out;
    check_same(matches(documentation, R"(^\| (\d+) \|)"),
               matches(help.substr(help.find("Exit codes:")), R"(^  (\d+) )"));
}

BOOST_AUTO_TEST_CASE(it_has_the_variables_that_the_help_has) {
    const std::string help = run_seedbed({"--help"}).out;
    for (const std::string& variable : matches(help, R"(^  ([A-Z_]+) )"))
        check_contains(documentation, {"`" + variable + "`"});
}

BOOST_AUTO_TEST_SUITE_END()
