#include "checks.hpp"

#include <fmt/format.h>

#include <utility>

namespace seedbed::news {
namespace {

struct rule {
    const char* id;
    const char* sentence;
    const char* where; ///< the articles that it speaks of
    const char* broken;
    const char* words; ///< SQL: what to say of one beside its key
};

constexpr rule rules[] = {
    {"words",
     "sentiment is positive, negative or neutral",
     "n.sentiment IS NOT NULL",
     "n.sentiment NOT IN ('positive', 'negative', 'neutral')",
     "'sentiment ', n.sentiment"},
    {"score_range",
     "a score is between -1 and 1",
     "n.sentiment_score IS NOT NULL",
     "n.sentiment_score NOT BETWEEN -1 AND 1",
     "'score ', n.sentiment_score"},
    // Where neutral ends is everybody's own choice; the sign is not.
    {"score_sign",
     "a positive article's score is above zero, a negative one's below",
     "n.sentiment IN ('positive', 'negative') AND n.sentiment_score IS NOT NULL",
     "(n.sentiment = 'positive') <> (n.sentiment_score > 0)"
     " OR (n.sentiment = 'negative') <> (n.sentiment_score < 0)",
     "n.sentiment, ', score ', n.sentiment_score"},
    {"published",
     "no article is published more than a day after it was collected",
     "n.published_at IS NOT NULL",
     "n.published_at > n.collected_at + interval '1 day'",
     "'published ', n.published_at, ', collected ', n.collected_at"},
    {"tickers",
     "currencies are upper-case tickers",
     "n.currencies IS NOT NULL",
     "EXISTS (SELECT FROM unnest(n.currencies) AS c (ticker)"
     " WHERE c.ticker IS NULL OR c.ticker = '' OR c.ticker <> upper(c.ticker))",
     "n.currencies"},
};

check article_check(const std::string& plugin, const rule& each) {
    return sql_check(fmt::format("{}.{}", plugin, each.id),
                     each.sentence,
                     {"news_sentiment"},
                     fmt::format("SELECT count(*) FROM news_sentiment n WHERE {}", each.where),
                     fmt::format("SELECT concat('article ', n.id, ': ', {}) FROM news_sentiment n"
                                 " WHERE ({}) AND ({}) ORDER BY n.id",
                                 each.words,
                                 each.where,
                                 each.broken));
}

} // namespace

std::vector<check> news_checks(const std::string& plugin) {
    std::vector<check> all;
    for (const rule& each : rules)
        all.push_back(article_check(plugin, each));
    all.push_back(
        sql_check(plugin + ".url_unique",
                  "no two articles have the same URL",
                  {"news_sentiment"},
                  "SELECT count(*) FROM news_sentiment WHERE url IS NOT NULL",
                  "SELECT concat(url, ': ', count(*), ' articles') FROM news_sentiment"
                  " WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1 ORDER BY url"));
    return all;
}

} // namespace seedbed::news
