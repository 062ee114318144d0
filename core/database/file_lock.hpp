#pragma once

#include <filesystem>
#include <functional>

namespace seedbed::database {

/// An exclusive lock between processes: flock on a file that is made for it and stays. Held until
/// destroyed, and until every process that inherited the descriptor has ended.
class file_lock {
public:
    /// Waits until no other process holds it; calls `when_waiting` once before it waits.
    /// Throws error(failure::database) when the file cannot be made, error(failure::interrupted)
    /// when a signal handler ran during the wait.
    file_lock(const std::filesystem::path& file, const std::function<void()>& when_waiting);
    ~file_lock();
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;

    int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

} // namespace seedbed::database
