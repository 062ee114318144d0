#include "core/database/server_binaries.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using seedbed::error;
using seedbed::database::choose_server;
using seedbed::database::server_binaries;

namespace {

template <class Action>
std::string failure_of(const Action& action) {
    try {
        action();
    } catch (const error& failed) {
        BOOST_TEST((failed.kind() == seedbed::failure::database));
        return failed.what();
    }
    return "no failure";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

const std::vector<server_binaries> installed{
    {19, "19.1", "/n"}, {17, "17.2", "/s"}, {15, "15.8", "/f"}, {13, "13.1", "/o"}};

} // namespace

BOOST_AUTO_TEST_SUITE(server_binaries_test)

BOOST_AUTO_TEST_CASE(a_new_cluster_gets_the_newest_supported_server) {
    BOOST_TEST(choose_server(installed).version == "17.2");
}

BOOST_AUTO_TEST_CASE(an_old_cluster_keeps_its_own_version) {
    BOOST_TEST(choose_server(installed, 15, "/c").version == "15.8");
    BOOST_TEST(choose_server(installed, 13, "/c").version == "13.1");
}

BOOST_AUTO_TEST_CASE(without_a_supported_server_the_message_says_what_is_there_and_what_to_do) {
    const std::string none = failure_of([] { choose_server({}); });
    BOOST_TEST(contains(none, "version 14 to 18 (none is installed)"), none);
    BOOST_TEST(contains(none, "apt-get install --no-install-recommends postgresql"), none);
    BOOST_TEST(contains(none, "--database"), none);

    const std::string old = failure_of([] { choose_server({{13, "13.1", "/o"}}); });
    BOOST_TEST(contains(old, "installed: 13.1 in /o"), old);
}

BOOST_AUTO_TEST_CASE(a_version_that_is_gone_is_named_with_those_that_are_there) {
    const std::string gone = failure_of([] { choose_server(installed, 16, "/c"); });
    BOOST_TEST(contains(gone, "/c was made by PostgreSQL 16"), gone);
    BOOST_TEST(contains(gone, "15.8 in /f"), gone);
    BOOST_TEST(contains(gone, "apt-get install postgresql-16"), gone);
}

BOOST_AUTO_TEST_SUITE_END()
