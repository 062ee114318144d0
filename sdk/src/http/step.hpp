#pragma once

#include <seedbed/http.hpp>
#include <seedbed/http_options.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string_view>
#include <utility>

namespace seedbed::http {

/// What is left of a call's time; all steps of the call share it.
class time_budget {
public:
    using clock = std::chrono::steady_clock;

    time_budget(clock::time_point now, std::chrono::milliseconds length) : end_(now + length) {}

    /// Nothing, or less, once it is used up.
    clock::duration left(clock::time_point now) const { return end_ - now; }
    void extend(clock::duration by) { end_ += by; }

private:
    clock::time_point end_;
};

/// A call on its way through the steps. `rules` and `time` outlive it.
struct inquiry {
    inquiry(http::request asked, const source_rules& of_source, time_budget& budget)
        : request(std::move(asked)), rules(of_source), time(budget) {}

    http::request request;
    const source_rules& rules;
    time_budget& time;
};

/// Takes a response while it arrives.
class receiver {
public:
    virtual ~receiver() = default;
    /// Status and headers are there. Once more after a redirect or for another try: what came
    /// before is void.
    virtual void begin(const response& head) = 0;
    virtual void write(std::string_view bytes) = 0;

protected:
    receiver() = default;
    receiver(const receiver&) = default;
    receiver& operator=(const receiver&) = default;
};

/// One policy around the network. The body goes to `into`; the result is the response without it.
class step {
public:
    virtual ~step() = default;
    virtual boost::asio::awaitable<response> get(const inquiry& wanted, receiver& into) = 0;

protected:
    step() = default;
    step(const step&) = delete;
    step& operator=(const step&) = delete;
};

} // namespace seedbed::http
