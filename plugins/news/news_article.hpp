#pragma once

#include <seedbed/model.hpp>
#include <seedbed/odb.hpp>

#include <optional>
#include <string>

namespace ohmycoins {

/// What was written about coins, and in which mood. Real articles only: nothing generates them.
#pragma db object table("news_sentiment")
struct news_article {
#pragma db id auto
    int id = 0; // the database's sequence assigns it
    std::string title;
#pragma db type("VARCHAR(100)")
    std::optional<std::string> source; // who published it
#pragma db options("CONSTRAINT \"news_sentiment_url_key\" UNIQUE")
    std::optional<std::string> url;
    std::optional<seedbed::timestamp> published_at;
#pragma db type("VARCHAR(20)")
    std::optional<std::string> sentiment; // positive, negative, neutral
#pragma db type("NUMERIC(5,4)")
    std::optional<seedbed::decimal<5, 4>> sentiment_score; // -1 to 1
    std::optional<seedbed::text_array> currencies;         // tickers, upper case
    seedbed::timestamp collected_at;
    std::optional<int> total_votes; // positive and negative ones

#pragma db index("ix_news_sentiment_collected_at") member(collected_at)
#pragma db index("ix_news_sentiment_published_at") member(published_at)
};

} // namespace ohmycoins

SEEDBED_MODEL(ohmycoins::news_article, "news_article");
