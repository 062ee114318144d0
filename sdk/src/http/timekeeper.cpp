#include "timekeeper.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace seedbed::http {

namespace asio = boost::asio;

timekeeper::~timekeeper() = default;

asio::awaitable<void> machine_time::wait_until(std::chrono::steady_clock::time_point when) {
    asio::steady_timer timer(co_await asio::this_coro::executor, when);
    co_await timer.async_wait(asio::use_awaitable);
}

} // namespace seedbed::http
