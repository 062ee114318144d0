// Tests that commit.
#include "tests/support/cluster_fixture.hpp"
#include "trading_fixtures.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::testing;
using seedbed::tests::ask; // on a connection of its own, as code under test would

namespace {

constexpr const char* count_users = "SELECT count(*) FROM \"user\"";

} // namespace

BOOST_AUTO_TEST_SUITE(fixture_copies_test)

BOOST_FIXTURE_TEST_CASE(others_see_what_was_committed, template_database_fixture) {
    const auto user = ohmycoins::create_test_user(db);
    BOOST_TEST(ask(copy.conninfo(), count_users) == "0");
    db.commit();
    BOOST_TEST(ask(copy.conninfo(), count_users) == "1");
    BOOST_TEST(db.odb().load<ohmycoins::user>(user.id)->email == user.email);
}

BOOST_FIXTURE_TEST_CASE(a_test_goes_on_after_its_commit, template_database_fixture) {
    const auto first = ohmycoins::create_test_user(db);
    db.commit();
    const auto second = ohmycoins::create_test_user(db);
    const auto placed = ohmycoins::create_test_order(db, {.user_id = first.id});
    db.commit();
    BOOST_TEST((first.id != second.id));
    BOOST_TEST(ask(copy.conninfo(), count_users) == "2");
    BOOST_TEST(ask(copy.conninfo(), "SELECT id FROM orders") == placed.id.to_string());
}

BOOST_FIXTURE_TEST_CASE(what_is_not_committed_is_rolled_back, template_database_fixture) {
    {
        test_database other(copy);
        ohmycoins::create_test_user(other);
    }
    BOOST_TEST(ask(copy.conninfo(), count_users) == "0");
}

BOOST_FIXTURE_TEST_CASE(the_copy_has_the_tables_of_the_original, template_database_fixture) {
    BOOST_TEST(ask(copy.conninfo(),
                   "SELECT count(*) FROM pg_class WHERE relname IN"
                   " ('user', 'orders', 'backtest_runs', 'uq_price_data_5min_coin_timestamp')") ==
               "4");
}

BOOST_AUTO_TEST_CASE(the_copy_is_gone_after_its_test) {
    std::string name;
    std::string server;
    {
        const database_copy copy;
        name = copy.name();
        server = copy.conninfo() + " dbname=postgres";
        BOOST_TEST(ask(server, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") ==
                   "1");
    }
    BOOST_TEST(ask(server, "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'") ==
               "0");
}

BOOST_AUTO_TEST_CASE(rows_of_a_copy_never_reach_the_original) {
    {
        const database_copy copy;
        test_database db(copy);
        ohmycoins::create_test_user(db);
        db.commit();
    }
    const test_database original;
    BOOST_TEST(original.session().value(count_users).value() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
