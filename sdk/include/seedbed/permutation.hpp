#pragma once

#include <seedbed/random.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace seedbed {

/// A bijection of [0, size), chosen by the key: the way to unique values that are unique by
/// construction, without a set of those already used and without retrying.
///
/// A Feistel network over a rectangle of about sqrt(size) by sqrt(size) cells that just covers the
/// domain (Black, Rogaway: Ciphers with arbitrary finite domains, 2002); a value that falls
/// outside of it walks on along its cycle, so it ends inside, and no two end at the same place.
/// Constant memory; immutable, so one object serves all threads.
class permutation {
public:
    /// Throws error(failure::usage) for size 0.
    permutation(random_key key, std::uint64_t size);

    /// Where `i` goes. Throws error(failure::usage) unless i < size().
    std::uint64_t operator()(std::uint64_t i) const;

    std::uint64_t size() const noexcept { return size_; }

private:
    std::uint64_t shuffle(std::uint64_t i) const noexcept;

    std::uint64_t size_;
    std::uint64_t width_;
    std::uint64_t height_;
    std::array<std::uint64_t, 10> round_keys_;
};

/// Throws error(failure::usage) when `rows_wanted` rows cannot all have a different value of
/// `what` (for example "column email of model user"), because only `domain_size` exist. Call it
/// while planning, before anything is written.
void require_domain(std::string_view what, std::uint64_t domain_size, std::uint64_t rows_wanted);

} // namespace seedbed
