#include "core/loading/crash_report.hpp"

#include <seedbed/detail/boundary.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <pthread.h>
#include <unistd.h>

namespace seedbed::loading {
namespace {

struct fatal_signal {
    int number;
    std::string_view name;
};

constexpr std::array fatal_signals{fatal_signal{SIGSEGV, "segmentation fault"},
                                   fatal_signal{SIGBUS, "bus error"},
                                   fatal_signal{SIGFPE, "arithmetic error"},
                                   fatal_signal{SIGILL, "illegal instruction"},
                                   fatal_signal{SIGABRT, "abort"}};

std::atomic<const crash_report*> current = nullptr;

// Only write() is allowed in a signal handler.
void say(std::string_view text) noexcept {
    while (!text.empty()) {
        const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void on_signal(int number) {
    const auto* found = std::find_if(fatal_signals.begin(),
                                     fatal_signals.end(),
                                     [number](const auto& each) { return each.number == number; });
    crash_report::end(found == fatal_signals.end() ? "a signal" : found->name);
}

[[noreturn]] void on_terminate() noexcept {
    if (!std::current_exception()) {
        crash_report::end("std::terminate");
    }
    const std::string thrown = detail::describe(detail::describe_current_exception());
    crash_report::end("an exception where nothing can catch it, as in a static initialiser: ",
                      thrown);
}

void on_exit() {
    if (crash_report::armed()) {
        crash_report::end("it called exit()");
    }
}

// A stack that overflows leaves no room to say so on it.
void provide_signal_stack() {
    static std::array<char, 64UL * 1024> memory;
    stack_t present{};
    if (sigaltstack(nullptr, &present) == 0 && (present.ss_flags & SS_DISABLE) != 0) {
        stack_t own{};
        own.ss_sp = memory.data();
        own.ss_size = memory.size();
        sigaltstack(&own, nullptr);
    }
}

/// What handled the ends of the process before.
class previous_handlers {
public:
    void replace() {
        provide_signal_stack();
        terminate_ = std::set_terminate(on_terminate);
        struct sigaction action {};
        action.sa_handler = on_signal;
        action.sa_flags = SA_ONSTACK;
        for (std::size_t i = 0; i < fatal_signals.size(); ++i) {
            sigaction(fatal_signals.at(i).number, &action, &signals_.at(i));
        }
    }

    void restore() const {
        for (std::size_t i = 0; i < fatal_signals.size(); ++i) {
            sigaction(fatal_signals.at(i).number, &signals_.at(i), nullptr);
        }
        std::set_terminate(terminate_);
    }

private:
    std::terminate_handler terminate_ = nullptr;
    std::array<struct sigaction, fatal_signals.size()> signals_{};
};

previous_handlers handlers;

} // namespace

crash_report::crash_report(std::string_view culprit, std::string_view phase, failure kind)
    : message_(fmt::format("seedbed: error: {} ended the process {}: ", culprit, phase)),
      exit_code_(static_cast<int>(kind)), thread_(pthread_self()), previous_(current) {
    static const bool watches_exit = std::atexit(on_exit) == 0;
    static_cast<void>(watches_exit);
    if (previous_ == nullptr) {
        handlers.replace();
    }
    current = this;
}

crash_report::~crash_report() {
    current = previous_;
    if (previous_ == nullptr) {
        handlers.restore();
    }
}

bool crash_report::armed() noexcept {
    return current != nullptr;
}

void crash_report::end(std::string_view cause, std::string_view detail) noexcept {
    const crash_report* report = current.exchange(nullptr);
    if (report == nullptr) { // another thread is at it, or it was the handler itself that failed
        _exit(static_cast<int>(failure::plugin));
    }
    say(report->message_);
    say(cause);
    say(detail);
    if (report->thread_ != pthread_self()) {
        say(" (on a thread that it, or a plugin before it, started)");
    }
    say("\n  mend it, or leave it out with --skip or out of its folder\n");
    _exit(report->exit_code_);
}

} // namespace seedbed::loading
