#include "feed_encoding.hpp"

#include "news/text.hpp"
#include "news/words.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace seedbed::rss {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]);
}

/// What windows-1252 has in place of 0x80 to 0x9F; the five that it leaves open stay as they are.
constexpr std::array<char16_t, 32> windows_1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const unsigned byte = byte_at(bytes, i);
        const bool differs = byte >= 0x80 && byte <= 0x9F;
        news::append_utf8(text, differs ? windows_1252.at(byte - 0x80) : byte);
    }
    return text;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t at) -> char32_t {
        const unsigned first = byte_at(bytes, at);
        const unsigned second = byte_at(bytes, at + 1);
        return big_endian ? first << 8 | second : second << 8 | first;
    };
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t c = unit(at);
        const bool leads = c >= 0xD800 && c <= 0xDBFF && at + 3 < bytes.size();
        const char32_t trail = leads ? unit(at + 2) : 0;
        if (trail >= 0xDC00 && trail <= 0xDFFF) {
            c = 0x10000 + ((c - 0xD800) << 10) + (trail - 0xDC00);
            at += 2;
        }
        news::append_utf8(text, c);
    }
    return text;
}

/// `encoding="…"` of the XML declaration, in lower case; empty where there is none.
std::string declared_encoding(std::string_view bytes) {
    constexpr std::string_view attribute = "encoding";
    if (!bytes.starts_with("<?xml"))
        return "";
    const std::string_view declaration = bytes.substr(0, bytes.substr(0, 200).find("?>"));
    const std::size_t found = declaration.find(attribute);
    if (found == std::string_view::npos)
        return "";
    std::string_view value = declaration.substr(found + attribute.size());
    value.remove_prefix(std::min(value.find_first_of("\"'"), value.size()));
    if (value.empty())
        return "";
    const char quote = value.front();
    value.remove_prefix(1);
    return news::lower_case(value.substr(0, value.find(quote)));
}

std::string by_declaration(std::string_view bytes) {
    const std::string encoding = declared_encoding(bytes);
    if (encoding == "iso-8859-1" || encoding == "latin1" || encoding == "windows-1252" ||
        encoding == "cp1252")
        return from_windows_1252(bytes);
    // A declaration that can be read byte by byte is none of UTF-16, whatever it says.
    const bool is_utf8 = encoding.empty() || encoding == "utf-8" || encoding == "utf8" ||
                         encoding == "us-ascii" || encoding == "ascii" ||
                         encoding.starts_with("utf-16");
    if (!is_utf8)
        throw error(failure::seeding,
                    fmt::format("the feed is written in {}, which is not read here; feeds in "
                                "UTF-8, UTF-16, ISO-8859-1 and windows-1252 are",
                                http::excerpt(encoding, 40)));
    return std::string(bytes);
}

} // namespace

std::string decode_document(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF"))
        return std::string(bytes.substr(3));
    if (bytes.starts_with("\xFE\xFF"))
        return from_utf16(bytes.substr(2), true);
    if (bytes.starts_with("\xFF\xFE"))
        return from_utf16(bytes.substr(2), false);
    return by_declaration(bytes);
}

} // namespace seedbed::rss
