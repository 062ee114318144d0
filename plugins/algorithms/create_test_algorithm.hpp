#pragma once

#include "algorithm-odb.hpp"
#include "algorithm-values.hpp"
#include "algorithm.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using algorithm_values = seedbed::testing::values<algorithm>;

/// An algorithm; who wrote it is made where `created_by` is not given.
template <class... Parts>
algorithm create_test_algorithm(seedbed::testing::test_database& db,
                                const algorithm_values& given = {},
                                const Parts&... parts) {
    return seedbed::testing::create_test<algorithm>(db, given, parts...);
}

} // namespace ohmycoins
