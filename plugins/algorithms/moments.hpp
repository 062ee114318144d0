#pragma once

#include <seedbed/random.hpp>
#include <seedbed/timestamp.hpp>

#include <algorithm>
#include <chrono>

namespace ohmycoins {

/// A whole number of seconds after `from`, not after `to`; `from` where `to` is not later.
inline seedbed::timestamp
moment_between(seedbed::random& draws, seedbed::timestamp from, seedbed::timestamp to) {
    const auto span = std::chrono::floor<std::chrono::seconds>(to - from).count();
    return from +
           std::chrono::seconds(draws.between<std::int64_t>(0, std::max<std::int64_t>(0, span)));
}

} // namespace ohmycoins
