#include "sentiment.hpp"

#include "lexicon.hpp"
#include "words.hpp"

#include <cstddef>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

namespace seedbed::news {
namespace {

using whole = decimal<20, 0>;

score ratio(long long part, long long all) {
    return divide<score>(
        whole::from_integer(part), whole::from_integer(all), rounding::half_away_from_zero);
}

/// Whether one of the three words before `at`, in the same clause, is a negation.
bool is_negated(std::span<const word> words, std::size_t at) {
    constexpr std::size_t reach = 3;
    for (std::size_t back = 1; back <= reach && back <= at; ++back) {
        if (words[at - back + 1].begins_clause)
            return false;
        if (negates(words[at - back].text))
            return true;
    }
    return false;
}

struct weighed {
    int weight = 0;
    std::size_t length = 1; ///< in words
};

weighed weigh(std::span<const word> rest) {
    if (rest.size() > 1 && !rest[1].begins_clause) {
        const int pair = weight_of(rest[0].text + " " + rest[1].text);
        if (pair != 0)
            return {pair, 2};
    }
    return {weight_of(rest[0].text), 1};
}

} // namespace

score sentiment_of_votes(long long positive, long long negative) {
    if (positive + negative == 0)
        return {};
    return ratio(positive - negative, positive + negative);
}

score sentiment_of_words(std::string_view line) {
    const std::vector<word> words = words_of(lower_case(line));
    long long good = 0;
    long long bad = 0;
    for (std::size_t at = 0; at < words.size();) {
        const weighed found = weigh(std::span(words).subspan(at));
        const int weight = is_negated(words, at) ? -found.weight : found.weight;
        (weight > 0 ? good : bad) += std::abs(weight);
        at += found.length;
    }
    return ratio(good - bad, good + bad + 2);
}

} // namespace seedbed::news
