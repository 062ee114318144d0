#pragma once

#include <algorithm>
#include <chrono>

namespace seedbed::http {

/// A rate with bursts, as the instant at which a full bucket is due (the generic cell rate
/// algorithm, ITU-T I.371).
class token_bucket {
public:
    using clock = std::chrono::steady_clock;

    /// Takes a token; gives the instant from which it may be used. A token comes each `interval`,
    /// and `burst` of them lie ready after a rest.
    clock::time_point take(clock::time_point now, clock::duration interval, unsigned burst) {
        const clock::time_point at = std::max(now, due_);
        const clock::duration rest = interval * (burst > 0 ? burst - 1 : 0);
        due_ = std::max(due_, now - rest) + interval;
        return at;
    }

private:
    clock::time_point due_{};
};

} // namespace seedbed::http
