#pragma once

#include <seedbed/random.hpp>

#include <cstdint>
#include <span>

namespace seedbed::market {

/// An endless row of standard normals, each a function of (key, lane, position): the market's
/// source of noise over absolute time. Four normals share a Philox block, each made from 32 bits
/// (so none is beyond 6.3). Immutable.
class normal_stream {
public:
    normal_stream(random_key key, std::uint32_t lane) noexcept : key_(key), lane_(lane) {}

    /// The normals at positions first, first + 1, ...; first >= 0.
    void fill(std::int64_t first, std::span<double> out) const noexcept;

private:
    random_key key_;
    std::uint32_t lane_;
};

/// A standard normal from 32 random bits.
double normal_from(std::uint32_t word) noexcept;

/// Uniform in (0, 1) from 32 random bits.
double unit_from(std::uint32_t word) noexcept;

} // namespace seedbed::market
