#pragma once

#include <seedbed/testing.hpp>

#include <boost/test/tree/observer.hpp>
#include <boost/test/tree/test_unit.hpp>
#include <boost/test/unit_test.hpp>

namespace seedbed::testing {

/// A test case with a database: `BOOST_FIXTURE_TEST_CASE(users_have_names, database_fixture)`. All
/// that it writes through `db` is rolled back at its end. A fixture of one's own derives from it:
/// virtually, where several of them are to share the database in one case.
struct database_fixture {
    test_database db;
};

/// A test case that may commit: `db` works on a copy of the database, which is dropped at its end.
/// The code under test connects with `copy.conninfo()`, and sees what `db.commit()` made visible.
struct template_database_fixture {
    database_copy copy;
    test_database db{copy};
};

namespace detail {

/// Tells the library which test runs.
class test_names : public boost::unit_test::test_observer {
public:
    test_names() { boost::unit_test::framework::register_observer(*this); }
    ~test_names() override { boost::unit_test::framework::deregister_observer(*this); }

    void test_unit_start(const boost::unit_test::test_unit& unit) override {
        start_test(unit.full_name());
    }
};

inline test_names follow_test_names;

} // namespace detail

} // namespace seedbed::testing
