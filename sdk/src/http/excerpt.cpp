#include <seedbed/http.hpp>

namespace seedbed::http {

namespace {

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_printable(char c) {
    return c > ' ' && c <= '~';
}

} // namespace

std::string excerpt(std::string_view text, std::size_t max_size) {
    constexpr std::string_view ellipsis = "...";
    std::string shown;
    for (const char c : text) {
        if (shown.size() > max_size)
            break;
        if (!is_space(c))
            shown += is_printable(c) ? c : '?';
        else if (!shown.empty() && shown.back() != ' ')
            shown += ' ';
    }
    if (!shown.empty() && shown.back() == ' ')
        shown.pop_back();
    if (shown.size() <= max_size)
        return shown;
    shown.resize(max_size < ellipsis.size() ? 0 : max_size - ellipsis.size());
    return shown.append(ellipsis.substr(0, max_size));
}

} // namespace seedbed::http
