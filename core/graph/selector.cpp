#include "core/graph/selector.hpp"

#include <charconv>
#include <optional>

namespace seedbed::graph {
namespace {

// "" is all of them, "2" is two; nothing for what is no number.
std::optional<std::size_t> read_steps(std::string_view text) {
    if (text.empty()) {
        return all_steps;
    }
    std::size_t steps = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), steps);
    const bool whole = failed == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(steps) : std::nullopt;
}

} // namespace

selector parse_selector(std::string_view text) {
    selector read;
    if (const auto plus = text.find('+'); plus != std::string_view::npos) {
        if (const auto steps = read_steps(text.substr(0, plus))) {
            read.up = *steps;
            text.remove_prefix(plus + 1);
        }
    }
    if (const auto plus = text.rfind('+'); plus != std::string_view::npos) {
        if (const auto steps = read_steps(text.substr(plus + 1))) {
            read.down = *steps;
            text = text.substr(0, plus);
        }
    }
    read.name = text;
    return read;
}

bool is_pattern(std::string_view name) {
    return name.starts_with("tag:") || name.find_first_of("*?[") != std::string_view::npos;
}

} // namespace seedbed::graph
