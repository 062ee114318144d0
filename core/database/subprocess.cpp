#include "core/database/subprocess.hpp"

#include <seedbed/error.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

// fork and exec by hand: Boost.Process moves its headers and names between the Boost versions that
// are supported, and can neither change the account nor close descriptors it does not know.
namespace seedbed::database {

namespace {

constexpr int cannot_execute = 127;

std::vector<std::string> clean_environment() {
    std::vector<std::string> variables{"LC_ALL=C"};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view variable = *entry;
        if (!variable.starts_with("PG") && !variable.starts_with("LC_ALL=")) {
            variables.emplace_back(variable);
        }
    }
    return variables;
}

std::vector<char*> null_terminated(std::vector<std::string>& strings) {
    std::vector<char*> pointers;
    pointers.reserve(strings.size() + 1);
    for (std::string& text : strings) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

[[noreturn]] void give_up(const char* what) {
    const char* const reason = std::strerror(errno);
    for (const char* text : {"cannot ", what, ": ", reason, "\n"}) {
        if (::write(STDERR_FILENO, text, std::strlen(text)) < 0) {
            break;
        }
    }
    ::_exit(cannot_execute);
}

// Runs between fork and exec, where only async-signal-safe calls are allowed: no allocation.
[[noreturn]] void
become(const subprocess& program, int output, char* const* arguments, char* const* environment) {
    sigset_t nothing;
    ::sigemptyset(&nothing);
    ::sigprocmask(SIG_SETMASK, &nothing, nullptr);
    ::signal(SIGPIPE, SIG_DFL);

    const int no_input = ::open("/dev/null", O_RDONLY);
    if (no_input < 0 || ::dup2(no_input, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0 ||
        ::dup2(output, STDERR_FILENO) < 0) {
        ::_exit(cannot_execute);
    }
    int first_unwanted = STDERR_FILENO + 1;
    if (program.inherited_descriptor >= 0) {
        if (program.inherited_descriptor != first_unwanted &&
            ::dup2(program.inherited_descriptor, first_unwanted) < 0) {
            give_up("pass a descriptor on");
        }
        ::fcntl(first_unwanted, F_SETFD, 0);
        ++first_unwanted;
    }
    if (::close_range(static_cast<unsigned>(first_unwanted), ~0U, 0) != 0) {
        for (int fd = first_unwanted, end = static_cast<int>(::sysconf(_SC_OPEN_MAX)); fd < end;
             ++fd) {
            ::close(fd);
        }
    }
    if (program.run_as) {
        const account& to = *program.run_as;
        if (::setgroups(to.groups.size(), to.groups.data()) != 0 || ::setgid(to.gid) != 0 ||
            ::setuid(to.uid) != 0) {
            give_up("change the account");
        }
    }
    if (::chdir("/") != 0) {
        give_up("change to /");
    }
    ::execve(arguments[0], arguments, environment);
    give_up("execute it");
}

std::string read_to_end(int descriptor) {
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t size = ::read(descriptor, buffer.data(), buffer.size());
        if (size > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(size));
        } else if (size == 0 || errno != EINTR) {
            return text;
        }
    }
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            throw error(failure::database,
                        std::string("cannot wait for a subprocess: ") + std::strerror(errno));
        }
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

subprocess_result run(const subprocess& program) {
    std::vector<std::string> command = program.command;
    std::vector<std::string> variables = clean_environment();
    const std::vector<char*> arguments = null_terminated(command);
    const std::vector<char*> environment = null_terminated(variables);

    std::array<int, 2> output{};
    if (::pipe2(output.data(), O_CLOEXEC) != 0) {
        throw error(failure::database, std::string("cannot open a pipe: ") + std::strerror(errno));
    }
    const pid_t child = ::fork();
    if (child == 0) {
        become(program, output[1], arguments.data(), environment.data());
    }
    const int fork_error = errno;
    ::close(output[1]);
    if (child < 0) {
        ::close(output[0]);
        throw error(failure::database,
                    "cannot start " + program.command[0] + ": " + std::strerror(fork_error));
    }
    std::string text = read_to_end(output[0]);
    ::close(output[0]);
    return {wait_for(child), std::move(text)};
}

} // namespace seedbed::database
