#pragma once

#include <seedbed/decimal.hpp>
#include <seedbed/timestamp.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::news {

/// The mood of an article: -1 (as bad as can be) to 1, 0 where nothing speaks for either.
using score = decimal<5, 4>;

/// An article as a source told it. All texts are valid UTF-8 without control characters other
/// than line breaks and tabs.
struct article {
    std::string title;                     ///< not empty
    std::optional<std::string> source;     ///< who published it, at most 100 characters
    std::optional<std::string> url;        ///< http or https
    std::optional<timestamp> published_at; ///< by the source's clock
    score sentiment;
    std::vector<std::string> currencies; ///< tickers, upper case, each once
    std::optional<int> total_votes;      ///< nothing where the source knows no votes
};

/// The word for a score: `positive` above zero, `negative` below, `neutral` at zero.
std::string_view sentiment_word(const score& mood);

/// How far ahead of ours a source's clock may be. A time beyond that is no time of publication.
inline constexpr std::chrono::hours clock_tolerance{24};

} // namespace seedbed::news
