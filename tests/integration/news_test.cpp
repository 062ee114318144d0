#include "plugins/news/checks.hpp"
#include "tests/integration/judging.hpp"
#include "tests/integration/newsroom.hpp"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <string>
#include <vector>

using namespace seedbed::test;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

namespace {

/// A feed of that many items, a minute apart.
std::string feed_of(const std::string& name, int items) {
    std::string body = "<rss version=\"2.0\"><channel><title>" + name + "</title>";
    for (int i = 0; i < items; ++i)
        body += fmt::format("<item><title>Bitcoin rises in {0} {1}</title>"
                            "<link>https://{0}.example/{1}</link><pubDate>{2}</pubDate></item>",
                            name,
                            i,
                            hours_ago(1 + i));
    return body + "</channel></rss>";
}

const std::vector<damage> damages = {
    {"rss_news.words", "UPDATE news_sentiment SET sentiment = 'happy' WHERE id = 1", "happy"},
    {"rss_news.score_range",
     "UPDATE news_sentiment SET sentiment = NULL, sentiment_score = 1.5 WHERE id = 1",
     "1.5"},
    {"rss_news.score_sign",
     "UPDATE news_sentiment SET sentiment = 'negative', sentiment_score = 0.1 WHERE id = 1",
     "negative, score 0.1"},
    {"rss_news.published",
     "UPDATE news_sentiment SET published_at = collected_at + interval '25 hours' WHERE id = 1",
     "published"},
    {"rss_news.tickers", "UPDATE news_sentiment SET currencies = '{btc}' WHERE id = 1", "{btc}"},
    {"rss_news.url_unique",
     "ALTER TABLE news_sentiment DROP CONSTRAINT news_sentiment_url_key;"
     "UPDATE news_sentiment SET url = (SELECT url FROM news_sentiment WHERE id = 2) WHERE id = 1",
     ": 2 articles"},
};

std::vector<seedbed::check> checks() {
    return seedbed::news::news_checks("rss_news");
}

struct filled : newsroom {
    filled() {
        const https_server server = serve(200, feed_of("alpha", 3));
        seed_feeds(server.url("/rss", "localhost"));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(news_test, newsroom)

BOOST_AUTO_TEST_SUITE(feeds)

BOOST_AUTO_TEST_CASE(are_stored_with_tickers_and_mood) {
    const https_server server = serve([](const seen_request& request) {
        return http_answer(200,
                           fixture(request.target == "/rss" ? "rss/harbour.rss" : "rss/quay.atom"));
    });
    const news_run run =
        seed_feeds(server.url("/rss", "localhost") + "," + server.url("/atom", "localhost"));
    BOOST_TEST(run.source("rss_news") == "complete");
    BOOST_TEST(run.source("rss_news", "detail") == "6 articles from 2 of 2 feeds");
    BOOST_TEST(run.added("rss_news") == 6);
    BOOST_TEST(run.plugin("rss_news").at("source").at("rejected").to_number<int>() == 6);
    check_contains(run.notes(), {"the link is missing"});
    BOOST_TEST(database.value("SELECT source, sentiment, sentiment_score, currencies,"
                              " total_votes IS NULL, published_at AT TIME ZONE 'UTC'"
                              " FROM news_sentiment WHERE title LIKE 'Bitcoin soars%'") ==
               "Harbour Ledger: coins & chains|positive|0.7143|{BTC}|t|2026-10-04 07:15:09");
    BOOST_TEST(database.value("SELECT title FROM news_sentiment WHERE url ="
                              " 'https://quay.example/fees'") == "Fees <1 cent");
}

BOOST_AUTO_TEST_CASE(bring_the_newest_of_all_and_nothing_twice) {
    const https_server server = serve([](const seen_request& request) {
        return http_answer(200,
                           request.target == "/a" ? feed_of("alpha", 80) : feed_of("beta", 80));
    });
    const std::string list = server.url("/a", "localhost") + "," + server.url("/b", "localhost");
    BOOST_TEST(seed_feeds(list).added("rss_news") == 100);
    BOOST_TEST(database.rows("SELECT source || ' ' || count(*) FROM news_sentiment GROUP BY source"
                             " ORDER BY 1") == (words{"alpha 50", "beta 50"}),
               boost::test_tools::per_element());
    const std::string before = dump_rows();
    const news_run second = seed_feeds(list);
    BOOST_TEST(second.added("rss_news") == 0);
    BOOST_TEST(second.plugin("rss_news").at("kept").to_number<int>() == 100);
    BOOST_TEST(dump_rows() == before);
}

BOOST_AUTO_TEST_CASE(fill_up_what_cryptopanic_does_not_give) {
    const https_server panic = serve(200, page_of(1, 30, ""));
    const https_server feeds = serve(200, feed_of("alpha", 90));
    const words line{"--only",
                     "cryptopanic_news,rss_news",
                     "--cryptopanic-url",
                     panic.url("", "localhost"),
                     "--rss-feeds",
                     feeds.url("/rss", "localhost")};
    const news_run run = seed(line);
    BOOST_TEST(run.added("cryptopanic_news") == 30);
    BOOST_TEST(run.added("rss_news") == 70);
    BOOST_TEST(news() == "100");
    check_contains(run.notes(), {"20 articles of the feeds are not needed"});
    const std::string before = dump_rows();
    const news_run second = seed(line);
    BOOST_TEST(second.added("cryptopanic_news") == 0);
    BOOST_TEST(second.added("rss_news") == 0);
    BOOST_TEST(dump_rows() == before);
}

BOOST_AUTO_TEST_CASE(stand_in_for_cryptopanic_without_a_key) {
    const https_server feeds = serve(200, feed_of("alpha", 120));
    const news_run run =
        seed({"--only", "cryptopanic_news,rss_news", "--rss-feeds", feeds.url("/rss", "localhost")},
             false);
    BOOST_TEST(run.source("cryptopanic_news") == "unconfigured");
    BOOST_TEST(run.added("rss_news") == 100);
}

BOOST_AUTO_TEST_CASE(that_are_dead_cost_the_others_nothing) {
    const https_server server = serve([](const seen_request& request) {
        if (request.target == "/page")
            return http_answer(200, "<!DOCTYPE html><html>Just a moment...</html>");
        if (request.target == "/gone")
            return http_answer(404, "gone");
        return http_answer(200, feed_of("alpha", 5));
    });
    const auto at = [&](const char* path) { return server.url(path, "localhost"); };
    const news_run some = seed_feeds(at("/gone") + "," + at("/rss") + "," + at("/page"));
    BOOST_TEST(some.source("rss_news") == "partial");
    check_contains(some.source("rss_news", "detail"),
                   {"5 articles from 1 of 3 feeds", "404", "an HTML page"});
    BOOST_TEST(news() == "5");
    const news_run none = seed_feeds(at("/gone") + "," + at("/page"));
    BOOST_TEST(none.source("rss_news") == "refused");
    BOOST_TEST(news() == "5");
}

BOOST_AUTO_TEST_CASE(of_items_that_are_all_of_no_use_are_as_good_as_dead) {
    const https_server server = serve([](const seen_request& request) {
        return http_answer(200,
                           request.target == "/bad" ? "<rss><channel><title>x</title><item><title>"
                                                      "no link</title></item></channel></rss>"
                                                    : feed_of("alpha", 5));
    });
    const std::string bad = server.url("/bad", "localhost");
    BOOST_TEST(seed_feeds(bad).source("rss_news") == "malformed");
    const news_run some = seed_feeds(bad + "," + server.url("/rss", "localhost"));
    BOOST_TEST(some.source("rss_news") == "partial");
    check_contains(some.source("rss_news", "detail"),
                   {"5 articles from 1 of 2 feeds", "none of the 1 items is of use"});
}

BOOST_AUTO_TEST_CASE(never_change_what_stands_there) {
    database.execute("INSERT INTO news_sentiment (title, url, collected_at, sentiment)"
                     " VALUES ('Somebody else''s', 'https://alpha.example/3', now(), 'negative')");
    const https_server server = serve(200, feed_of("alpha", 10));
    const news_run run = seed_feeds(server.url("/rss", "localhost"));
    BOOST_TEST(run.added("rss_news") == 9);
    BOOST_TEST(database.value("SELECT title, sentiment FROM news_sentiment WHERE url ="
                              " 'https://alpha.example/3'") == "Somebody else's|negative");
}

BOOST_AUTO_TEST_CASE(by_addresses_that_are_none_are_a_usage_error) {
    check_ends(run_news({"--only", "rss_news", "--rss-feeds", "harbour"}), 2, {"--rss-feeds"});
    check_ends(run_news({"--only", "cryptopanic_news", "--cryptopanic-plan", "../v1"}),
               2,
               {"--cryptopanic-plan"});
}

BOOST_AUTO_TEST_CASE(stand_in_the_applications_table) {
    BOOST_TEST(database.rows("SELECT attname || ' ' || format_type(atttypid, atttypmod)"
                             " || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END"
                             " || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')"
                             " FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid"
                             " AND adnum = attnum WHERE attrelid = 'news_sentiment'::regclass"
                             " AND attnum > 0 ORDER BY attnum") ==
                   (words{"id integer NOT NULL DEFAULT nextval('news_sentiment_id_seq'::regclass)",
                          "title text NOT NULL",
                          "source character varying(100)",
                          "url text",
                          "published_at timestamp with time zone",
                          "sentiment character varying(20)",
                          "sentiment_score numeric(5,4)",
                          "currencies character varying[]",
                          "collected_at timestamp with time zone NOT NULL",
                          "total_votes integer"}),
               boost::test_tools::per_element());
    BOOST_TEST(database.rows("SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                             " WHERE contype <> 'n' AND conrelid = 'news_sentiment'::regclass"
                             " ORDER BY 1") == (words{"news_sentiment_pkey PRIMARY KEY (id)",
                                                      "news_sentiment_url_key UNIQUE (url)"}),
               boost::test_tools::per_element());
    BOOST_TEST(database.rows("SELECT indexname FROM pg_indexes WHERE tablename = 'news_sentiment'"
                             " ORDER BY 1") == (words{"ix_news_sentiment_collected_at",
                                                      "ix_news_sentiment_published_at",
                                                      "news_sentiment_pkey",
                                                      "news_sentiment_url_key"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rules)

BOOST_FIXTURE_TEST_CASE(are_kept_by_what_is_seeded, filled) {
    damaged_database(database, checks(), "news_sentiment").check_none_is_violated();
    check_all_are_damaged(checks(), damages);
}

BOOST_FIXTURE_TEST_CASE(find_what_breaks_them, filled) {
    for (const damage& each : damages)
        damaged_database(database, checks(), "news_sentiment").check_finds(each);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
