#pragma once

#include "create_test_agent_session.hpp"
#include "create_test_algorithm.hpp"
#include "create_test_backtest.hpp"
#include "create_test_deployed_algorithm.hpp"
#include "create_test_order.hpp"
#include "create_test_position.hpp"
#include "create_test_price.hpp"
#include "create_test_user.hpp"

#include <seedbed/testing/boost_test.hpp>

#include <vector>

/// For Boost.Test: `BOOST_FIXTURE_TEST_CASE(users_sign_in, ohmycoins::test_user)`. They share one
/// database where a test needs several:
///
///     struct trading_floor : ohmycoins::test_user, ohmycoins::test_price_data {};
namespace ohmycoins {

struct test_user : virtual seedbed::testing::database_fixture {
    const ohmycoins::user user = create_test_user(db);
};

struct test_superuser : virtual seedbed::testing::database_fixture {
    const ohmycoins::user superuser =
        create_test_user(db, {.is_superuser = true, .full_name = "Administrator"});
};

/// 50 prices of BTC.
struct test_price_data : virtual seedbed::testing::database_fixture {
    const std::vector<price> prices = create_test_price_data(db, {.count = 50});
};

/// An active one.
struct test_algorithm : virtual seedbed::testing::database_fixture {
    const ohmycoins::algorithm algorithm = create_test_algorithm(db, {.status = "active"});
};

} // namespace ohmycoins
