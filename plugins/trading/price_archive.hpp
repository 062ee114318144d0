#pragma once

#include "prices.hpp"

#include <seedbed/session.hpp>
#include <seedbed/timestamp.hpp>

#include <optional>

namespace ohmycoins::trading {

/// The prices that stand in the database, read once for all plugins of a run whose rows follow
/// from prices. price_history shares it; price_feed is how the others use it.
///
/// One thread at a time.
class price_archive {
public:
    /// Before the run's first row: somebody will need the prices from `from` on.
    void expect(seedbed::timestamp from);

    /// The prices from `from` to `to`; all plugins of a run ask for the same `to`. Reads the table
    /// the first time, as far back as anybody expects: the run's prices are written by then.
    price_board
    read(const seedbed::session& session, seedbed::timestamp from, seedbed::timestamp to);

private:
    std::optional<seedbed::timestamp> earliest_;
    std::optional<price_board> board_;
};

} // namespace ohmycoins::trading
