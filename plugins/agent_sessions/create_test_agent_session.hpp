#pragma once

#include "agent_session-odb.hpp"
#include "agent_session-values.hpp"
#include "agent_session.hpp"

#include <seedbed/testing.hpp>

namespace ohmycoins {

using agent_session_values = seedbed::testing::values<agent_session>;

/// A session of the lab's agents; who began it is made where `user_id` is not given.
template <class... Parts>
agent_session create_test_agent_session(seedbed::testing::test_database& db,
                                        const agent_session_values& given = {},
                                        const Parts&... parts) {
    return seedbed::testing::create_test<agent_session>(db, given, parts...);
}

} // namespace ohmycoins
