#pragma once

#include "ledger.hpp"

#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>

namespace ohmycoins {

/// What a user's fills of one coin leave.
struct standing_fills {
    trading::holding holding;   ///< nothing where more was sold than bought before
    seedbed::timestamp since;   ///< the fill that opened what is held
    seedbed::timestamp changed; ///< the last fill
};

/// By coin; of `coin` alone where one is named. One indexed query.
std::map<std::string, standing_fills> find_standing_fills(const seedbed::session& session,
                                                          const seedbed::uuid& user,
                                                          const std::optional<std::string>& coin);

/// The coins that the user has a position in.
std::set<std::string> find_held_coins(const seedbed::session& session, const seedbed::uuid& user);

} // namespace ohmycoins
