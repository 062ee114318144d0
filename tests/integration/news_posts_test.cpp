#include "tests/integration/newsroom.hpp"
#include "tests/support/files.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

using namespace seedbed::test;
using seedbed::tests::answer;
using seedbed::tests::http_answer;
using seedbed::tests::https_server;
using seedbed::tests::seen_request;

BOOST_FIXTURE_TEST_SUITE(news_posts_test, newsroom)

BOOST_AUTO_TEST_CASE(are_stored_with_votes_and_tickers_and_once) {
    const https_server server = serve(200, fixture("cryptopanic/posts_v2.json"));
    const news_run first = seed_posts(server);
    BOOST_TEST(first.source("cryptopanic_news") == "complete");
    BOOST_TEST(first.added("cryptopanic_news") == 3);
    BOOST_TEST(database.value("SELECT title, source, url, published_at AT TIME ZONE 'UTC',"
                              " sentiment, sentiment_score, currencies, total_votes"
                              " FROM news_sentiment WHERE total_votes IS NOT NULL") ==
               "A plan that tells all|Harbour Ledger|https://cryptopanic.com/news/31000007/"
               "a-plan-that-tells-all|2026-10-04 08:30:00|positive|0.3333|{ETH}|3");
    BOOST_TEST(database.value("SELECT url IS NULL, sentiment, sentiment_score, currencies IS NULL,"
                              " total_votes IS NULL FROM news_sentiment"
                              " WHERE title = 'A plan that tells little'") ==
               "t|neutral|0.0000|t|t");
    const std::string before = dump_rows();
    const news_run second = seed_posts(server);
    BOOST_TEST(second.added("cryptopanic_news") == 0);
    BOOST_TEST(dump_rows() == before);
}

BOOST_AUTO_TEST_CASE(are_asked_for_by_plan_and_key) {
    const https_server server = serve(200, page_of(1, 2, ""));
    seed_posts(server, {"--cryptopanic-plan", "enterprise"});
    seed_posts(server, {"--cryptopanic-plan", "v1"});
    BOOST_REQUIRE(server.requests().size() == 2U);
    BOOST_TEST(server.requests()[0].target ==
               "/api/enterprise/v2/posts/?public=true&kind=news&auth_token=" + key);
    BOOST_TEST(server.requests()[1].target ==
               "/api/v1/posts/?public=true&kind=news&auth_token=" + key);
}

/// Pages of 20 posts, told by their `page` parameter; the second repeats five of the first.
answer page_answer(const seen_request& request, const std::string& base) {
    const auto next = [&base](int page) {
        return fmt::format("{}/api/growth/v2/posts/?auth_token={}&page={}", base, key, page);
    };
    if (request.target.find("page=2") != std::string::npos)
        return http_answer(200, page_of(16, 35, next(3)));
    if (request.target.find("page=3") != std::string::npos)
        return http_answer(200, page_of(36, 55, next(4)));
    return http_answer(200, page_of(1, 20, next(2)));
}

BOOST_AUTO_TEST_CASE(come_from_as_many_pages_as_it_takes) {
    std::string base;
    const https_server server =
        serve([&base](const auto& request) { return page_answer(request, base); });
    base = server.url("", "localhost");
    const news_run run = seed_posts(server, {"--news", "50"});
    BOOST_TEST(run.source("cryptopanic_news") == "complete");
    BOOST_TEST(run.source("cryptopanic_news", "detail") == "50 articles from 3 pages");
    BOOST_TEST(server.requests().size() == 3U);
    BOOST_TEST(news() == "50");
    BOOST_TEST(database.value("SELECT count(DISTINCT url) FROM news_sentiment") == "50");
}

BOOST_AUTO_TEST_CASE(that_came_before_a_page_failed_are_kept) {
    std::string base;
    const https_server server = serve([&base](const seen_request& request) {
        if (request.target.find("page=3") != std::string::npos)
            return http_answer(403, "<html>no " + key + "</html>");
        return page_answer(request, base);
    });
    base = server.url("", "localhost");
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "partial");
    check_contains(run.source("cryptopanic_news", "detail"), {"CryptoPanic answered 403"});
    BOOST_TEST(news() == "35");
}

BOOST_AUTO_TEST_CASE(are_not_fetched_from_where_the_key_must_not_go) {
    const https_server elsewhere = serve(200, page_of(100, 120, ""));
    const https_server server =
        serve(200, page_of(1, 20, elsewhere.url("/api/?auth_token=" + key, "localhost")));
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "partial");
    check_contains(run.source("cryptopanic_news", "detail"), {"not followed"});
    BOOST_TEST(news() == "20");
    BOOST_TEST(elsewhere.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(end_where_a_page_names_itself_as_the_next) {
    std::string base;
    const https_server server = serve([&base](const seen_request& request) {
        return http_answer(200, page_of(1, 20, base + request.target));
    });
    base = server.url("", "localhost");
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "partial");
    check_contains(run.source("cryptopanic_news", "detail"), {"read before"});
    BOOST_TEST(server.requests().size() == 1U);
    BOOST_TEST(news() == "20");
}

BOOST_AUTO_TEST_CASE(have_an_end_even_if_their_pages_have_none) {
    std::string base;
    int page = 0;
    const https_server server = serve([&](const seen_request&) {
        return http_answer(200, page_of(1, 20, fmt::format("{}/?page={}", base, ++page)));
    });
    base = server.url("", "localhost");
    const news_run run = seed_posts(server, {"--news", "21"});
    BOOST_TEST(run.source("cryptopanic_news") == "partial");
    check_contains(run.source("cryptopanic_news", "detail"), {"no end: 12 were read"});
    BOOST_TEST(news() == "20");
}

BOOST_AUTO_TEST_CASE(without_a_key_are_nobodys_error) {
    const news_run run = seed({"--only", "cryptopanic_news"}, false);
    BOOST_TEST(run.source("cryptopanic_news") == "unconfigured");
    check_contains(run.source("cryptopanic_news", "detail"),
                   {"CRYPTOPANIC_API_KEY", "https://cryptopanic.com/developers/api", "rss_news"});
    BOOST_TEST(news() == "0");
}

BOOST_AUTO_TEST_CASE(that_are_refused_say_why_and_not_by_which_key) {
    const https_server server =
        serve(400, R"({"status":"api_error","info":"Token )" + key + R"( not found"})");
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "refused");
    check_contains(run.source("cryptopanic_news", "detail"),
                   {"answered 400", "not found", "CRYPTOPANIC_API_KEY"});
    BOOST_TEST(server.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(beyond_the_months_quota_come_next_month) {
    const https_server server =
        serve(429, R"({"status":"api_error","info":"API monthly quota is used up"})");
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "unavailable");
    check_contains(run.source("cryptopanic_news", "detail"),
                   {"until the first of next month UTC", "-01T00:00:00Z"});
}

BOOST_AUTO_TEST_CASE(of_odd_kinds_are_kept_told_and_never_fatal) {
    const https_server server = serve(200, fixture("cryptopanic/posts_v1.json"));
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "partial"); // its next page is elsewhere
    BOOST_TEST(run.added("cryptopanic_news") == 4);          // one came twice
    BOOST_TEST(run.plugin("cryptopanic_news").at("source").at("rejected").to_number<int>() == 2);
    check_contains(run.notes(), {"the title is missing", "no time of publication"});
    BOOST_TEST(seed_posts(server).added("cryptopanic_news") == 0);
}

BOOST_AUTO_TEST_CASE(without_an_address_are_known_again_when_their_time_has_come) {
    std::string time = hours_ago(-48);
    const https_server server = serve([&time](const seen_request&) {
        return http_answer(200,
                           R"({"next":null,"results":[{"title":"No address","published_at":")" +
                               time + "\"}]}");
    });
    BOOST_TEST(seed_posts(server).added("cryptopanic_news") == 1);
    time = hours_ago(1);
    const news_run later = seed_posts(server);
    BOOST_TEST(later.added("cryptopanic_news") == 0);
    BOOST_TEST(later.plugin("cryptopanic_news").at("kept").to_number<int>() == 1);
    BOOST_TEST(news() == "1");
}

BOOST_AUTO_TEST_CASE(all_of_no_use_are_no_complete_answer) {
    const https_server server = serve(200, R"({"next":null,"results":[{"id":1,"title":null},7]})");
    const news_run run = seed_posts(server);
    BOOST_TEST(run.source("cryptopanic_news") == "malformed");
    check_contains(run.source("cryptopanic_news", "detail"),
                   {"none of the 2 posts is of use", "1 left out: the title is missing"});
}

BOOST_AUTO_TEST_CASE(behind_a_page_that_names_no_address_are_missing) {
    std::string page = page_of(1, 20, "");
    page.replace(page.find("null"), 4, "123");
    const https_server server = serve(200, page);
    const news_run some = seed_posts(server);
    BOOST_TEST(some.source("cryptopanic_news") == "partial");
    check_contains(some.source("cryptopanic_news", "detail"), {"names no address", "123"});
    BOOST_TEST(news() == "20");
    BOOST_TEST(seed_posts(server, {"--news", "20"}).source("cryptopanic_news") == "complete");
}

BOOST_AUTO_TEST_CASE(of_today_do_not_belong_to_another_day) {
    const https_server server = serve(200, page_of(1, 2, ""));
    const news_run run = seed_posts(server, {"--as-of", "2026-01-02T00:00:00Z"});
    BOOST_TEST(run.source("cryptopanic_news") == "skipped");
    BOOST_TEST(server.connections() == 0U);
    BOOST_TEST(seed_feeds(server.url("/rss", "localhost"), {"--as-of", "2026-01-02T00:00:00Z"})
                   .source("rss_news") == "skipped");
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(as_recorded_are_stored_as_they_were,
                     *boost::unit_test::precondition(payloads_are_there)) {
    const std::string page = payload("cryptopanic_posts_v1.json");
    const https_server server = serve(200, page);
    const news_run run = seed_posts(server, {"--cryptopanic-plan", "v1", "--news", "20"});
    BOOST_TEST(run.source("cryptopanic_news") == "complete");
    const boost::json::value recorded = boost::json::parse(page);
    for (const auto& post : recorded.at("results").as_array()) {
        const auto& title = post.at("title").as_string();
        const std::string stored = database.value(fmt::format(
            "SELECT title || '|' || source || '|' || total_votes || '|' ||"
            " to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
            " FROM news_sentiment WHERE url = '{}'",
            post.at("url").as_string().c_str()));
        BOOST_TEST(stored == fmt::format("{}|{}|0|{}",
                                         title.c_str(),
                                         post.at("source").at("title").as_string().c_str(),
                                         post.at("published_at").as_string().c_str()));
    }
    BOOST_TEST(news() == "20");
    BOOST_TEST(database.value("SELECT currencies FROM news_sentiment WHERE title LIKE"
                              " 'GameStop (GME)%'") == "{BTC,GME}");
}

BOOST_AUTO_TEST_SUITE_END()
