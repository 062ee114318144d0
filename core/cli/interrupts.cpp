#include "core/cli/interrupts.hpp"

#include <seedbed/error.hpp>

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace seedbed::cli {
namespace {

constexpr int end_of_waiting = SIGUSR1; // sent by the destructor, to the waiter alone

sigset_t waited_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, end_of_waiting);
    return signals;
}

} // namespace

interrupts::interrupts() {
    const sigset_t signals = waited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiter_ = std::thread([this] { wait_for_signals(); });
}

interrupts::~interrupts() {
    pthread_kill(waiter_.native_handle(), end_of_waiting);
    waiter_.join();
}

void interrupts::wait_for_signals() {
    const sigset_t signals = waited_signals();
    for (;;) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (signal == end_of_waiting)
            return;
        if (!source_.request_stop())
            _exit(static_cast<int>(failure::interrupted));
    }
}

} // namespace seedbed::cli
