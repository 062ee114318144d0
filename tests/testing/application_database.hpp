#pragma once

#include "tests/support/temporary_database.hpp"

#include <cstdlib>
#include <filesystem>

namespace seedbed::test {

/// Nothing of the developer's says where tests work.
inline void forget_databases() {
    for (const char* name : {"DATABASE_URL",
                             "POSTGRES_SERVER",
                             "PGHOST",
                             "PGHOSTADDR",
                             "PGPORT",
                             "PGDATABASE",
                             "PGSERVICE",
                             "SEEDBED_CONFIG",
                             "SEEDBED_PLUGIN_PATH",
                             "TEST_DATA_SEED",
                             "TEST_DATA_AS_OF"})
        unsetenv(name);
}

/// An empty database, or where SEEDBED_REFERENCE_SCHEMA names the application's schema, one with
/// its tables.
class application_database : public temporary_database {
public:
    application_database() {
        if (const char* schema = std::getenv("SEEDBED_REFERENCE_SCHEMA"))
            execute_file(schema);
    }
};

} // namespace seedbed::test
