#include "core/conformance/child_process.hpp"

#include <seedbed/error.hpp>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <optional>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace seedbed::conformance {
namespace {

namespace asio = boost::asio;
using clock = std::chrono::steady_clock;

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw error(failure::seeding, std::string("cannot open a pipe: ") + std::strerror(errno));
    return ends;
}

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written > 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            return; // nobody reads it any more
    }
}

[[noreturn]] void be_the_child(const std::function<std::string()>& work, int result, int output) {
    ::setpgid(0, 0);                    // so that what it starts can be ended with it
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a plugin that hangs does not outlive the check
    ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    const auto run = [&]() noexcept { return work(); };
    const std::string done = run();
    std::cout.flush();
    std::fflush(nullptr);
    write_all(result, done);
    ::_exit(0); // what this process is a copy of is not taken down twice
}

/// One end of a pipe, read until the other one is closed.
class reading {
public:
    reading(asio::io_context& loop, int descriptor) : pipe_(loop, descriptor) { read(); }

    bool ended() const { return ended_; }
    std::string take() { return std::move(text_); }

private:
    void read() {
        pipe_.async_read_some(asio::buffer(chunk_),
                              [this](const boost::system::error_code& failed, std::size_t size) {
                                  if (failed == asio::error::operation_aborted)
                                      return; // this object is gone
                                  text_.append(chunk_.data(), size);
                                  ended_ = static_cast<bool>(failed);
                                  if (!ended_)
                                      read();
                              });
    }

    asio::posix::stream_descriptor pipe_;
    std::array<char, 16 * 1024> chunk_{};
    std::string text_;
    bool ended_ = false;
};

} // namespace

class child_process::implementation {
public:
    implementation(asio::io_context& loop,
                   const std::function<std::string()>& work,
                   clock::duration deadline,
                   const std::stop_token& stop)
        : loop_(loop), deadline_(loop, deadline) {
        const std::array<int, 2> result = make_pipe();
        const std::array<int, 2> output = make_pipe();
        std::cout.flush();
        std::fflush(nullptr);
        child_ = ::fork();
        if (child_ == 0)
            be_the_child(work, result[1], output[1]);
        const int fork_error = errno;
        ::close(result[1]);
        ::close(output[1]);
        if (child_ < 0) {
            ::close(result[0]);
            ::close(output[0]);
            throw error(failure::seeding,
                        std::string("cannot start a process: ") + std::strerror(fork_error));
        }
        ::setpgid(child_, child_); // here, too: whichever comes first
        result_.emplace(loop, result[0]);
        output_.emplace(loop, output[0]);
        deadline_.async_wait([this](const boost::system::error_code& failed) {
            if (failed)
                return;
            ended_.timed_out = true;
            kill();
        });
        stopping_.emplace(stop, [this] { kill(); });
    }

    ~implementation() {
        if (child_ < 0)
            return;
        kill();
        wait();
    }

    void interrupt() const {
        if (child_ > 0)
            ::kill(child_, SIGINT);
    }

    ended_process finish() {
        while (!result_->ended() || !output_->ended())
            loop_.run_one();
        const int status = wait();
        ended_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        ended_.result = result_->take();
        ended_.output = output_->take();
        ended_.time = clock::now() - started_;
        deadline_.cancel();
        return std::move(ended_);
    }

private:
    void kill() const { ::kill(-child_, SIGKILL); }

    int wait() {
        stopping_.reset(); // another thread calls it, and the number may soon be another process's
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
        }
        child_ = -1;
        return status;
    }

    asio::io_context& loop_;
    clock::time_point started_ = clock::now();
    asio::steady_timer deadline_;
    pid_t child_ = -1;
    std::optional<reading> result_;
    std::optional<reading> output_;
    ended_process ended_;
    std::optional<std::stop_callback<std::function<void()>>> stopping_;
};

child_process::child_process(asio::io_context& loop,
                             const std::function<std::string()>& work,
                             clock::duration deadline,
                             const std::stop_token& stop)
    : implementation_(std::make_unique<implementation>(loop, work, deadline, stop)) {}

child_process::~child_process() = default;

void child_process::interrupt() const {
    implementation_->interrupt();
}

ended_process child_process::finish() {
    return implementation_->finish();
}

} // namespace seedbed::conformance
