#include "news_table.hpp"

#include "news_article-odb.hpp"
#include "news_article.hpp"

#include <odb/pgsql/database.hxx>

#include <optional>
#include <string>

namespace seedbed::news {

bool news_table::holds(const article& each) const {
    if (each.url)
        return session_.value("SELECT 1 FROM news_sentiment WHERE url = $1", {*each.url})
            .has_value();
    const auto time = each.published_at ? std::optional<std::string>(each.published_at->to_string())
                                        : std::nullopt;
    return session_
        .value("SELECT 1 FROM news_sentiment WHERE title = $1"
               " AND (published_at IS NOT DISTINCT FROM $2::timestamptz"
               " OR (published_at IS NULL AND url IS NULL))",
               {each.title, time})
        .has_value();
}

std::uint64_t news_table::collected_since(timestamp moment) const {
    return std::stoull(
        session_
            .value("SELECT count(*) FROM news_sentiment WHERE collected_at > $1::timestamptz",
                   {moment.to_string()})
            .value());
}

void news_table::add(const article& each, timestamp collected_at) const {
    ohmycoins::news_article row;
    row.title = each.title;
    row.source = each.source;
    row.url = each.url;
    row.published_at = each.published_at;
    row.sentiment = std::string(sentiment_word(each.sentiment));
    row.sentiment_score = each.sentiment;
    if (!each.currencies.empty())
        row.currencies = text_array(each.currencies);
    row.collected_at = collected_at;
    row.total_votes = each.total_votes;
    session_.database().persist(row);
}

} // namespace seedbed::news
