#pragma once

#include <seedbed/random.hpp>
#include <seedbed/uuid.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace seedbed {

/// The primary keys of one model: a pure function of the run's seed, the model's name and the
/// row's index. They rise with the index, because random keys load three times slower, and do
/// not depend on as-of: a row keeps its key tomorrow.
///
/// Layout: UUID version 7 (RFC 9562). The time field counts the index in milliseconds from
/// 2020-01-01; the 74 random bits come from seed, model and index.
class key_sequence {
public:
    key_sequence(std::uint64_t seed, std::string_view model)
        : key_(derive_key(seed, "key of " + std::string(model))) {}

    uuid at(std::uint64_t index) const;

    /// The index whose key this is; nothing for a key that is not of this seed and model.
    std::optional<std::uint64_t> index_of(const uuid& key) const;

private:
    random_key key_;
};

} // namespace seedbed
