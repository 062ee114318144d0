#pragma once

#include "step.hpp"

#include <chrono>
#include <optional>
#include <random>
#include <string>

namespace seedbed::http {

/// The wait after the `tries`-th try: `share` (0 to 1) of the longest one that its number allows.
std::chrono::milliseconds backoff(const retry_rules& rules, unsigned tries, double share);

/// Asks again what may succeed then, while the call's time lasts.
class retrying final : public step {
public:
    retrying(step& next, const retry_rules& rules, timekeeper& time);

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    struct attempt;

    boost::asio::awaitable<attempt> try_once(const inquiry& wanted, receiver& into);
    /// Nothing: try again. A reason may have nothing to say.
    std::optional<std::string> reason_to_stop(const inquiry& wanted,
                                              const attempt& made,
                                              unsigned tries,
                                              std::chrono::steady_clock::duration wait) const;
    std::chrono::steady_clock::duration wait_after(const attempt& made, unsigned tries);

    step& next_;
    retry_rules rules_;
    timekeeper& time_;
    std::mt19937 random_;
};

} // namespace seedbed::http
