#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace seedbed::conformance {

/// What became of a child process.
struct ended_process {
    std::string result;     ///< what its work returned
    std::string output;     ///< what it wrote to standard output and standard error
    int signal = 0;         ///< that ended it, if one did
    bool timed_out = false; ///< it was killed at the deadline
    std::chrono::duration<double> time{};
};

/// A copy of this process that does one piece of work, so that a plugin that crashes or hangs there
/// takes nothing else with it. What it writes is read on `loop`, beside which other things (a
/// server) may work. Make it while this process has no thread but those that wait for signals.
class child_process {
public:
    /// `work` runs in the child and returns its result; an exception ends the child by SIGABRT. A
    /// request to stop kills it, and all that it has started. Throws error(failure::seeding) when
    /// no process can be made.
    child_process(boost::asio::io_context& loop,
                  const std::function<std::string()>& work,
                  std::chrono::steady_clock::duration deadline,
                  const std::stop_token& stop = {});
    ~child_process(); ///< kills it
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    /// SIGINT, as from a terminal.
    void interrupt() const;

    /// Runs the loop until the child has ended.
    ended_process finish();

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

} // namespace seedbed::conformance
