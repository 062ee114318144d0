#include "price_archive.hpp"

#include <algorithm>

namespace ohmycoins::trading {

void price_archive::expect(seedbed::timestamp from) {
    earliest_ = std::min(earliest_.value_or(from), from);
}

price_board price_archive::read(const seedbed::session& session,
                                seedbed::timestamp from,
                                seedbed::timestamp to) {
    if (!board_)
        board_ = price_board::read(session, std::min(earliest_.value_or(from), from), to);
    return board_->since(from);
}

} // namespace ohmycoins::trading
