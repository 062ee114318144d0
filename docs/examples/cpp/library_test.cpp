// The examples of docs/fixtures.md with somebody else's models, readers and loans, for which
// nobody wrote any fixture.
#include "loan-odb.hpp"
#include "loan-values.hpp"
#include "reader-odb.hpp"
#include "reader-values.hpp"

#include <seedbed/testing/boost_test.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(library_test)

using seedbed::test::loan;
using seedbed::test::reader;
using namespace seedbed::testing;

BOOST_FIXTURE_TEST_CASE(loans_have_readers, database_fixture) {
    const auto ann = create_test<reader>(db, {.name = "Ann"});
    const auto late = create_test<loan>(db, {.reader_id = ann.id, .fee = "12.50"});
    const auto back = create_test<loan>(db, as("returned"));
    BOOST_TEST(late.reader_email == ann.email);
    BOOST_TEST(back.returned.has_value());
}

BOOST_FIXTURE_TEST_CASE(readers_are_renamed, database_fixture) {
    const auto bob = create_test<reader>(db, [](reader& row) { row.name = "Bob"; });
    BOOST_TEST(db.odb().load<reader>(bob.id)->name == "Bob");
}

BOOST_AUTO_TEST_SUITE_END()
