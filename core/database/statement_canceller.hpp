#pragma once

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

namespace seedbed::database {

/// From a stop request until its own end, cancels whatever the connection's server is doing, again
/// and again: a cancellation that arrives between two statements is lost. Works from a thread of
/// its own, which libpq allows. Destroyed before the connection.
class statement_canceller {
public:
    statement_canceller(PGconn* connection, const std::stop_token& stop);
    ~statement_canceller() = default;
    statement_canceller(const statement_canceller&) = delete;
    statement_canceller& operator=(const statement_canceller&) = delete;

private:
    struct free_cancel {
        void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
    };

    void cancel_until(const std::stop_token& ended) const;

    std::unique_ptr<PGcancel, free_cancel> cancel_;
    std::jthread repeating_;
    std::stop_callback<std::function<void()>> on_stop_; // ends before the thread that it starts
};

} // namespace seedbed::database
