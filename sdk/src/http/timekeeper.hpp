#pragma once

#include <seedbed/http_options.hpp>

namespace seedbed::http {

/// The machine's clocks.
class machine_time final : public timekeeper {
public:
    std::chrono::steady_clock::time_point now() const override {
        return std::chrono::steady_clock::now();
    }
    std::chrono::system_clock::time_point date() const override {
        return std::chrono::system_clock::now();
    }
    boost::asio::awaitable<void> wait_until(std::chrono::steady_clock::time_point when) override;
};

} // namespace seedbed::http
