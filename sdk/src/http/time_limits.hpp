#pragma once

#include "location.hpp"

#include <seedbed/http.hpp>

#include <chrono>
#include <string_view>

namespace seedbed::http {

/// When a part of an attempt must have ended, and the limit that says so.
struct deadline {
    std::chrono::steady_clock::time_point at;
    std::string_view name;
    std::chrono::milliseconds length;
};

/// The limits of one attempt, which began when this was made. Both references outlive it.
class time_limits {
public:
    using clock = std::chrono::steady_clock;

    /// `left` is what remains of the call's total limit.
    time_limits(const location& where, const limits& allowed, clock::duration left)
        : where_(where), allowed_(allowed), end_(clock::now() + left) {}

    deadline for_connecting() const;
    deadline for_reading(std::string_view part) const;

    [[noreturn]] void time_out(const deadline& until, std::string_view part) const;

private:
    deadline
    within(std::chrono::milliseconds length, std::string_view name, std::string_view part) const;

    const location& where_;
    const limits& allowed_;
    clock::time_point end_;
};

} // namespace seedbed::http
