#pragma once

#include <string_view>

namespace seedbed::news {

/// What a word, or two words in a row ("sell off"), say about the mood of a headline on coins:
/// 2 or 1 for good, -1 or -2 for bad, 0 for nothing. In lower case.
int weight_of(std::string_view words);

/// Whether a word turns what follows it into its opposite: not, never, denies, can't, …
bool negates(std::string_view word);

} // namespace seedbed::news
