#pragma once

#include <stop_token>
#include <thread>

namespace seedbed::cli {

/// While it lives, SIGINT and SIGTERM ask the run to stop instead of ending the process; a second
/// one ends it at once with exit code 130 (the server then rolls back by itself). Make it before
/// any other thread: threads inherit the signal mask.
class interrupts {
public:
    interrupts();
    ~interrupts();
    interrupts(const interrupts&) = delete;
    interrupts& operator=(const interrupts&) = delete;

    std::stop_token token() const { return source_.get_token(); }

private:
    void wait_for_signals();

    std::stop_source source_;
    std::thread waiter_;
};

} // namespace seedbed::cli
