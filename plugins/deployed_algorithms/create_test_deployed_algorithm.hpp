#pragma once

#include "deployed_algorithm-odb.hpp"
#include "deployed_algorithm-values.hpp"
#include "deployed_algorithm.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using deployed_algorithm_values = seedbed::testing::values<deployed_algorithm>;

/// An algorithm that a user runs; both are made where they are not given.
template <class... Parts>
deployed_algorithm create_test_deployment(seedbed::testing::test_database& db,
                                          const deployed_algorithm_values& given = {},
                                          const Parts&... parts) {
    return seedbed::testing::create_test<deployed_algorithm>(db, given, parts...);
}

} // namespace ohmycoins
