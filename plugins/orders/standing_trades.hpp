#pragma once

#include "money.hpp"
#include "prices.hpp"

#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// Where a coin's prices in the database end.
struct newest_prices {
    trading::tick known; ///< the newest that is not after the present; the newest where all are
    seedbed::timestamp of_all; ///< the time of the newest
};

/// Nothing for a coin without a price. One indexed query.
std::optional<newest_prices> find_newest_prices(const seedbed::session& session,
                                                const std::string& coin,
                                                seedbed::timestamp present);

/// What a user's orders of one coin in the database leave.
struct standing_book {
    seedbed::timestamp changed;    ///< when the last of them was
    seedbed::decimal<36, 10> held; ///< bought and not sold; less than 0 where more was sold
};

/// Nothing where there is no order.
std::optional<standing_book> find_standing_book(const seedbed::session& session,
                                                const seedbed::uuid& user,
                                                const std::string& coin);

} // namespace ohmycoins
