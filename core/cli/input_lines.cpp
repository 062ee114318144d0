#include "core/cli/input_lines.hpp"

#include <seedbed/error.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace seedbed::cli {
namespace {

int make_event() {
    const int event = eventfd(0, EFD_CLOEXEC);
    if (event < 0)
        throw error(failure::seeding, std::string("no event can be made: ") + std::strerror(errno));
    return event;
}

} // namespace

input_lines::input_lines(int descriptor, const std::stop_token& stop)
    : descriptor_(descriptor), stop_(stop), stopped_(make_event()) {
    on_stop_.emplace(stop, [this] { eventfd_write(stopped_, 1); });
}

input_lines::~input_lines() {
    on_stop_.reset(); // first: it writes to what is closed
    close(stopped_);
}

std::optional<std::string> input_lines::next() {
    for (;;) {
        if (const auto end = read_.find('\n', searched_); end != std::string::npos) {
            std::string line = take(end + 1);
            line.pop_back();
            return line;
        }
        searched_ = read_.size();
        if (!ended_ && read_more())
            continue;
        ended_ = true;
        return read_.empty() ? std::nullopt : std::optional(take(read_.size()));
    }
}

std::string input_lines::take(std::size_t size) {
    std::string taken = read_.substr(0, size);
    read_.erase(0, size);
    searched_ = 0;
    return taken;
}

void input_lines::wait() const {
    std::array<pollfd, 2> waiting{{{.fd = descriptor_, .events = POLLIN, .revents = 0},
                                   {.fd = stopped_, .events = POLLIN, .revents = 0}}};
    while (poll(waiting.data(), waiting.size(), -1) < 0 && errno == EINTR) {
    }
    if (stop_.stop_requested())
        throw error(failure::interrupted, "interrupted; what was not committed is rolled back");
}

/// False at the end.
bool input_lines::read_more() {
    std::array<char, 65536> buffer{};
    ssize_t size = -1;
    do {
        wait();
        size = read(descriptor_, buffer.data(), buffer.size());
    } while (size < 0 && (errno == EINTR || errno == EAGAIN));
    if (size < 0)
        throw error(failure::usage,
                    std::string("standard input cannot be read: ") + std::strerror(errno) +
                        "; --stdin takes commands from a pipe or a file");
    read_.append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0;
}

} // namespace seedbed::cli
