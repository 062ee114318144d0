#include "html_tags.hpp"

#include "words.hpp"

#include <algorithm>
#include <string>

namespace seedbed::news {
namespace {

constexpr std::size_t longest_tag = 4'096;

// HTML's elements, those of former times included that feeds still bring; sorted.
constexpr std::string_view elements[] = {
    "a",       "abbr",     "acronym",  "address",  "area",     "article",    "aside",    "audio",
    "b",       "base",     "bdi",      "bdo",      "big",      "blockquote", "body",     "br",
    "button",  "canvas",   "caption",  "center",   "cite",     "code",       "col",      "colgroup",
    "data",    "datalist", "dd",       "del",      "details",  "dfn",        "dialog",   "div",
    "dl",      "dt",       "em",       "embed",    "fieldset", "figcaption", "figure",   "font",
    "footer",  "form",     "frame",    "frameset", "h1",       "h2",         "h3",       "h4",
    "h5",      "h6",       "head",     "header",   "hgroup",   "hr",         "html",     "i",
    "iframe",  "img",      "input",    "ins",      "kbd",      "label",      "legend",   "li",
    "link",    "main",     "map",      "mark",     "marquee",  "menu",       "meta",     "meter",
    "nav",     "nobr",     "noframes", "noscript", "object",   "ol",         "optgroup", "option",
    "output",  "p",        "param",    "picture",  "pre",      "progress",   "q",        "rp",
    "rt",      "ruby",     "s",        "samp",     "script",   "search",     "section",  "select",
    "slot",    "small",    "source",   "span",     "strike",   "strong",     "style",    "sub",
    "summary", "sup",      "svg",      "table",    "tbody",    "td",         "template", "textarea",
    "tfoot",   "th",       "thead",    "time",     "title",    "tr",         "track",    "tt",
    "u",       "ul",       "var",      "video",    "wbr"};

constexpr std::string_view without_value[] = {
    "allowfullscreen", "async",    "autoplay", "checked",    "compact",   "controls", "default",
    "defer",           "disabled", "hidden",   "ismap",      "itemscope", "loop",     "multiple",
    "muted",           "nohref",   "noshade",  "novalidate", "nowrap",    "open",     "playsinline",
    "readonly",        "required", "reversed", "selected"};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads what stands between a tag's name and its '>'.
class attribute_reader {
public:
    explicit attribute_reader(std::string_view rest) : rest_(rest) {}

    /// Whether there are attributes, and nothing else, up to a '>'; `left` begins behind that.
    bool read() {
        while (true) {
            skip([](char c) { return is_blank(c) || c == '/'; });
            if (rest_.empty())
                return false;
            if (rest_.front() == '>') {
                rest_.remove_prefix(1);
                return true;
            }
            if (!read_one())
                return false;
        }
    }

    std::string_view left() const { return rest_; }

private:
    template <class Predicate>
    std::string_view skip(Predicate belongs) {
        const auto end = std::ranges::find_if_not(rest_, belongs);
        const auto size = static_cast<std::size_t>(end - rest_.begin());
        const std::string_view skipped = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return skipped;
    }

    bool read_one() {
        const std::string_view name = skip([](char c) {
            return !is_blank(c) && c != '/' && c != '>' && c != '<' && c != '=' && c != '"' &&
                   c != '\'';
        });
        skip(is_blank);
        if (name.empty())
            return false;
        if (!rest_.starts_with('='))
            return std::ranges::find(without_value, lower_case(name)) != std::end(without_value);
        rest_.remove_prefix(1);
        skip(is_blank);
        return read_value();
    }

    bool read_value() {
        if (rest_.empty())
            return false;
        const char quote = rest_.front();
        if (quote != '"' && quote != '\'')
            return !skip([](char c) { return !is_blank(c) && c != '>' && c != '<'; }).empty();
        const std::size_t end = rest_.find(quote, 1);
        if (end == std::string_view::npos)
            return false;
        rest_.remove_prefix(end + 1);
        return true;
    }

    std::string_view rest_;
};

/// What ends with `end`, of which the last character is '>'.
html_tag up_to(std::string_view text, std::string_view end) {
    text = text.substr(0, longest_tag);
    for (std::size_t at = text.find('>'); at != std::string_view::npos; at = text.find('>', at + 1))
        if (text.substr(0, at + 1).ends_with(end))
            return {.size = at + 1, .name = {}};
    return {};
}

html_tag element_at(std::string_view text) {
    text = text.substr(0, longest_tag);
    const bool closes = text.starts_with("</");
    const std::string_view behind = text.substr(closes ? 2 : 1);
    const auto end = std::ranges::find_if_not(
        behind, [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
    const std::string_view name = behind.substr(0, static_cast<std::size_t>(end - behind.begin()));
    if (!std::ranges::binary_search(elements, lower_case(name)))
        return {};
    const std::string_view rest = behind.substr(name.size());
    if (rest.empty() || (!is_blank(rest.front()) && rest.front() != '/' && rest.front() != '>'))
        return {};
    attribute_reader attributes(rest);
    if (!attributes.read())
        return {};
    return {.size = text.size() - attributes.left().size(), .name = name};
}

} // namespace

html_tag tag_at(std::string_view text) {
    if (text.starts_with("<!--"))
        return up_to(text, "-->");
    const char second = text.size() > 2 ? text[1] : ' ';
    if ((second == '!' && (is_letter(text[2]) || text[2] == '[')) ||
        (second == '?' && is_letter(text[2])))
        return up_to(text, ">");
    return text.starts_with('<') ? element_at(text) : html_tag();
}

} // namespace seedbed::news
