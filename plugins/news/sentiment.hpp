#pragma once

#include "article.hpp"

#include <string_view>

namespace seedbed::news {

/// (positive - negative) / (positive + negative), rounded to 4 decimals as PostgreSQL rounds; zero
/// where nobody voted. Neither count is negative.
score sentiment_of_votes(long long positive, long long negative);

/// The mood of a headline by the words in it, a guess of a simple kind:
///
/// - The lexicon gives about 400 words of crypto headlines a weight of 2 or 1, good or bad.
/// - A negation up to three words before, in the same clause, turns a weight round: "not a hack",
///   "fails to recover", "denies fraud".
/// - With p the sum of the good weights and n that of the bad ones the score is
///   (p - n) / (p + n + 2): one mild word gives 0.3333, two strong ones 0.6667, both kinds cancel
///   out, and none reaches 1. Rounded to 4 decimals.
///
/// Limits: English only; no irony, no grammar beyond negation, and no notion of for whom news is
/// good ("short sellers lose" counts as bad). Most headlines have none of the words and are 0.
/// Numbers are not read: a fall of 1 % weighs as much as one of 40 %.
score sentiment_of_words(std::string_view line);

} // namespace seedbed::news
