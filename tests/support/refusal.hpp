#pragma once

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::test {

inline void check_contains(std::string_view text, const std::vector<std::string>& parts) {
    for (const std::string& part : parts)
        BOOST_TEST((text.find(part) != std::string_view::npos),
                   "'" << part << "' is missing in:\n"
                       << text);
}

/// Checks that `action` throws a seedbed::error of this kind whose message has all the parts.
template <class Action>
void check_refused(failure kind, const std::vector<std::string>& parts, const Action& action) {
    try {
        action();
    } catch (const error& refused) {
        BOOST_TEST(static_cast<int>(refused.kind()) == static_cast<int>(kind), refused.what());
        check_contains(refused.what(), parts);
        return;
    }
    BOOST_ERROR("nothing was refused");
}

} // namespace seedbed::test
