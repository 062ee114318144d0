#include "tests/testing/child_process.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace seedbed::test {
namespace {

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe can be made");
    return ends;
}

} // namespace

child_process::child_process(const std::string& test_case,
                             const std::map<std::string, std::string>& environment) {
    const std::array<int, 2> out = make_pipe();
    const std::array<int, 2> in = make_pipe();
    const std::string run = "--run_test=" + test_case;
    pid_ = fork();
    if (pid_ == 0) {
        for (const auto& [name, value] : environment)
            setenv(name.c_str(), value.c_str(), 1);
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        dup2(out[1], STDERR_FILENO);
        execl(SEEDBED_FIXTURE_CHILD,
              SEEDBED_FIXTURE_CHILD,
              run.c_str(),
              "--catch_system_errors=no",
              nullptr);
        _exit(127);
    }
    close(out[1]);
    close(in[0]);
    from_ = out[0];
    to_ = in[1];
}

child_process::~child_process() {
    if (pid_ > 0) {
        kill();
        finish();
    }
    close(from_);
    close(to_);
}

bool child_process::read_more() {
    std::array<char, 4096> buffer{};
    const ssize_t size = read(from_, buffer.data(), buffer.size());
    if (size > 0)
        output_.append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0;
}

std::string child_process::told(std::string_view name) {
    const std::string mark = std::string(name) + "=";
    for (;;) {
        const std::size_t at = output_.find(mark);
        const std::size_t end = at == std::string::npos ? at : output_.find('\n', at);
        if (end != std::string::npos)
            return output_.substr(at + mark.size(), end - at - mark.size());
        if (!read_more())
            throw std::runtime_error("the other process did not say '" + mark + "': " + output_);
    }
}

void child_process::go_on() const {
    if (write(to_, "\n", 1) != 1)
        throw std::runtime_error("the other process does not listen");
}

void child_process::kill() const {
    ::kill(pid_, SIGKILL);
}

int child_process::finish() {
    while (read_more()) {
    }
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace seedbed::test
