#pragma once

#include <map>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace seedbed::test {

/// The tests' other process: tests/testing/child.cpp, running one of its cases.
class child_process {
public:
    /// `environment` is added to ours.
    explicit child_process(const std::string& test_case,
                           const std::map<std::string, std::string>& environment = {});
    ~child_process(); // kills it
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    /// Reads until it says "NAME=value", and gives the value. Throws std::runtime_error with all
    /// that it said when it ends before.
    std::string told(std::string_view name);

    /// Lets it go on where it waits.
    void go_on() const;

    void kill() const;

    /// Waits for its end: the exit code, or 128 and the signal's number.
    int finish();

    const std::string& output() const noexcept { return output_; }

private:
    bool read_more();

    pid_t pid_ = -1;
    int from_ = -1;
    int to_ = -1;
    std::string output_;
};

} // namespace seedbed::test
