#pragma once

#include "tests/support/command.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::test {

/// A precondition for tests that need a terminal.
inline boost::test_tools::assertion_result terminals(boost::unit_test::test_unit_id /*id*/) {
    boost::test_tools::assertion_result possible = can_make_terminals();
    if (!possible)
        possible.message() << "no terminal can be made here";
    return possible;
}

/// Checks the exit code, and that standard error holds all the parts.
inline void check_ends(const command_result& result,
                       int exit_code,
                       const std::vector<std::string>& errors = {}) {
    BOOST_TEST(result.exit_code == exit_code,
               "exit code " << result.exit_code << ", not " << exit_code << "; it said:\n"
                            << result.out << result.err);
    check_contains(result.err, errors);
}

inline void check_lacks(std::string_view text, const std::vector<std::string>& parts) {
    for (const std::string& part : parts)
        BOOST_TEST((text.find(part) == std::string_view::npos),
                   "'" << part << "' must not be in:\n"
                       << text);
}

} // namespace seedbed::test
