// Tests as a developer writes them, which fixture_processes_test.cpp runs in processes of their
// own, to let them fail, crash and meet.
#define BOOST_TEST_MODULE child
#include "trading_fixtures.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <iostream>
#include <string>

using namespace seedbed::testing;

namespace {

/// Who this test's rows are, and where.
void tell(const test_database& db, const ohmycoins::user& user) {
    std::cout << "database=" << db.session().value("SELECT current_database()").value() << '\n'
              << "user=" << user.id.to_string() << '\n'
              << "as_of=" << db.as_of().to_string() << '\n'
              << "email=" << user.email << std::endl;
}

void wait() {
    std::cin.get();
}

} // namespace

BOOST_FIXTURE_TEST_CASE(passes, ohmycoins::test_user) {
    tell(db, user);
    BOOST_TEST(user.is_active);
}

BOOST_FIXTURE_TEST_CASE(fails, ohmycoins::test_user) {
    tell(db, user);
    BOOST_TEST(!user.is_active);
}

BOOST_FIXTURE_TEST_CASE(throws, ohmycoins::test_user) {
    tell(db, user);
    throw std::runtime_error("on purpose");
}

BOOST_FIXTURE_TEST_CASE(aborts, ohmycoins::test_user) {
    tell(db, user);
    std::abort();
}

BOOST_FIXTURE_TEST_CASE(waits, ohmycoins::test_user) {
    tell(db, user);
    wait();
    BOOST_TEST(db.odb().load<ohmycoins::user>(user.id)->email == user.email);
}

BOOST_FIXTURE_TEST_CASE(waits_with_a_committed_copy, template_database_fixture) {
    const ohmycoins::user user = ohmycoins::create_test_user(db);
    db.commit();
    tell(db, user);
    wait();
    BOOST_TEST(db.odb().load<ohmycoins::user>(user.id)->email == user.email);
}
