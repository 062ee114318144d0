#include "core/database/embedded_cluster.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

using seedbed::error;
using seedbed::database::embedded_cluster;

namespace {

boost::test_tools::assertion_result not_root(boost::unit_test::test_unit_id /*test*/) {
    return ::geteuid() != 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(embedded_directory_test)

BOOST_AUTO_TEST_CASE(the_default_directory_follows_the_environment) {
    struct expectation {
        std::vector<std::pair<std::string, std::string>> environment;
        std::string for_user;
        std::string for_root;
    };
    const std::vector<expectation> table{
        {{{"HOME", "/home/a"}}, "/home/a/.local/share/seedbed", "/var/lib/seedbed"},
        {{{"HOME", "/home/a"}, {"XDG_DATA_HOME", "/d"}}, "/d/seedbed", "/var/lib/seedbed"},
        {{{"HOME", "/home/a"}, {"XDG_DATA_HOME", "relative"}},
         "/home/a/.local/share/seedbed",
         "/var/lib/seedbed"},
        {{{"HOME", "/home/a"}, {"SEEDBED_DATA_DIR", "/my data"}}, "/my data", "/my data"},
    };
    for (const expectation& row : table) {
        const auto environment = [&](const std::string& name) -> std::optional<std::string> {
            for (const auto& [variable, value] : row.environment) {
                if (variable == name) {
                    return value;
                }
            }
            return std::nullopt;
        };
        BOOST_TEST(embedded_cluster::default_directory(environment).string() ==
                   (::geteuid() == 0 ? row.for_root : row.for_user));
    }
}

BOOST_AUTO_TEST_CASE(without_any_of_the_variables_the_message_names_them,
                     *boost::unit_test::precondition(not_root)) {
    const auto nothing_set = [](const std::string&) { return std::nullopt; };
    BOOST_CHECK_EXCEPTION(
        embedded_cluster::default_directory(nothing_set), error, [](const error& refused) {
            return refused.kind() == seedbed::failure::usage &&
                   std::string(refused.what()).find("set SEEDBED_DATA_DIR") != std::string::npos;
        });
}

BOOST_AUTO_TEST_SUITE_END()
