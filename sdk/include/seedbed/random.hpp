#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <ranges>
#include <span>
#include <string_view>
#include <type_traits>

/// Counter-based random numbers: a draw is a function of (key, index, lane, draw number) and of
/// nothing else, so a row comes out the same first, last, alone or on another machine. The
/// generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as
/// 1, 2, 3; SC11). No function here keeps state between calls; all may run on any thread.
namespace seedbed {

/// Names one stream of random numbers; see derive_key.
struct random_key {
    std::uint64_t value = 0;

    friend bool operator==(random_key, random_key) = default;
};

/// Mixes the run's seed, a name (for example "plugin/model") and the generator's version into a
/// key: a change of one bit anywhere changes about half of the key's bits. Bump `version` when
/// what is generated changes on purpose.
random_key derive_key(std::uint64_t seed, std::string_view name, std::uint32_t version = 1);

using philox_words = std::array<std::uint32_t, 4>;

/// One block of Philox4x32-10; the key's low word is the cipher's first key word.
philox_words philox(random_key key, const philox_words& counter) noexcept;

/// The draws of one row. A small value: make one per row, copy it freely. One object is for one
/// thread at a time.
///
/// Philox's counter is (index: 64 bit, lane: 32 bit, block: 32 bit) and a block gives two 64-bit
/// draws: a row can draw 2^33 times. Also a std::uniform_random_bit_generator, but the standard
/// distributions differ between libraries: use the members instead.
/// A draw asked for with impossible arguments throws error(failure::seeding).
class random {
public:
    using result_type = std::uint64_t;

    /// `lane` tells several streams of one index apart (a coin of a day, an order of a user) and
    /// is below 2^31; the upper half belongs to named lanes.
    random(random_key key, std::uint64_t index, std::uint32_t lane = 0) noexcept
        : key_(key), index_(index), lane_(lane) {}

    /// A stream of its own for one purpose of the row, from its beginning. Drawing more or less
    /// elsewhere never shifts it. Lanes nest: lane("a").lane("b").
    random lane(std::string_view name) const noexcept;

    /// 64 random bits.
    std::uint64_t bits() noexcept {
        if (position_ == buffer_.size()) {
            refill();
        }
        return buffer_[position_++];
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    double unit() noexcept { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

    /// Uniform in [0, n) without modulo bias (Lemire: Fast random integer generation in an
    /// interval, 2019). n == 0 throws.
    std::uint64_t below(std::uint64_t n);

    /// Uniform in [low, high], both ends included. low > high throws.
    std::int64_t between(std::int64_t low, std::int64_t high);

    template <std::integral A, std::integral B>
    std::int64_t between(A low, B high) {
        return between(static_cast<std::int64_t>(low), static_cast<std::int64_t>(high));
    }

    /// Uniform in [low, high). Throws unless low <= high and both are finite.
    double between(double low, double high);

    /// True with probability p; never for p <= 0, always for p >= 1.
    bool chance(double p) noexcept { return unit() < p; }

    /// Standard normal by inversion (portable::normal_quantile), one draw each.
    double normal() noexcept;

    /// Exponential with mean 1.
    double exponential() noexcept;

    /// Student's t with an even number of degrees of freedom >= 2 (others throw). Its variance is
    /// degrees / (degrees - 2); 1 + degrees / 2 draws.
    double student_t(int even_degrees);

    /// One element, each equally likely; the reference is into `values`. Throws when empty.
    template <std::ranges::random_access_range Range>
    requires std::is_lvalue_reference_v<std::ranges::range_reference_t<const Range>>
    const auto& pick(const Range& values) {
        const auto size = static_cast<std::uint64_t>(std::ranges::distance(values));
        return std::ranges::begin(values)[static_cast<std::ptrdiff_t>(below(size))];
    }

    /// Index i with probability weights[i] / sum; linear time. Throws when `weights` is empty, sums
    /// to 0, or holds a negative or non-finite number.
    std::size_t weighted(std::span<const double> weights);

    /// A rank in [0, n), rank r with probability proportional to (r + 1)^-s: Zipf's law, exact and
    /// in constant time by rejection-inversion (Hörmann, Derflinger 1996). Throws unless
    /// 1 <= n <= 2^63 and s is finite and positive.
    std::uint64_t zipf(std::uint64_t n, double s);

    static constexpr result_type min() noexcept { return 0; }
    static constexpr result_type max() noexcept { return std::numeric_limits<result_type>::max(); }
    result_type operator()() noexcept { return bits(); }

private:
    void refill() noexcept;
    double open_unit() noexcept;

    random_key key_;
    std::uint64_t index_;
    std::uint32_t lane_;
    std::uint32_t block_ = 0;
    std::array<std::uint64_t, 2> buffer_{};
    std::size_t position_ = 2;
};

} // namespace seedbed
