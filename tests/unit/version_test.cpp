#include "core/discovery/version.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::discovery::version;
using seedbed::discovery::version_range;

namespace {

std::string complaint_about_version(const std::string& text) {
    try {
        const version parsed(text);
    } catch (const seedbed::error& problem) {
        BOOST_TEST((problem.kind() == seedbed::failure::plugin));
        return problem.what();
    }
    return "";
}

std::string complaint_about_range(const std::string& text) {
    try {
        const version_range parsed(text);
    } catch (const seedbed::error& problem) {
        BOOST_TEST((problem.kind() == seedbed::failure::plugin));
        return problem.what();
    }
    return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(version_test)

BOOST_AUTO_TEST_CASE(versions_are_ordered_by_semantic_precedence) {
    const std::vector<std::string> ascending{"0.0.1",
                                             "0.1",
                                             "0.9.9",
                                             "1.0.0-0",
                                             "1.0.0-alpha",
                                             "1.0.0-alpha.1",
                                             "1.0.0-alpha.beta",
                                             "1.0.0-beta",
                                             "1.0.0-beta.2",
                                             "1.0.0-beta.11",
                                             "1.0.0-rc.1",
                                             "1",
                                             "1.0.1",
                                             "1.2",
                                             "1.10",
                                             "2.0.0",
                                             "4294967295.0.0"};
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        for (std::size_t j = 0; j < ascending.size(); ++j) {
            BOOST_TEST_INFO(ascending[i] << " against " << ascending[j]);
            BOOST_TEST(((version(ascending[i]) <=> version(ascending[j])) == (i <=> j)));
        }
    }
}

BOOST_AUTO_TEST_CASE(left_out_numbers_are_zero_and_build_metadata_does_not_count) {
    BOOST_TEST((version("1.2") == version("1.2.0")));
    BOOST_TEST((version("1.2.3+build.5") == version("1.2.3+other")));
    BOOST_TEST((version("1.2.3-rc.1+5") == version("1.2.3-rc.1")));
    BOOST_TEST(version("1.2").text() == "1.2");
    BOOST_TEST(version("1.2.3-rc.1+5").text() == "1.2.3-rc.1+5");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_a_version_is_refused_and_quoted) {
    const std::vector<std::string> wrong{"",
                                         "v1.2",
                                         "1.",
                                         ".1",
                                         "1..2",
                                         "1.2.3.4",
                                         "01.2",
                                         "1.2.3-",
                                         "1.2.3-a..b",
                                         "1.2.3-01",
                                         "1.2.3+",
                                         "1.2.3+a_b",
                                         "-1",
                                         " 1",
                                         "1.x",
                                         "4294967296"};
    for (const std::string& text : wrong) {
        const std::string complaint = complaint_about_version(text);
        BOOST_TEST_INFO("version '" << text << "' gives '" << complaint << "'");
        BOOST_TEST(complaint.find("'" + text + "' is not a version; write") == 0U);
    }
}

BOOST_AUTO_TEST_CASE(a_range_holds_the_versions_that_its_comparisons_allow) {
    struct expectation {
        std::string range;
        std::vector<std::string> inside;
        std::vector<std::string> outside;
    };
    const std::vector<expectation> cases{
        {"*", {"0.0.0", "1.0.0-rc.1", "99.1"}, {}},
        {">=1.0", {"1.0.0", "1.0.1", "2.0.0", "2.0.0-rc.1"}, {"0.9.9", "1.0.0-rc.1"}},
        {">1.0", {"1.0.1", "2"}, {"1.0.0", "0.9"}},
        {"<=1.2", {"1.2.0", "1.2.0-rc.1", "0"}, {"1.2.1"}},
        {"<2", {"1.9.9", "0.1"}, {"2.0.0", "2.0.0-rc.1", "2.0.1"}},
        {"<2.0.0-rc.2", {"2.0.0-rc.1"}, {"2.0.0-rc.2", "2.0.0"}},
        {"=1.2", {"1.2.0", "1.2"}, {"1.2.1", "1.2.0-rc.1"}},
        {"^1.2.3", {"1.2.3", "1.9.0"}, {"1.2.2", "2.0.0", "2.0.0-rc.1", "1.2.3-rc.1"}},
        {"^1", {"1.0.0", "1.9.9"}, {"0.9", "2.0.0"}},
        {"^0.2.3", {"0.2.3", "0.2.9"}, {"0.2.2", "0.3.0"}},
        {"^0.0.3", {"0.0.3"}, {"0.0.2", "0.0.4"}},
        {"^0.0", {"0.0.0", "0.0.9"}, {"0.1.0"}},
        {"^0", {"0.0.0", "0.9.9"}, {"1.0.0"}},
        {"^1.2.3-rc.1", {"1.2.3-rc.1", "1.2.3", "1.3"}, {"1.2.3-beta", "2.0.0"}},
        {"~1.2.3", {"1.2.3", "1.2.9"}, {"1.2.2", "1.3.0", "1.3.0-rc.1"}},
        {"~1.2", {"1.2.0", "1.2.9"}, {"1.1.9", "1.3.0"}},
        {"~1", {"1.0.0", "1.9.9"}, {"0.9.9", "2.0.0"}},
        {">=1.0 <2", {"1.0.0", "1.9"}, {"0.9", "2.0.0"}},
        {">=1.0, <2", {"1.0.0", "1.9"}, {"0.9", "2.0.0"}},
        {">= 1.0 < 2", {"1.0.0", "1.9"}, {"0.9", "2.0.0"}},
        {">=1.0<2", {"1.0.0", "1.9"}, {"0.9", "2.0.0"}},
        {"^1.2, ~1.4.1", {"1.4.1", "1.4.7"}, {"1.2", "1.5.0"}},
        {" ^1.2\t,  <1.9 ", {"1.2", "1.8.9"}, {"1.1", "1.9"}},
        {">=\t1.0", {"1.0.0"}, {"0.9"}},
        {"^0.0.0", {"0.0.0"}, {"0.0.1", "0.1"}},
        {"^0.0.3-beta", {"0.0.3-beta", "0.0.3-rc.1", "0.0.3"}, {"0.0.3-alpha", "0.0.4", "0.0.4-a"}},
        {"^0.2.0-rc.1", {"0.2.0-rc.2", "0.2.7"}, {"0.2.0-beta", "0.3.0-rc.1", "0.3.0"}},
        {"^1.0 ^2.0", {}, {"1.0.0", "2.0.0"}},
        {"=1.2.3+build", {"1.2.3", "1.2.3+other"}, {"1.2.4"}},
    };
    for (const expectation& each : cases) {
        const version_range range(each.range);
        for (const std::string& text : each.inside) {
            BOOST_TEST_INFO(text << " in " << each.range);
            BOOST_TEST(range.contains(version(text)));
        }
        for (const std::string& text : each.outside) {
            BOOST_TEST_INFO(text << " not in " << each.range);
            BOOST_TEST(!range.contains(version(text)));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_range_reads_well_in_a_sentence) {
    BOOST_TEST(version_range(">=1.1").text() == ">= 1.1");
    BOOST_TEST(version_range(">=1.1,<2").text() == ">= 1.1 < 2");
    BOOST_TEST(version_range("^ 1.2 ~1.4").text() == "^1.2 ~1.4");
    BOOST_TEST(version_range("*").text() == "*");
    BOOST_TEST(version_range().text() == "*");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_a_range_is_refused_with_the_reason) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"", "it is empty at column 1;"},
        {" , ", "it is empty at column 1;"},
        {"1.2", "nothing says how to compare with '1.2' at column 1;"},
        {"=>1.2", "'=>' is not a comparison at column 1;"},
        {"==1.2", "'==' is not a comparison at column 1;"},
        {"^1, =>1.2", "'=>' is not a comparison at column 5;"},
        {"* >=1", "nothing says how to compare with '*' at column 1;"},
        {">=", "'' is not a version at column 3;"},
        {">=1.x", "'1.x' is not a version at column 3;"},
        {">=1.0 || <2", "nothing says how to compare with '||' at column 7;"},
        {"^1.0  ^01.2", "'01.2' is not a version at column 8;"},
        {"~1.2.3.4", "'1.2.3.4' is not a version at column 2;"},
        {">= 1.0 - 2.0", "nothing says how to compare with '-' at column 8;"},
    };
    for (const auto& [text, reason] : wrong) {
        const std::string complaint = complaint_about_range(text);
        BOOST_TEST_INFO("range '" << text << "' gives '" << complaint << "'");
        BOOST_TEST(complaint.find(reason) != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
