#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace seedbed {

/// An instant in UTC with microseconds, PostgreSQL's `timestamptz`. A regular value; the default
/// is 1970-01-01T00:00:00Z.
///
/// 64 bits of microseconds since 1970 reach from 290308 BC to AD 294247-01-10; PostgreSQL from
/// 4713 BC to AD 294276. What is outside either range is refused when it is written or read.
class timestamp {
public:
    using duration = std::chrono::microseconds;
    using time_point = std::chrono::sys_time<duration>;

    constexpr timestamp() = default;
    constexpr explicit timestamp(time_point time) : time_(time) {}

    static constexpr timestamp from_unix_seconds(std::int64_t seconds) {
        return timestamp(time_point(std::chrono::seconds(seconds)));
    }

    static constexpr timestamp from_unix_microseconds(std::int64_t microseconds) {
        return timestamp(time_point(duration(microseconds)));
    }

    /// Reads ISO 8601: `2026-11-22`, `2026-11-22T14:35Z`, `2026-11-22 14:35:00.123456+10:00`.
    /// Without an offset the time is UTC. Throws error(failure::usage) for anything else.
    static timestamp parse(std::string_view text);

    /// `2026-11-22T14:35:00Z`, with a fraction only when there is one.
    std::string to_string() const;

    constexpr time_point time() const noexcept { return time_; }

    /// Whole seconds since 1970, rounded towards the past.
    constexpr std::int64_t unix_seconds() const noexcept {
        return std::chrono::floor<std::chrono::seconds>(time_).time_since_epoch().count();
    }

    /// The latest multiple of `step` (counted from 1970) that is not after this instant.
    constexpr timestamp floor_to(std::chrono::seconds step) const noexcept {
        const auto since_epoch = time_.time_since_epoch();
        const auto remainder = ((since_epoch % step) + step) % step;
        return timestamp(time_ - remainder);
    }

    friend constexpr timestamp operator+(timestamp t, duration d) noexcept {
        return timestamp(t.time_ + d);
    }
    friend constexpr timestamp operator-(timestamp t, duration d) noexcept {
        return timestamp(t.time_ - d);
    }
    friend constexpr duration operator-(timestamp a, timestamp b) noexcept {
        return a.time_ - b.time_;
    }
    friend constexpr auto operator<=>(const timestamp&, const timestamp&) = default;

private:
    time_point time_{};
};

} // namespace seedbed
