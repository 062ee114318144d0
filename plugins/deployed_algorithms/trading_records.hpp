#pragma once

#include <seedbed/decimal.hpp>
#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>
#include <seedbed/uuid.hpp>

#include <map>
#include <optional>
#include <utility>

namespace ohmycoins {

/// What the filled orders of one user by one algorithm came to.
struct trading_record {
    int trades = 0;
    seedbed::decimal<20, 2> profit; ///< AUD, realized first in, first out in each coin
};

/// The records of those deployments that are asked about, read from the orders in one go. Memory:
/// one entry for each of them, whatever the number of orders.
class trading_records {
public:
    /// Asks about one deployment, before `read`.
    void ask(const seedbed::uuid& user, const seedbed::uuid& algorithm);

    void read(const seedbed::session& session);

    /// Without a trade where it was not asked about, or not read.
    trading_record of(const seedbed::uuid& user, const seedbed::uuid& algorithm) const;

private:
    std::map<std::pair<seedbed::uuid, seedbed::uuid>, trading_record> records_;
};

/// What stands of the orders of one user by one algorithm: what a test's deployment goes with.
struct placed_orders {
    int count = 0;
    std::optional<seedbed::timestamp> first; ///< none where there is no order
    std::optional<seedbed::timestamp> last;
    int most_in_a_day = 0;               ///< of UTC
    seedbed::decimal<20, 2> largest_buy; ///< AUD, rounded up
    trading_record uncounted;            ///< what no deployment that stands has counted

    static placed_orders read(const seedbed::session& session,
                              const seedbed::uuid& user,
                              const seedbed::uuid& algorithm);
};

} // namespace ohmycoins
