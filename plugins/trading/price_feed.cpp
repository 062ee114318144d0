#include "price_feed.hpp"

#include <seedbed/error.hpp>

#include <algorithm>

namespace ohmycoins::trading {

price_feed::price_feed(const seedbed::plugin_context& context, std::chrono::days span)
    : archive_(context.models().shared<price_archive>()), run_(context.run()), span_(span) {
    archive_.expect(begin());
}

void price_feed::read(const seedbed::session& session) {
    board_ = std::make_unique<price_board>(archive_.read(session, begin(), end()));
    if (board_->empty())
        throw seedbed::error(seedbed::failure::seeding,
                             "price_data_5min has no prices from " + begin().to_string() + " to " +
                                 end().to_string() + ": run price_history for that time");
}

const price_board& price_feed::board() const {
    std::call_once(made_, [this] {
        const seedbed::timestamp usual = end() - std::chrono::days(7) + seedbed::as_of_step;
        if (!board_)
            board_ = std::make_unique<price_board>(
                price_board::generated(run_.seed, std::max(begin(), usual), end()));
    });
    return *board_;
}

} // namespace ohmycoins::trading
