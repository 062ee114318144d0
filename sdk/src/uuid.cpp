#include <seedbed/error.hpp>
#include <seedbed/uuid.hpp>

namespace seedbed {
namespace {

constexpr bool is_dash_position(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

[[noreturn]] void refuse(std::string_view text) {
    throw error(failure::usage,
                "'" + std::string(text) +
                    "' is not a UUID; write it as xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
}

} // namespace

uuid uuid::parse(std::string_view text) {
    constexpr std::size_t canonical_length = 36;
    if (text.size() != canonical_length)
        refuse(text);
    bytes_type bytes{};
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_position(i)) {
            if (text[i] != '-')
                refuse(text);
            continue;
        }
        const int digit = hex_digit(text[i]);
        if (digit < 0)
            refuse(text);
        bytes[digits / 2] = static_cast<unsigned char>(bytes[digits / 2] << 4 | digit);
        ++digits;
    }
    return uuid(bytes);
}

std::string uuid::to_string() const {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (const unsigned char byte : bytes_) {
        if (is_dash_position(text.size()))
            text += '-';
        text += hex[byte >> 4];
        text += hex[byte & 0xf];
    }
    return text;
}

} // namespace seedbed
