#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::discovery {

/// A version after Semantic Versioning 2.0.0, except that minor and patch may be left out ("1.2"
/// equals 1.2.0). Compared by precedence: a pre-release comes before its release, what follows
/// a '+' does not count.
class version {
public:
    version() = default; ///< 0.0.0

    /// Throws error(failure::plugin) saying what a version looks like.
    explicit version(std::string_view text);

    const std::string& text() const noexcept { return text_; } ///< as it was written

    friend std::strong_ordering operator<=>(const version& left, const version& right);
    friend bool operator==(const version& left, const version& right);

private:
    friend class version_range;
    version(const std::array<std::uint64_t, 3>& numbers, std::vector<std::string> pre_release);

    std::string text_ = "0.0.0";
    std::array<std::uint64_t, 3> numbers_{};
    std::size_t given_ = 3; // how many of the numbers were written
    std::vector<std::string> pre_release_;
};

/// Which versions of a dependency fit: "*", or comparisons that must all hold, separated by commas
/// or spaces: ">=1.0 <2", "^1.2", "~1.4.1", "=2.0.0".
///
///     ^1.2.3  at least 1.2.3, and the leftmost number that is not zero stays: < 2.0.0
///             (^0.2.3 is < 0.3.0, ^0.0.3 is < 0.0.4)
///     ~1.2.3  at least 1.2.3, and major and minor stay: < 1.3.0 (~1 is < 2.0.0)
///
/// Numbers left out are 0. An upper bound also keeps out the pre-releases of the version it
/// excludes: 2.0.0-rc.1 fits neither ^1 nor <2.
class version_range {
public:
    version_range() = default; ///< "*"

    /// Throws error(failure::plugin) naming the part that is not a comparison.
    explicit version_range(std::string_view text);

    bool contains(const version& candidate) const;

    /// As in a sentence: ">= 1.1 < 2", "^1.2", "*".
    std::string text() const;

private:
    struct comparison {
        std::string operation;
        version operand;

        bool holds_for(const version& candidate) const;
    };

    static version upper_bound(const std::string& operation, const version& operand);

    std::vector<comparison> comparisons_;
};

} // namespace seedbed::discovery
