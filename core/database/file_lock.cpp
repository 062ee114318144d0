#include "core/database/file_lock.hpp"

#include "core/database/server_account.hpp"

#include <seedbed/error.hpp>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace seedbed::database {

file_lock::file_lock(const std::filesystem::path& file, const std::function<void()>& when_waiting)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (descriptor_ < 0) {
        throw_system_error("open", file);
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
        return;
    }
    if (errno == EWOULDBLOCK) {
        when_waiting();
        if (::flock(descriptor_, LOCK_EX) == 0) {
            return;
        }
    }
    const int reason = errno;
    ::close(descriptor_);
    if (reason == EINTR) {
        throw error(failure::interrupted, "interrupted while waiting for " + file.string());
    }
    errno = reason;
    throw_system_error("lock", file);
}

file_lock::~file_lock() {
    ::close(descriptor_);
}

} // namespace seedbed::database
