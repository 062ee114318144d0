#include <seedbed/redaction.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace seedbed {
namespace {

constexpr std::string_view replacement = "REDACTED";

bool is_unreserved(unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '~';
}

std::string percent_encoded(std::string_view text, std::string_view digits, bool blank_is_plus) {
    std::string encoded;
    for (const unsigned char c : text) {
        if (is_unreserved(c))
            encoded += static_cast<char>(c);
        else if (c == ' ' && blank_is_plus)
            encoded += '+';
        else
            encoded += {'%', digits[c >> 4U], digits[c & 15U]};
    }
    return encoded;
}

std::string escaped_for_json(std::string_view text, bool slashes) {
    std::string escaped;
    for (const char c : text) {
        if (c == '"' || c == '\\' || (c == '/' && slashes))
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

/// The letters of base64 that the text alone decides when it begins `shift` bytes into a group of
/// three.
std::string inside_base64(std::string_view text, std::size_t shift, std::string_view alphabet) {
    const std::string bytes = std::string(shift, '\0') + std::string(text);
    std::string letters;
    const auto bit = [&](std::size_t at) {
        return (static_cast<unsigned char>(bytes[at / 8]) >> (7 - at % 8)) & 1U;
    };
    const std::size_t first = (shift * 8 + 5) / 6;
    for (std::size_t letter = first; (letter + 1) * 6 <= bytes.size() * 8; ++letter) {
        unsigned value = 0;
        for (std::size_t i = 0; i < 6; ++i)
            value = value * 2 + bit(letter * 6 + i);
        letters += alphabet[value];
    }
    return letters;
}

/// Every way to write the secret that hides it from a search for it.
std::vector<std::string> forms_of(const std::string& secret) {
    constexpr std::string_view standard =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::string_view for_urls =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    constexpr std::size_t telling = 6; // fewer letters of base64 would be found everywhere
    std::vector<std::string> forms{
        secret, escaped_for_json(secret, false), escaped_for_json(secret, true)};
    for (const char* digits : {"0123456789ABCDEF", "0123456789abcdef"})
        for (const bool blank_is_plus : {false, true})
            forms.push_back(percent_encoded(secret, digits, blank_is_plus));
    for (const std::string_view alphabet : {standard, for_urls})
        for (std::size_t shift = 0; shift < 3; ++shift)
            if (std::string letters = inside_base64(secret, shift, alphabet);
                letters.size() >= telling)
                forms.push_back(std::move(letters));
    return forms;
}

} // namespace

std::vector<std::string> unlike_words(std::vector<std::string> secrets) {
    constexpr std::size_t shortest = 8;
    std::erase_if(secrets, [](const std::string& each) { return each.size() < shortest; });
    return secrets;
}

redaction::redaction(const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets)
        if (!secret.empty())
            std::ranges::move(forms_of(secret), std::back_inserter(forms_));
    std::ranges::sort(forms_, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    forms_.erase(std::unique(forms_.begin(), forms_.end()), forms_.end());
}

std::size_t redaction::longest() const noexcept {
    return forms_.empty() ? 0 : forms_.front().size();
}

/// The first occurrence of any form, of several there the longest.
redaction::match redaction::find(std::string_view text) const {
    match first{std::string_view::npos, 0};
    for (const std::string& form : forms_) {
        const std::size_t at =
            text.substr(0,
                        first.at == std::string_view::npos ? std::string_view::npos
                                                           : first.at + form.size() - 1)
                .find(form);
        if (at < first.at)
            first = {at, form.size()};
    }
    return first;
}

bool redaction::finds_any(std::string_view text) const {
    return find(text).size > 0;
}

std::string redaction::operator()(std::string_view text) const {
    redacted_stream stream(*this);
    std::string redacted = stream.write(text);
    return redacted += stream.finish();
}

std::string redacted_stream::write(std::string_view piece) {
    pending_.append(piece);
    return take(rules_->longest() == 0 ? 0 : rules_->longest() - 1);
}

std::string redacted_stream::finish() {
    return take(0);
}

std::string redacted_stream::take(std::size_t held_back) {
    std::string out;
    std::string_view rest = pending_;
    for (;;) {
        const redaction::match found = rules_->find(rest);
        const std::size_t certain = rest.size() - std::min(held_back, rest.size());
        // A match that begins in what is held back may yet become a longer one.
        if (found.size == 0 || (held_back > 0 && found.at >= certain)) {
            out.append(rest.substr(0, certain));
            rest.remove_prefix(certain);
            break;
        }
        found_ = true;
        out.append(rest.substr(0, found.at)).append(replacement);
        rest.remove_prefix(found.at + found.size);
    }
    pending_ = std::string(rest);
    return out;
}

} // namespace seedbed
