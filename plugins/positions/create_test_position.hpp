#pragma once

#include "position-odb.hpp"
#include "position-values.hpp"
#include "position.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using position_values = seedbed::testing::values<position>;

/// A position; whose it is is made where `user_id` is not given. What it cost follows from quantity
/// and average price.
template <class... Parts>
position create_test_position(seedbed::testing::test_database& db,
                              const position_values& given = {},
                              const Parts&... parts) {
    return seedbed::testing::create_test<position>(db, given, parts...);
}

} // namespace ohmycoins
