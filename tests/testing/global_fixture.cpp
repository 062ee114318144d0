#include "tests/testing/application_database.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <optional>

namespace {

/// All tests of this program work in one database, with the plugins that were built for them.
struct where_tests_work {
    where_tests_work() {
        seedbed::test::forget_databases();
        database.emplace();
        setenv("DATABASE_URL", database->url().c_str(), 1);
        setenv("SEEDBED_PLUGIN_PATH", SEEDBED_TEST_PLUGINS, 1);
    }

    std::optional<seedbed::test::application_database> database;
};

} // namespace

BOOST_TEST_GLOBAL_FIXTURE(where_tests_work);
