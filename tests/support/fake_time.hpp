#pragma once

#include <seedbed/http_options.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <vector>

namespace seedbed::tests {

/// Time that stands still until somebody waits, and then has passed at once.
class fake_time final : public http::timekeeper {
public:
    using clock = std::chrono::steady_clock;

    clock::time_point now() const override { return now_; }
    std::chrono::system_clock::time_point date() const override {
        return date_ +
               std::chrono::duration_cast<std::chrono::system_clock::duration>(now_ - begin_);
    }
    boost::asio::awaitable<void> wait_until(clock::time_point when) override {
        waits_.push_back(when - now_);
        now_ = std::max(now_, when);
        co_await boost::asio::post(co_await boost::asio::this_coro::executor,
                                   boost::asio::use_awaitable);
    }

    void pass(clock::duration time) { now_ += time; }
    const std::vector<clock::duration>& waits() const { return waits_; }

private:
    clock::time_point begin_ = clock::now();
    clock::time_point now_ = begin_;
    std::chrono::system_clock::time_point date_ =
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
    std::vector<clock::duration> waits_;
};

} // namespace seedbed::tests
