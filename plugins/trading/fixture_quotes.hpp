#pragma once

#include "prices.hpp"

#include <seedbed/fixture.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace seedbed::market {
class model;
}

namespace ohmycoins::trading {

/// What a coin costs for a test's row. On one thread.
class fixture_quotes {
public:
    explicit fixture_quotes(std::uint64_t seed);
    ~fixture_quotes();

    /// The newest price of the database that is not after `time`, if it is no older than an hour;
    /// else what price_history would write for that slot; nothing for a coin that neither knows.
    std::optional<tick> quote(const seedbed::fixture_context& context,
                              const std::string& coin,
                              seedbed::timestamp time) const;

private:
    std::optional<tick> generated(const std::string& coin, seedbed::timestamp time) const;

    std::uint64_t seed_;
    mutable std::unique_ptr<const seedbed::market::model> model_;
    mutable std::map<std::pair<std::string, std::int64_t>, tick> made_; // by coin and slot
};

} // namespace ohmycoins::trading
