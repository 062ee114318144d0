// Answers changed at random: every parser gives a result that keeps its promises, or a
// seedbed::error; nothing else. Run with a sanitizer it finds what the promises do not show.
#include "plugins/cryptopanic_news/posts.hpp"
#include "plugins/news/publication_time.hpp"
#include "plugins/news/sentiment.hpp"
#include "plugins/news/text.hpp"
#include "plugins/news/tickers.hpp"
#include "plugins/rss_news/feed.hpp"
#include "tests/support/files.hpp"
#include "tests/unit/mutator.hpp"

#include <seedbed/error.hpp>
#include <seedbed/random.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace news = seedbed::news;

namespace {

const seedbed::timestamp newest = seedbed::timestamp::parse("2026-10-05T12:00:00Z");

using seedbed::test::mutator;

void check_text(const std::string& text) {
    BOOST_TEST((news::storable(text) == text), "not storable: " << text);
}

void check_article(const news::article& article) {
    BOOST_TEST(!article.title.empty());
    check_text(article.title);
    check_text(article.source.value_or(""));
    BOOST_TEST(article.source.value_or("").size() <= 400U);
    if (article.url) {
        check_text(*article.url);
        BOOST_TEST(news::is_web_address(*article.url));
    }
    BOOST_TEST((!article.published_at || *article.published_at <= newest));
    BOOST_TEST(article.total_votes.value_or(0) >= 0);
    const news::score one = news::score::from_integer(1);
    BOOST_TEST((article.sentiment <= one && -article.sentiment <= one));
    for (const std::string& ticker : article.currencies)
        BOOST_TEST(std::ranges::all_of(ticker, [](unsigned char c) {
            return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }));
}

struct tally {
    int read = 0;
    int refused = 0;
};

/// Both must occur: else the mutations are too mild, or too wild, to try anything.
template <class Parse>
void check_mutations(const std::string& fixture, std::uint64_t rounds, Parse parse) {
    const std::string original = seedbed::test::fixture(fixture);
    tally all;
    for (std::uint64_t i = 0; i < rounds; ++i) {
        try {
            parse(mutator(i)(original));
            ++all.read;
        } catch (const seedbed::error&) {
            ++all.refused;
        }
    }
    BOOST_TEST_MESSAGE(fixture << ": " << all.read << " read, " << all.refused << " refused");
    BOOST_TEST(all.read > 0);
    BOOST_TEST(all.refused > 0);
}

} // namespace

BOOST_AUTO_TEST_SUITE(news_mutations_test)

BOOST_AUTO_TEST_CASE(no_page_of_posts_breaks_the_parser) {
    for (const char* fixture : {"cryptopanic/posts_v1.json", "cryptopanic/posts_v2.json"})
        check_mutations(fixture, 2'000, [](const std::string& body) {
            for (const auto& post : seedbed::cryptopanic::parse_posts(body, newest).posts)
                check_article(post.article);
        });
}

BOOST_AUTO_TEST_CASE(no_feed_breaks_the_parser) {
    for (const char* fixture : {"rss/harbour.rss", "rss/quay.atom"})
        check_mutations(fixture, 2'000, [](const std::string& body) {
            for (const auto& article : seedbed::rss::parse_feed(body, "host", newest).articles)
                check_article(article);
        });
}

BOOST_AUTO_TEST_CASE(no_text_breaks_what_reads_words_and_times) {
    const std::string original =
        "Thu, 27 Mar 2025 18:47:14 +0000 – $BTC isn’t crashing <b>&amp;</b>";
    for (std::uint64_t i = 0; i < 5'000; ++i) {
        const std::string text = mutator(i)(original);
        news::parse_publication_time(text);
        const std::string line = news::plain_text(text);
        BOOST_TEST((news::one_line(line) == line), "not one line: " << line);
        news::tickers_in(line);
        news::sentiment_of_words(line);
    }
}

BOOST_AUTO_TEST_SUITE_END()
