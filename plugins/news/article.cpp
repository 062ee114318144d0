#include "article.hpp"

namespace seedbed::news {

std::string_view sentiment_word(const score& mood) {
    if (mood.is_zero())
        return "neutral";
    return mood.is_negative() ? "negative" : "positive";
}

} // namespace seedbed::news
