#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace seedbed::cli {

enum class color_mode { automatic, always, never };

/// One output stream: whether it is a terminal, and whether words on it may be coloured.
class terminal {
public:
    terminal(std::FILE* stream, color_mode color);

    bool interactive() const noexcept { return interactive_; }
    void write(std::string_view text) const;

    std::string good(std::string_view word) const { return paint(word, "32"); }
    std::string bad(std::string_view word) const { return paint(word, "31"); }
    std::string dim(std::string_view word) const { return paint(word, "2"); }
    std::string strong(std::string_view word) const { return paint(word, "1"); }

private:
    std::string paint(std::string_view word, const char* code) const;

    std::FILE* stream_;
    bool interactive_;
    bool colored_;
};

/// 20160 as "20,160".
std::string with_separators(std::uint64_t number);

/// "0.31 s"
std::string seconds_text(std::chrono::duration<double> time);

} // namespace seedbed::cli
