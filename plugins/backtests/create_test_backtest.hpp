#pragma once

#include "backtest-odb.hpp"
#include "backtest-values.hpp"
#include "backtest.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using backtest_values = seedbed::testing::values<backtest>;

/// A backtest; its user and its algorithm are made where they are not given.
template <class... Parts>
backtest create_test_backtest(seedbed::testing::test_database& db,
                              const backtest_values& given = {},
                              const Parts&... parts) {
    return seedbed::testing::create_test<backtest>(db, given, parts...);
}

} // namespace ohmycoins
