#include "tests/support/command.hpp"

#include "tests/support/scratch_directory.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace seedbed::test {
namespace {

constexpr std::chrono::seconds patience(120); // far beyond what any test takes
constexpr int cannot_execute = 127;

/// What a developer's shell may say about databases, plugins, configuration, keys, proxies and
/// terminals.
bool may_differ_between_machines(std::string_view name) {
    constexpr std::array<std::string_view, 17> prefixes{"DATABASE_URL",
                                                        "POSTGRES_",
                                                        "PG",
                                                        "SEEDBED_",
                                                        "XDG_",
                                                        "FIRST_SUPERUSER",
                                                        "CRYPTOPANIC_",
                                                        "http_proxy",
                                                        "https_proxy",
                                                        "HTTPS_PROXY",
                                                        "all_proxy",
                                                        "ALL_PROXY",
                                                        "no_proxy",
                                                        "NO_PROXY",
                                                        "NO_COLOR",
                                                        "TERM",
                                                        "HOME"};
    return name != "SEEDBED_DATA_DIR" &&
           std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
               return name.starts_with(prefix);
           });
}

const std::string& empty_home() {
    static const scratch_directory home;
    static const std::string path = home.path().string();
    return path;
}

std::vector<std::string> make_environment(const environment_changes& changes) {
    // No cache: another test's server may have had the same port.
    environment_changes variables{
        {"HOME", empty_home()}, {"TERM", "xterm"}, {"XDG_CACHE_HOME", "/dev/null"}};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view variable = *entry;
        const std::string name(variable.substr(0, variable.find('=')));
        if (!may_differ_between_machines(name))
            variables[name] = variable.substr(std::min(variable.size(), name.size() + 1));
    }
    for (const auto& [name, value] : changes)
        variables[name] = value;
    std::vector<std::string> entries;
    for (const auto& [name, value] : variables)
        if (value)
            entries.push_back(name + "=" + *value);
    return entries;
}

std::vector<char*> null_terminated(std::vector<std::string>& strings) {
    std::vector<char*> pointers;
    for (std::string& text : strings)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::runtime_error(std::string("no pipe: ") + std::strerror(errno));
    return ends;
}

[[noreturn]] void become(char* const* arguments, char* const* environment) {
    execve(arguments[0], arguments, environment);
    _exit(cannot_execute);
}

} // namespace

command_result run_seedbed(const std::vector<std::string>& arguments,
                           const environment_changes& changes) {
    return running_seedbed(arguments, changes).finish();
}

bool can_make_terminals() {
    int ours = -1;
    int theirs = -1;
    if (openpty(&ours, &theirs, nullptr, nullptr, nullptr) != 0)
        return false;
    close(ours);
    close(theirs);
    return true;
}

running_seedbed::running_seedbed(const std::vector<std::string>& arguments,
                                 const environment_changes& changes,
                                 streams kind)
    : deadline_(std::chrono::steady_clock::now() + patience) {
    std::vector<std::string> words{SEEDBED_EXECUTABLE};
    words.insert(words.end(), arguments.begin(), arguments.end());
    for (const std::string& word : words)
        command_ += word + ' ';
    std::vector<std::string> variables = make_environment(changes);
    const std::vector<char*> argv = null_terminated(words);
    const std::vector<char*> envp = null_terminated(variables);
    if (kind == streams::terminal)
        start_on_terminal(argv.data(), envp.data());
    else
        start_on_pipes(argv.data(), envp.data(), kind == streams::conversation);
}

void running_seedbed::start_on_pipes(char* const* arguments,
                                     char* const* environment,
                                     bool with_input) {
    const std::array<int, 2> in = make_pipe();
    const std::array<int, 2> out = make_pipe();
    const std::array<int, 2> err = make_pipe();
    pid_ = fork();
    if (pid_ == 0) {
        dup2(with_input ? in[0] : open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
        become(arguments, environment);
    }
    close(in[0]);
    input_ = in[1];
    if (!with_input)
        close_input();
    close(out[1]);
    close(err[1]);
    open_ = {{out[0], &out_}, {err[0], &err_}};
}

void running_seedbed::start_on_terminal(char* const* arguments, char* const* environment) {
    termios settings{};
    cfmakeraw(&settings); // what is written arrives as it is, and nothing is echoed
    winsize size{.ws_row = 40, .ws_col = 100, .ws_xpixel = 0, .ws_ypixel = 0};
    pid_ = forkpty(&input_, nullptr, &settings, &size);
    if (pid_ == 0)
        become(arguments, environment);
    if (pid_ < 0)
        throw std::runtime_error("no terminal can be made: is /dev/pts mounted?");
    fcntl(input_, F_SETFD, FD_CLOEXEC);
    open_ = {{input_, &out_}};
}

running_seedbed::~running_seedbed() {
    for (const stream& each : open_) {
        close(each.descriptor);
        if (each.descriptor == input_)
            input_ = -1;
    }
    close_input();
    if (pid_ < 0)
        return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
}

void running_seedbed::type(std::string_view text) const {
    if (write(input_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("it takes no input");
}

std::string running_seedbed::ask(std::string_view line) {
    type(std::string(line) + '\n');
    std::size_t end = std::string::npos;
    while ((end = out_.find('\n', answered_)) == std::string::npos)
        if (!read_more())
            return {};
    const std::string answer = out_.substr(answered_, end - answered_);
    answered_ = end + 1;
    return answer;
}

void running_seedbed::close_input() {
    if (input_ >= 0)
        close(input_);
    input_ = -1;
}

bool running_seedbed::says(std::string_view text) {
    const auto said = [&] {
        return out_.find(text) != std::string::npos || err_.find(text) != std::string::npos;
    };
    while (!said())
        if (!read_more())
            return said();
    return true;
}

void running_seedbed::send(int signal) const {
    if (pid_ <= 0) // kill would send it to every process there is
        throw std::runtime_error("it has ended: " + command_);
    kill(pid_, signal);
}

command_result running_seedbed::finish() {
    if (open_.size() > 1) // a terminal is closed when all is read
        close_input();
    while (read_more()) {
    }
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    const int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return {code, std::move(out_), std::move(err_)};
}

/// Waits for output; false when all streams have ended.
bool running_seedbed::read_more() {
    using namespace std::chrono;
    if (open_.empty())
        return false;
    std::vector<pollfd> waiting;
    for (const stream& each : open_)
        waiting.push_back({.fd = each.descriptor, .events = POLLIN, .revents = 0});
    const auto left = duration_cast<milliseconds>(deadline_ - steady_clock::now());
    if (poll(waiting.data(), waiting.size(), static_cast<int>(std::max<long>(0, left.count()))) ==
        0)
        give_up();
    for (std::size_t i = waiting.size(); i-- > 0;) {
        if (waiting[i].revents == 0 || read_once(open_[i]))
            continue;
        close(open_[i].descriptor);
        open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return true;
}

/// False at the stream's end, which a terminal tells by an error.
bool running_seedbed::read_once(stream& from) {
    std::array<char, 65536> buffer{};
    const ssize_t size = read(from.descriptor, buffer.data(), buffer.size());
    if (size > 0)
        from.text->append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0 || (size < 0 && errno == EINTR);
}

void running_seedbed::give_up() {
    throw std::runtime_error("it hangs: " + command_ + "\n" + out_ + err_);
}

} // namespace seedbed::test
