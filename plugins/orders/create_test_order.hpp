#pragma once

#include "order-odb.hpp"
#include "order-values.hpp"
#include "order.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using order_values = seedbed::testing::values<order>;

/// An order, filled unless `status` says otherwise; who placed it is made where `user_id` is not
/// given.
template <class... Parts>
order create_test_order(seedbed::testing::test_database& db,
                        const order_values& given = {},
                        const Parts&... parts) {
    return seedbed::testing::create_test<order>(db, given, parts...);
}

} // namespace ohmycoins
