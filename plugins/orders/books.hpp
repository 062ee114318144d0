#pragma once

#include "user.hpp"

#include <seedbed/index_set.hpp>
#include <seedbed/row_source.hpp>
#include <seedbed/session.hpp>

#include <cstdint>

namespace ohmycoins {

/// The users of whom somebody else keeps orders or positions: rows of ours between them would not
/// add up. `seed` is the run's, by which its own rows are known.
seedbed::index_set users_with_other_books(const seedbed::session& session,
                                          const seedbed::row_source<user>& users,
                                          std::uint64_t seed);

} // namespace ohmycoins
