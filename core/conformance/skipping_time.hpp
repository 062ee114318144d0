#pragma once

#include <seedbed/http_options.hpp>

namespace seedbed::conformance {

/// A clock for retries, rates and the time of a call in which a wait takes no time:
/// what a source does after it is seen at once.
class skipping_time final : public http::timekeeper {
public:
    std::chrono::steady_clock::time_point now() const override;
    std::chrono::system_clock::time_point date() const override;
    boost::asio::awaitable<void> wait_until(std::chrono::steady_clock::time_point when) override;

private:
    std::chrono::steady_clock::duration skipped_{0};
};

} // namespace seedbed::conformance
