#include "core/conformance/skipping_time.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace seedbed::conformance {

namespace asio = boost::asio;
using clock = std::chrono::steady_clock;

clock::time_point skipping_time::now() const {
    return clock::now() + skipped_;
}

std::chrono::system_clock::time_point skipping_time::date() const {
    return std::chrono::system_clock::now() +
           std::chrono::duration_cast<std::chrono::system_clock::duration>(skipped_);
}

asio::awaitable<void> skipping_time::wait_until(clock::time_point when) {
    skipped_ += std::max(when - now(), clock::duration::zero());
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}

} // namespace seedbed::conformance
