#include "throttle.hpp"

#include "location.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>

namespace seedbed::http {

namespace asio = boost::asio;

turnstile::place::~place() {
    if (inside_)
        gate_.leave();
    else
        std::erase(gate_.queue_, this);
}

asio::awaitable<void> turnstile::place::enter(unsigned capacity) {
    capacity_ = capacity;
    const bool free = capacity == 0 || gate_.inside_ < capacity;
    if (free && gate_.queue_.empty()) {
        ++gate_.inside_;
        inside_ = true;
        co_return;
    }
    gate_.queue_.push_back(this);
    woken_.expires_at(asio::steady_timer::time_point::max());
    boost::system::error_code woken;
    co_await woken_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    if (!inside_)
        throw boost::system::system_error(asio::error::operation_aborted);
}

void turnstile::leave() {
    --inside_;
    while (!queue_.empty()) {
        place& next = *queue_.front();
        if (next.capacity_ != 0 && inside_ >= next.capacity_)
            return;
        queue_.pop_front();
        ++inside_;
        next.inside_ = true;
        next.woken_.cancel();
    }
}

asio::awaitable<response> throttle::get(const inquiry& wanted, receiver& into) {
    host& asked = hosts_[locate(wanted.request.url).shown];
    const auto queued = time_.now();
    turnstile::place place(asked.gate, co_await asio::this_coro::executor);
    co_await place.enter(wanted.rules.concurrent);
    co_await wait_for_token(asked, wanted.rules);
    wanted.time.extend(time_.now() - queued);
    co_return co_await next_.get(wanted, into);
}

asio::awaitable<void> throttle::wait_for_token(host& asked, const source_rules& rules) {
    if (rules.requests_per_second <= 0)
        co_return;
    const auto interval = std::chrono::duration_cast<token_bucket::clock::duration>(
        std::chrono::duration<double>(1.0 / rules.requests_per_second));
    const auto now = time_.now();
    const auto at = asked.tokens.take(now, interval, std::max(rules.concurrent, 1U));
    if (at > now)
        co_await time_.wait_until(at);
}

} // namespace seedbed::http
