#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace seedbed::cli {

/// Lines of a file descriptor; a request to stop ends the waiting for one.
class input_lines {
public:
    input_lines(int descriptor, const std::stop_token& stop);
    ~input_lines();
    input_lines(const input_lines&) = delete;
    input_lines& operator=(const input_lines&) = delete;

    /// The next line, without its break; nothing at the end. Throws error(failure::interrupted),
    /// and error(failure::usage) when it cannot be read.
    std::optional<std::string> next();

private:
    void wait() const;
    bool read_more();
    std::string take(std::size_t size);

    int descriptor_;
    std::stop_token stop_;
    int stopped_; // readable once a stop is requested
    std::string read_;
    std::size_t searched_ = 0; // of read_: no break before it
    bool ended_ = false;
    std::optional<std::stop_callback<std::function<void()>>> on_stop_;
};

} // namespace seedbed::cli
