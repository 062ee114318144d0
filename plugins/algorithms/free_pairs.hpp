#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ohmycoins {

/// Which of the pairs of a user and an algorithm are still free. Memory: a bit for each algorithm
/// of each user who has one.
class free_pairs {
public:
    using pair = std::pair<std::uint64_t, std::uint64_t>; // user, algorithm

    /// `algorithms` are the ones that may be taken, ascending.
    free_pairs(std::uint64_t users, std::vector<std::uint64_t> algorithms);

    const std::vector<std::uint64_t>& algorithms() const noexcept { return algorithms_; }

    /// Also for a pair that could not have been taken here.
    void take(const pair& taken);

    /// Takes the algorithm at `place` of algorithms(), or the next free one of the first `reach`,
    /// in a circle, for that user; where that user has all of them, for the next user, in a circle.
    std::optional<pair> take_from(std::uint64_t user, std::size_t place, std::size_t reach);

private:
    struct taken_by {
        std::vector<bool> places;
        std::size_t count = 0;
    };

    std::optional<std::size_t> free_place(std::uint64_t user, std::size_t place, std::size_t reach);

    std::uint64_t users_;
    std::vector<std::uint64_t> algorithms_;
    std::unordered_map<std::uint64_t, taken_by> taken_;
};

} // namespace ohmycoins
