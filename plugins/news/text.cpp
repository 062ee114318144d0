#include "text.hpp"

#include "html_tags.hpp"
#include "words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace seedbed::news {
namespace {

constexpr char32_t replacement = 0xFFFD;

char32_t byte(char c) {
    return static_cast<unsigned char>(c);
}

/// How many bytes follow a lead byte; nothing where it leads nothing.
std::optional<std::size_t> continuation_of(char32_t lead) {
    if (lead < 0x80)
        return 0;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 1;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 2;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 3;
    return std::nullopt;
}

bool is_scalar(char32_t code_point) {
    return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

/// Takes one code point from the front; one byte where that is not valid UTF-8.
char32_t take_code_point(std::string_view& text) {
    constexpr std::array<char32_t, 4> lead_bits = {0x7F, 0x1F, 0x0F, 0x07};
    constexpr std::array<char32_t, 4> smallest = {0, 0x80, 0x800, 0x10000};
    const auto more = continuation_of(byte(text.front()));
    if (!more || text.size() <= *more) {
        text.remove_prefix(1);
        return replacement;
    }
    char32_t value = byte(text.front()) & lead_bits[*more];
    for (std::size_t i = 1; i <= *more; ++i) {
        if ((byte(text[i]) & 0xC0) != 0x80) {
            text.remove_prefix(1);
            return replacement;
        }
        value = value << 6 | (byte(text[i]) & 0x3F);
    }
    if (value < smallest[*more] || !is_scalar(value)) {
        text.remove_prefix(1);
        return replacement;
    }
    text.remove_prefix(*more + 1);
    return value;
}

bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/// Zero-width space, directional marks, word joiner, soft hyphen, byte order mark. The zero-width
/// joiner (U+200D) and the variation selectors make emoji what they are, and stay.
bool is_invisible(char32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/// The references by name that are seen in feeds; HTML knows 2,231.
constexpr std::array<std::pair<std::string_view, char32_t>, 28> named = {{
    {"amp", '&'},       {"apos", '\''},    {"bull", 0x2022},  {"cent", 0xA2},    {"copy", 0xA9},
    {"deg", 0xB0},      {"eacute", 0xE9},  {"euro", 0x20AC},  {"frac12", 0xBD},  {"gt", '>'},
    {"hellip", 0x2026}, {"laquo", 0xAB},   {"ldquo", 0x201C}, {"lsquo", 0x2018}, {"lt", '<'},
    {"mdash", 0x2014},  {"middot", 0xB7},  {"nbsp", 0xA0},    {"ndash", 0x2013}, {"pound", 0xA3},
    {"quot", '"'},      {"raquo", 0xBB},   {"rdquo", 0x201D}, {"reg", 0xAE},     {"rsquo", 0x2019},
    {"times", 0xD7},    {"trade", 0x2122}, {"yen", 0xA5},
}};

std::optional<char32_t> numbered(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    digits.remove_prefix(hexadecimal ? 1 : 0);
    std::uint32_t value = 0;
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    if (digits.empty() || end != digits.data() + digits.size())
        return std::nullopt;
    return failed == std::errc() ? value : replacement;
}

/// `name` stands between '&' and ';'.
std::optional<char32_t> referenced(std::string_view name) {
    if (name.starts_with('#'))
        return numbered(name.substr(1));
    const auto* const found =
        std::ranges::find(named, name, &std::pair<std::string_view, char32_t>::first);
    return found == named.end() ? std::nullopt : std::optional(found->second);
}

/// Decodes the reference that `html` begins with and takes it off; else takes the '&' only.
void take_reference(std::string_view& html, std::string& text) {
    constexpr std::size_t longest = 16;
    const std::size_t end = html.substr(0, longest).find(';');
    const auto decoded =
        end == std::string_view::npos ? std::nullopt : referenced(html.substr(1, end - 1));
    if (!decoded) {
        text += '&';
        html.remove_prefix(1);
        return;
    }
    append_utf8(text, *decoded);
    html.remove_prefix(end + 1);
}

bool starts_with_word(std::string_view html, std::string_view word) {
    return html.size() >= word.size() &&
           std::ranges::equal(html.substr(0, word.size()), word, [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) == b;
           });
}

void skip_behind(std::string_view& html, std::string_view end) {
    const std::size_t found = html.find(end);
    html.remove_prefix(found == std::string_view::npos ? html.size() : found + end.size());
}

void skip_element(std::string_view& html, std::string_view closing) {
    while (!html.empty() && !starts_with_word(html, closing))
        html.remove_prefix(1);
    skip_behind(html, ">");
}

/// Tags that part no words: `<b>Bit</b>coin` is one.
constexpr std::array<std::string_view, 12> inline_tags = {
    "a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"};

bool parts_words(std::string_view name) {
    return std::ranges::find(inline_tags, lower_case(name)) == inline_tags.end();
}

void skip(std::string_view& html, const html_tag& tag) {
    const bool opens = !html.starts_with("</");
    const std::string name = lower_case(tag.name);
    html.remove_prefix(tag.size);
    if (opens && (name == "script" || name == "style"))
        skip_element(html, "</" + name);
}

std::string trimmed(std::string text) {
    constexpr const char* blanks = " \t\r\n";
    text.erase(text.find_last_not_of(blanks) + 1);
    text.erase(0, std::min(text.find_first_not_of(blanks), text.size()));
    return text;
}

} // namespace

void append_utf8(std::string& text, char32_t code_point) {
    const char32_t c = is_scalar(code_point) ? code_point : replacement;
    const auto add = [&text](char32_t bits) { text += static_cast<char>(bits); };
    if (c < 0x80)
        return add(c);
    if (c < 0x800) {
        add(0xC0 | c >> 6);
    } else if (c < 0x10000) {
        add(0xE0 | c >> 12);
        add(0x80 | (c >> 6 & 0x3F));
    } else {
        add(0xF0 | c >> 18);
        add(0x80 | (c >> 12 & 0x3F));
        add(0x80 | (c >> 6 & 0x3F));
    }
    add(0x80 | (c & 0x3F));
}

std::string storable(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (!is_control(c) || c == '\n' || c == '\t')
            append_utf8(kept, c);
    }
    return trimmed(std::move(kept));
}

std::string one_line(std::string_view text) {
    std::string line;
    bool gap = false;
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (is_space(c)) {
            gap = true;
        } else if (!is_control(c) && !is_invisible(c)) {
            if (gap && !line.empty())
                line += ' ';
            gap = false;
            append_utf8(line, c);
        }
    }
    return line;
}

std::string plain_text(std::string_view html) {
    std::string text;
    while (!html.empty()) {
        if (html.front() == '&') {
            take_reference(html, text);
        } else if (const html_tag tag = tag_at(html); tag.size > 0) {
            text += parts_words(tag.name) ? " " : "";
            skip(html, tag);
        } else {
            text += html.front();
            html.remove_prefix(1);
        }
    }
    return one_line(text);
}

std::string cut(std::string_view text, std::size_t characters) {
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        const bool begins_character = (byte(text[end]) & 0xC0) != 0x80;
        if (begins_character && characters-- == 0)
            break;
    }
    return std::string(text.substr(0, end));
}

bool is_web_address(std::string_view text) {
    constexpr std::size_t longest = 2000;
    const bool secure = starts_with_word(text, "https://");
    if (!secure && !starts_with_word(text, "http://"))
        return false;
    const std::string_view rest = text.substr(secure ? 8 : 7);
    const bool has_host = !rest.empty() && rest.find_first_of("/?#") != 0;
    return has_host && text.size() <= longest &&
           std::ranges::none_of(text, [](char c) { return byte(c) <= ' ' || byte(c) == 0x7F; });
}

} // namespace seedbed::news
