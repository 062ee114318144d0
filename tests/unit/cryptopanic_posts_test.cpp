#include "plugins/cryptopanic_news/posts.hpp"
#include "tests/support/files.hpp"

#include <seedbed/source.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <ostream>
#include <string>

namespace cryptopanic = seedbed::cryptopanic;

using seedbed::test::payloads_are_there;

namespace {

const seedbed::timestamp newest = seedbed::timestamp::parse("2026-10-05T12:00:00Z");

cryptopanic::posts_page parse_fixture(const char* name) {
    return cryptopanic::parse_posts(seedbed::test::fixture(std::string("cryptopanic/") + name),
                                    newest);
}

std::string shown(const cryptopanic::post& post) {
    const seedbed::news::article& article = post.article;
    return fmt::format("{}|{}|{}|{}|{}|{}",
                       article.source.value_or("-"),
                       article.url.value_or("-"),
                       article.published_at ? article.published_at->to_string() : "-",
                       article.sentiment.to_string(),
                       article.total_votes ? std::to_string(*article.total_votes) : "-",
                       fmt::join(article.currencies, ","));
}

struct bad_answer {
    const char* body;
    const char* message;
};

std::ostream& operator<<(std::ostream& out, const bad_answer& row) {
    return out << row.body;
}

constexpr bad_answer bad_answers[] = {
    {"", "the answer is empty"},
    {"<!DOCTYPE html><html>Just a moment", "HTML or XML page"},
    {"[]", "the answer's type is array, not object"},
    {"{}", "\"results\" is absent"},
    {R"({"results":{}})", "the type of \"results\" is object, not array"},
    {R"({"results":[)", "not valid JSON"},
    {R"({"results":[],"results":[]})", "comes twice"},
};

cryptopanic::posts_page parse_payload(const char* name) {
    return cryptopanic::parse_posts(seedbed::test::payload(name), newest);
}

} // namespace

BOOST_AUTO_TEST_SUITE(cryptopanic_posts_test)

BOOST_AUTO_TEST_CASE(posts_of_v1_are_read_with_votes_and_tickers) {
    const cryptopanic::posts_page page = parse_fixture("posts_v1.json");
    BOOST_REQUIRE(page.posts.size() == 5U);
    BOOST_TEST(page.posts[0].article.title == "Miners ship a quieter cooling loop 🧊");
    BOOST_TEST(shown(page.posts[0]) == "Harbour Ledger|https://cryptopanic.com/news/90000001/"
                                       "Miners-ship-a-quieter-cooling-loop?mtm_campaign=API-OFA"
                                       "|2026-10-04T07:15:09Z|0.6667|18|BTC,USDT");
    BOOST_TEST(page.posts[1].article.title ==
               "A first line\n\nand a  second one, with an apostrophe’s curl");
    BOOST_TEST(shown(page.posts[1]) == "Quay|https://cryptopanic.com/news/90000002/A-first-line"
                                       "|2026-10-04T06:59:30.250000Z|-0.7500|8|");
    BOOST_TEST(page.next.value_or("") ==
               "https://cryptopanic.com/api/v1/posts/?auth_token=someone-elses&page=2");
}

BOOST_AUTO_TEST_CASE(a_post_with_odd_fields_is_kept_without_them) {
    const cryptopanic::posts_page page = parse_fixture("posts_v1.json");
    BOOST_REQUIRE(page.posts.size() == 5U);
    BOOST_TEST(shown(page.posts[2]) ==
               "pier.example|https://cryptopanic.com/news/90000003/Nobody-voted-here|-|0.0000|0|");
    BOOST_TEST(shown(page.posts[3]) ==
               "-|https://cryptopanic.com/news/90000003/Nobody-voted-here|-|0.0000|-|");
    BOOST_TEST(shown(page.posts[4]) == "ahead.example|-|-|0.0000|-|");
    BOOST_TEST(page.undated == 3U);
    BOOST_TEST(page.posts[2].identity == page.posts[3].identity); // the same id: the same post
}

BOOST_AUTO_TEST_CASE(a_post_without_a_title_is_left_out_and_counted) {
    const cryptopanic::posts_page page = parse_fixture("posts_v1.json");
    BOOST_TEST(page.rejected.count() == 2U);
    const std::string lines = fmt::format("{}", fmt::join(page.rejected.lines(), "\n"));
    BOOST_TEST(lines.find("1 left out: the title is missing") != std::string::npos);
    BOOST_TEST(lines.find("1 left out: the post's type is string") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(posts_of_v2_may_tell_little_or_all) {
    const cryptopanic::posts_page page = parse_fixture("posts_v2.json");
    BOOST_REQUIRE(page.posts.size() == 3U);
    BOOST_TEST(shown(page.posts[0]) == "-|-|2026-10-04T09:28:07Z|0.0000|-|");
    BOOST_TEST(page.posts[0].identity == "text 2026-10-04T09:28:07Z A plan that tells little");
    BOOST_TEST(shown(page.posts[1]) ==
               "Harbour Ledger|https://cryptopanic.com/news/31000007/a-plan-that-tells-all"
               "|2026-10-04T08:30:00Z|0.3333|3|ETH");
    BOOST_TEST(shown(page.posts[2]) ==
               "-|https://quay.example/original|2026-10-04T08:00:00Z|0.0000|-|");
    BOOST_TEST(!page.next);
}

BOOST_DATA_TEST_CASE(an_answer_of_another_shape_is_an_error, bad_answers, row) {
    BOOST_CHECK_EXCEPTION(
        cryptopanic::parse_posts(row.body, newest), seedbed::error, [&row](const auto& thrown) {
            BOOST_TEST_MESSAGE(thrown.what());
            return std::string(thrown.what()).find(row.message) != std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(an_api_error_with_status_200_is_a_refusal_in_the_vendors_words) {
    BOOST_CHECK_EXCEPTION(
        cryptopanic::parse_posts(R"({"status":"api_error","info":"The token\nis gone"})", newest),
        seedbed::source_error,
        [](const seedbed::source_error& thrown) {
            return thrown.outcome() == seedbed::source_outcome::refused &&
                   std::string(thrown.what()) == "CryptoPanic says api_error: The token is gone";
        });
}

BOOST_AUTO_TEST_CASE(a_source_fits_its_column) {
    const std::string body =
        R"({"results":[{"title":"x","source":{"title":")" + std::string(150, 's') + R"("}}]})";
    BOOST_TEST(cryptopanic::parse_posts(body, newest).posts.at(0).article.source.value() ==
               std::string(100, 's'));
}

BOOST_AUTO_TEST_CASE(votes_that_no_column_holds_are_no_votes) {
    const auto total = [](const std::string& votes) {
        const std::string body = R"({"results":[{"title":"x","votes":)" + votes + "}]}";
        return cryptopanic::parse_posts(body, newest).posts.at(0).article.total_votes.value_or(-1);
    };
    BOOST_TEST(total(R"({"positive":1,"negative":2})") == 3);
    BOOST_TEST(total(R"({"positive":1073741823,"negative":1073741823})") == 2147483646);
    BOOST_TEST(total(R"({"positive":1073741824,"negative":0})") == -1);
    BOOST_TEST(total(R"({"positive":1.5,"negative":0})") == -1);
    BOOST_TEST(total(R"({"positive":1})") == -1);
    BOOST_TEST(total("[]") == -1);
    BOOST_TEST(total("null") == -1);
}

BOOST_AUTO_TEST_CASE(fields_of_another_type_are_dropped_and_counted) {
    const cryptopanic::posts_page page = cryptopanic::parse_posts(
        R"({"results":[
            {"title":"a","votes":{"positive":"15","negative":3},"url":7,"source":"S"},
            {"title":"b","votes":{"positive":3.0,"negative":1},"votes2":1,"published_at":5},
            {"title":"c","votes":null,"source":null,"currencies":[{"code":"USDC.e"},
             {"code":"BTC"},{"code":"$WIF"},{"code":null},"ETH"],"instruments":{}}]})",
        newest);
    BOOST_TEST(page.posts.size() == 3U);
    BOOST_TEST(page.rejected.count() == 0U);
    BOOST_TEST(shown(page.posts.at(2)) == "-|-|-|0.0000|-|BTC");
    BOOST_TEST(
        page.dropped.lines() ==
            (std::vector<std::string>{
                R"(4 left out: a coin's code that is no ticker ({"code":"USDC.e"}, for one))",
                "1 left out: instruments that are no list ({})",
                "1 left out: published_at that is no text (5)",
                "1 left out: source that is no object (\"S\")",
                "1 left out: url that is no text (7)",
                "2 left out: votes that are no two counts ({\"positive\":\"15\","
                "\"negative\":3}, for one)"}),
        boost::test_tools::per_element());
    BOOST_TEST(parse_fixture("posts_v2.json").dropped.count() == 0U);
}

BOOST_AUTO_TEST_CASE(a_next_page_is_told_by_a_text_or_null) {
    const auto odd_next = [](const std::string& next) {
        return cryptopanic::parse_posts(R"({"results":[],"next":)" + next + "}", newest)
            .odd_next.value_or("fine");
    };
    for (const char* fine : {"null", "\"\"", "\"https://cryptopanic.com/x\""})
        BOOST_TEST(odd_next(fine) == "fine");
    for (const char* odd : {"123", "{}", "[]", "false"})
        BOOST_TEST(odd_next(odd) == odd);
}

BOOST_AUTO_TEST_CASE(reference_pages_are_read_whole,
                     *boost::unit_test::precondition(payloads_are_there)) {
    for (const char* name :
         {"cryptopanic_posts_v1.json", "cryptopanic_posts_v1_2025-03-27a.json"}) {
        const cryptopanic::posts_page page = parse_payload(name);
        BOOST_TEST(page.posts.size() == 20U);
        BOOST_TEST(page.rejected.count() == 0U);
        BOOST_TEST(page.undated == 0U);
        BOOST_TEST(page.dropped.count() == 0U);
        BOOST_TEST(page.next.has_value());
        for (const cryptopanic::post& post : page.posts) {
            BOOST_TEST(post.article.url.has_value());
            BOOST_TEST(post.article.source.has_value());
            BOOST_TEST(post.article.total_votes.value_or(-1) == 0);
        }
    }
    const cryptopanic::posts_page v2 = parse_payload("cryptopanic_posts_v2.json");
    BOOST_REQUIRE(v2.posts.size() == 4U);
    BOOST_TEST(shown(v2.posts[0]) == "-|-|2026-03-27T09:28:07Z|0.0000|-|");
    BOOST_TEST(shown(v2.posts[3]) == "CoinDesk|https://cryptopanic.com/news/12345678/"
                                     "bitcoin-breaks-60k|2026-03-21T10:30:00Z|0.6667|18|BTC");
}

BOOST_AUTO_TEST_SUITE_END()
