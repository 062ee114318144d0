#pragma once

#include "price_archive.hpp"
#include "prices.hpp"

#include <seedbed/plugin.hpp>
#include <seedbed/run.hpp>
#include <seedbed/session.hpp>

#include <chrono>
#include <memory>
#include <mutex>

namespace ohmycoins::trading {

/// The prices of a run's last days, as a plugin needs them whose rows follow from prices: those of
/// the database once `read` was called, before that (for a preview, which has no database) those
/// that price_history would write into an empty table, for a week at most.
///
/// read is called on one thread, before the others; board may be called on any.
class price_feed {
public:
    price_feed(const seedbed::plugin_context& context, std::chrono::days span);

    /// Throws error(failure::seeding) where there are no prices in the span.
    void read(const seedbed::session& session);

    const price_board& board() const;

    seedbed::timestamp begin() const { return run_.as_of - span_; }
    seedbed::timestamp end() const { return run_.as_of; }

private:
    price_archive& archive_;
    seedbed::run_info run_;
    std::chrono::days span_;
    mutable std::once_flag made_;
    mutable std::unique_ptr<const price_board> board_;
};

} // namespace ohmycoins::trading
