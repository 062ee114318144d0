#include "words.hpp"

#include <algorithm>
#include <utility>

namespace seedbed::news {
namespace {

bool is_ascii_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

constexpr std::string_view typographic_apostrophe = "\u2019";

/// Punctuation beyond ASCII: all of it is written with three bytes that begin with E2 80 or E2 81
/// (quotes, dashes, dots), or with two that begin with C2 (guillemets, signs).
std::size_t punctuation_size(std::string_view text) {
    if (text.starts_with("\xE2\x80") || text.starts_with("\xE2\x81"))
        return std::min<std::size_t>(3, text.size());
    return text.starts_with('\xC2') ? std::min<std::size_t>(2, text.size()) : 0;
}

class splitter {
public:
    std::vector<word> split(std::string_view line) {
        while (!line.empty())
            line.remove_prefix(take(line));
        end_word();
        return std::move(words_);
    }

private:
    /// How many bytes it has taken.
    std::size_t take(std::string_view rest) {
        const char c = rest.front();
        const bool typographic = rest.starts_with(typographic_apostrophe);
        if (c == '\'' || typographic) {
            apostrophe_ = !current_.text.empty();
            return typographic ? typographic_apostrophe.size() : 1;
        }
        const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        if (const std::size_t size = punctuation_size(rest); size > 0)
            return part(rest.substr(0, size)), size;
        if (!beyond_ascii && !is_ascii_alphanumeric(c))
            return part(rest.substr(0, 1)), 1;
        add(c);
        return 1;
    }

    void add(char c) {
        if (current_.text.empty()) {
            current_.after_dollar = dollar_;
            current_.begins_clause = new_clause_;
        } else if (apostrophe_) {
            current_.text += '\'';
        }
        apostrophe_ = dollar_ = new_clause_ = false;
        current_.text += c;
    }

    /// White space and hyphens part words, everything else parts clauses, too.
    void part(std::string_view between) {
        end_word();
        dollar_ = between == "$";
        const bool parts_words_only = between == " " || between == "-" || between == "$" ||
                                      between == "%" || between == "/" || between == "&" ||
                                      between == "#" || between == "+";
        new_clause_ = new_clause_ || !parts_words_only;
    }

    void end_word() {
        if (!current_.text.empty())
            words_.push_back(std::exchange(current_, {}));
        apostrophe_ = false;
    }

    std::vector<word> words_;
    word current_;
    bool apostrophe_ = false;
    bool dollar_ = false;
    bool new_clause_ = true;
};

} // namespace

std::vector<word> words_of(std::string_view line) {
    return splitter().split(line);
}

std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

std::string upper_case(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return result;
}

} // namespace seedbed::news
