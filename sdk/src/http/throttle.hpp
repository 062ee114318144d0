#pragma once

#include "step.hpp"
#include "token_bucket.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>
#include <string>

namespace seedbed::http {

/// Lets a limited number in at the same time, the others in the order in which they came.
class turnstile {
public:
    /// A place inside, or in the queue; given back by the destructor.
    class place {
    public:
        place(turnstile& gate, const boost::asio::any_io_executor& executor)
            : gate_(gate), woken_(executor) {}
        ~place();
        place(const place&) = delete;
        place& operator=(const place&) = delete;

        /// Waits until fewer than `capacity` are inside; 0 is no limit.
        boost::asio::awaitable<void> enter(unsigned capacity);

    private:
        friend class turnstile;

        turnstile& gate_;
        boost::asio::steady_timer woken_; ///< cancelled when it is this one's turn
        unsigned capacity_ = 0;
        bool inside_ = false;
    };

private:
    void leave();

    unsigned inside_ = 0;
    std::deque<place*> queue_;
};

/// Keeps to the rate and the number of requests at a time that the source declares for each host.
/// The wait does not count against the call's time.
class throttle final : public step {
public:
    throttle(step& next, timekeeper& time) : next_(next), time_(time) {}

    boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) override;

private:
    struct host {
        turnstile gate;
        token_bucket tokens;
    };

    boost::asio::awaitable<void> wait_for_token(host& asked, const source_rules& rules);

    step& next_;
    timekeeper& time_;
    std::map<std::string, host> hosts_;
};

} // namespace seedbed::http
