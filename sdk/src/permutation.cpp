#include <seedbed/error.hpp>
#include <seedbed/permutation.hpp>

#include <fmt/format.h>

#include <cmath>

namespace seedbed {
namespace {

// Mixes one half under a round's key to 32 well spread bits, then scales them to [0, range).
std::uint64_t round_value(std::uint64_t half, std::uint64_t key, std::uint64_t range) {
    std::uint64_t x = (half ^ key) * 0x9e3779b97f4a7c15U;
    x ^= x >> 32U;
    x *= 0xd6e8feb86659fd93U;
    x ^= x >> 32U;
    x = x * 0x9e3779b97f4a7c15U + key;
    return ((x >> 32U) * range) >> 32U;
}

std::uint64_t add_modulo(std::uint64_t a, std::uint64_t b, std::uint64_t modulus) {
    const std::uint64_t sum = a + b;
    return sum < modulus ? sum : sum - modulus;
}

} // namespace

permutation::permutation(random_key key, std::uint64_t size) : size_(size) {
    if (size == 0) {
        throw error(failure::usage, "a permutation needs a domain of at least 1 value, not 0");
    }
    width_ = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(size))) + 1;
    height_ = (size - 1) / width_ + 1;
    random draws(key, size);
    for (std::uint64_t& round_key : round_keys_) {
        round_key = draws.bits();
    }
}

std::uint64_t permutation::operator()(std::uint64_t i) const {
    if (i >= size_) {
        throw error(failure::usage,
                    fmt::format("index {} lies outside of a permutation of {} values; "
                                "check the domain with require_domain before drawing from it",
                                i,
                                size_));
    }
    do {
        i = shuffle(i);
    } while (i >= size_);
    return i;
}

// A bijection of [0, width * height), which holds fewer than sqrt(size) + 1 cells outside of the
// domain.
std::uint64_t permutation::shuffle(std::uint64_t i) const noexcept {
    std::uint64_t column = i % width_;
    std::uint64_t row = i / width_;
    for (std::size_t round = 0; round < round_keys_.size(); round += 2) {
        column = add_modulo(column, round_value(row, round_keys_[round], width_), width_);
        row = add_modulo(row, round_value(column, round_keys_[round + 1], height_), height_);
    }
    return row * width_ + column;
}

void require_domain(std::string_view what, std::uint64_t domain_size, std::uint64_t rows_wanted) {
    if (rows_wanted <= domain_size) {
        return;
    }
    throw error(failure::usage,
                fmt::format("{}: {} rows are wanted, but only {} different values exist; ask for "
                            "at most {} rows, or widen what the value is made from",
                            what,
                            rows_wanted,
                            domain_size,
                            domain_size));
}

} // namespace seedbed
