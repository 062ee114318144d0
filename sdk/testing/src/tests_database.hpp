#pragma once

#include <string>

namespace seedbed::testing {

/// Where tests work.
struct tests_database {
    std::string name;
    std::string conninfo;
};

/// Finds it at the first call, with the plugins' tables in it: compared, or made where they are
/// absent. Throws error(failure::usage) for one on another machine, error(failure::database).
const tests_database& find_tests_database();

} // namespace seedbed::testing
