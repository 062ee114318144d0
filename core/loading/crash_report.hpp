#pragma once

#include <seedbed/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace seedbed::loading {

/// Names the plugin whose code ends the process. While one is alive, a fatal signal (segmentation
/// fault, abort, …), an exception that no handler can see (as from a static initialiser), and a
/// call of exit() end the process with a message and the exit code of `kind`. A debugger sees the
/// signal first.
///
/// Belongs to the thread that makes it; one made inside another one counts until its end.
class crash_report {
public:
    /// `culprit`: "plugin 'orders' (/opt/plugins/liborders.so)"; `phase`: "while seeding".
    crash_report(std::string_view culprit, std::string_view phase, failure kind);
    ~crash_report();
    crash_report(const crash_report&) = delete;
    crash_report& operator=(const crash_report&) = delete;

    /// Ends the process with the message and the cause; signal handlers may call it.
    [[noreturn]] static void end(std::string_view cause, std::string_view detail = {}) noexcept;

    /// Whether one is alive.
    static bool armed() noexcept;

private:
    std::string message_;
    int exit_code_;
    unsigned long thread_;
    const crash_report* previous_;
};

} // namespace seedbed::loading
