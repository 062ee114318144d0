#pragma once

#include <seedbed/timestamp.hpp>

#include <chrono>
#include <cstdint>

namespace seedbed {

/// The step of the time grid that as-of is cut to.
inline constexpr std::chrono::seconds as_of_step = std::chrono::minutes(5);

/// What all rows of a run are a function of, beside their plugin's options.
struct run_info {
    std::uint64_t seed = 42;
    timestamp as_of{};   // on the 5-minute grid; "now" for everything generated
    timestamp present{}; // when the run began, on the grid; in a replay, when the recorded one did
    bool as_of_now = true; // as-of is the present, so that live data belongs to this run
    bool remote = false;   // the database is neither behind a unix socket nor on loopback
};

} // namespace seedbed
