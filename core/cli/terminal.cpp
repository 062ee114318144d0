#include "core/cli/terminal.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace seedbed::cli {
namespace {

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value && *value;
}

/// Somebody looks at it, and it knows escape codes.
bool is_interactive(std::FILE* stream) {
    const char* kind = std::getenv("TERM");
    const bool dumb = kind && std::string_view(kind) == "dumb";
    return !dumb && isatty(fileno(stream)) == 1;
}

bool may_color(color_mode mode, bool interactive) {
    if (mode != color_mode::automatic)
        return mode == color_mode::always;
    return interactive && !is_set("NO_COLOR");
}

} // namespace

terminal::terminal(std::FILE* stream, color_mode color)
    : stream_(stream), interactive_(is_interactive(stream)),
      colored_(may_color(color, interactive_)) {}

void terminal::write(std::string_view text) const {
    const bool written = std::fwrite(text.data(), 1, text.size(), stream_) == text.size();
    if ((std::fflush(stream_) != 0 || !written) && stream_ == stdout) // the other holds no results
        throw error(failure::seeding,
                    fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

std::string terminal::paint(std::string_view word, const char* code) const {
    return colored_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, word) : std::string(word);
}

std::string with_separators(std::uint64_t number) {
    std::string text = fmt::to_string(number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string seconds_text(std::chrono::duration<double> time) {
    return fmt::format("{:.2f} s", time.count());
}

} // namespace seedbed::cli
