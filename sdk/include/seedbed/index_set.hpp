#pragma once

#include <cstdint>
#include <map>

namespace seedbed {

/// A set of row indexes kept as runs, so that ten million neighbours take one entry.
class index_set {
public:
    void insert(std::uint64_t index);
    bool contains(std::uint64_t index) const;

    /// Whether any of the indexes `first` to `end` - 1 is in the set.
    bool contains_any(std::uint64_t first, std::uint64_t end) const;

    /// How many of the indexes below `limit` are in the set.
    std::uint64_t count_below(std::uint64_t limit) const;

private:
    std::map<std::uint64_t, std::uint64_t> runs_; // first index -> one past the last
};

} // namespace seedbed
