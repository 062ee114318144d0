#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::news {

/// A word of a headline, as it is written: letters, digits, and apostrophes inside of it (the
/// typographic one becomes '). A hyphen parts words.
struct word {
    std::string text;
    bool after_dollar = false;  ///< "$BTC"
    bool begins_clause = false; ///< the first, or behind a comma, a colon, a dash, a bracket…
};

/// The words of one line of valid UTF-8.
std::vector<word> words_of(std::string_view line);

/// Upper case A to Z becomes lower case; the rest stays.
std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

} // namespace seedbed::news
