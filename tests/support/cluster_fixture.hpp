#pragma once

#include "core/database/subprocess.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace seedbed::tests {

/// A directory that every account may pass through; removed at the end, with the embedded cluster
/// in it, if a test made one there.
class temporary_directory {
public:
    explicit temporary_directory(const std::string& name = "a directory");
    ~temporary_directory();
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;

    /// Exists; holds nothing but path().
    const std::filesystem::path& root() const { return root_; }

    /// Does not exist yet.
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path root_;
    std::filesystem::path path_;
};

/// Connects, runs one statement, and returns the first value of its result, if it has one. Fails
/// the test when the server refuses.
std::string ask(const std::string& conninfo, const std::string& statement);

/// Gives up root for this account, for good.
void become(const database::account& who);

/// Runs `action` in a process of its own, which succeeds unless it throws.
pid_t in_child(const std::function<void()>& action);

/// Waits for the process to end.
bool succeeded(pid_t child);

/// Looks again and again, for half a minute at most.
bool comes_true(const std::function<bool()>& condition);

} // namespace seedbed::tests
