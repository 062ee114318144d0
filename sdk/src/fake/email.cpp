#include <seedbed/fake.hpp>
#include <seedbed/random.hpp>

#include <array>
#include <string>
#include <string_view>

namespace seedbed {
namespace {

// Two parts, a separator and 20 digits stay within the 64 characters that RFC 5321 allows.
constexpr std::size_t longest_part = 20;

constexpr std::array<std::string_view, 3> domains{"example.com", "example.org", "example.net"};

struct folding {
    std::string_view letter; // lower case, UTF-8
    std::string_view ascii;
};

constexpr std::array german_foldings{folding{"ä", "ae"}, folding{"ö", "oe"}, folding{"ü", "ue"}};

constexpr std::array foldings{
    folding{"à", "a"}, folding{"á", "a"},  folding{"â", "a"}, folding{"ã", "a"}, folding{"ä", "a"},
    folding{"å", "a"}, folding{"æ", "ae"}, folding{"ç", "c"}, folding{"è", "e"}, folding{"é", "e"},
    folding{"ê", "e"}, folding{"ë", "e"},  folding{"ì", "i"}, folding{"í", "i"}, folding{"î", "i"},
    folding{"ï", "i"}, folding{"ñ", "n"},  folding{"ò", "o"}, folding{"ó", "o"}, folding{"ô", "o"},
    folding{"õ", "o"}, folding{"ö", "o"},  folding{"ø", "o"}, folding{"ù", "u"}, folding{"ú", "u"},
    folding{"û", "u"}, folding{"ü", "u"},  folding{"ý", "y"}, folding{"ÿ", "y"}, folding{"ß", "ss"},
    folding{"œ", "oe"}};

template <std::size_t Count>
std::string_view fold(const std::array<folding, Count>& table, std::string_view letter) {
    for (const folding& each : table) {
        if (each.letter == letter) {
            return each.ascii;
        }
    }
    return "";
}

// The letter's lower case: in UTF-8, Latin-1's capitals À to Þ stand 32 below their small letters.
std::string lower_case(std::string_view letter) {
    std::string lowered(letter);
    if (lowered.size() == 1 && lowered[0] >= 'A' && lowered[0] <= 'Z') {
        lowered[0] = static_cast<char>(lowered[0] - 'A' + 'a');
    }
    const auto last = static_cast<unsigned char>(lowered.back());
    if (lowered.size() == 2 && lowered[0] == '\xC3' && last >= 0x80 && last <= 0x9E) {
        lowered[1] = static_cast<char>(last + 0x20);
    }
    return lowered;
}

std::size_t length_of_letter(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
        ++length;
    }
    return length;
}

// The name's letters in lower-case ASCII; what has no ASCII form is left out.
std::string fold(std::string_view name, bool is_german) {
    std::string folded;
    while (!name.empty() && folded.size() < longest_part) {
        const std::string_view first = name.substr(0, length_of_letter(name));
        name.remove_prefix(first.size());
        const std::string letter = lower_case(first);
        if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') {
            folded += letter;
            continue;
        }
        const std::string_view german = is_german ? fold(german_foldings, letter) : "";
        folded += german.empty() ? fold(foldings, letter) : german;
    }
    return folded.substr(0, longest_part);
}

enum class pattern { dotted, initial, underscored };

pattern draw_pattern(random& r) {
    constexpr std::array weights{0.6, 0.25, 0.15};
    return static_cast<pattern>(r.weighted(weights));
}

std::string arrange(const person& someone, pattern pattern) {
    const bool is_german = someone.locale.starts_with("de");
    const std::string given = fold(someone.given_name, is_german);
    const std::string family = fold(someone.family_name, is_german);
    if (given.empty() || family.empty()) {
        const std::string only = given + family;
        return only.empty() ? "person" : only;
    }
    switch (pattern) {
    case pattern::dotted:
        return given + "." + family;
    case pattern::initial:
        return given.substr(0, 1) + family;
    case pattern::underscored:
        break;
    }
    return given + "_" + family;
}

} // namespace

std::string fake::email_local_part(const person& someone) {
    const pattern chosen = draw_pattern(random_);
    const std::string letters = arrange(someone, chosen);
    const bool numbered = random_.chance(0.3);
    const std::string number = std::to_string(random_.between(1, 99));
    return numbered ? letters + number : letters;
}

std::string fake::unique_email(const person& someone, std::uint64_t number) {
    const std::string letters = arrange(someone, draw_pattern(random_));
    return letters + std::to_string(number) + "@" + std::string(random_.pick(domains));
}

} // namespace seedbed
