#pragma once

#include "user-odb.hpp"
#include "user-values.hpp"
#include "user.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using user_values = seedbed::testing::values<user>;

/// A user, no superuser unless `is_superuser` says so.
template <class... Parts>
user create_test_user(seedbed::testing::test_database& db,
                      const user_values& given = {},
                      const Parts&... parts) {
    return seedbed::testing::create_test<user>(db, given, parts...);
}

} // namespace ohmycoins
