#include "plugins/news/lexicon.hpp"
#include "plugins/news/sentiment.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <string_view>

namespace news = seedbed::news;

namespace {

struct line_case {
    const char* line;
    const char* score;
};

std::ostream& operator<<(std::ostream& out, const line_case& row) {
    return out << row.line;
}

constexpr line_case lines[] = {
    {"", "0.0000"},
    {"What is a blockchain?", "0.0000"},
    {"Bitcoin rises", "0.3333"},
    {"Bitcoin Soars", "0.5000"},
    {"Bitcoin soars to record high", "0.6667"},
    {"Bitcoin hits all-time high", "0.5000"},
    {"Exchange hacked", "-0.5000"},
    {"Markets fall", "-0.3333"},
    {"Markets sell-off deepens", "-0.3333"},
    {"Markets rise, miners fall", "0.0000"},
    {"Crash, hack and fraud", "-0.7500"},
    // negation
    {"This is not a hack", "0.5000"},
    {"Coin fails to recover", "-0.5000"},
    {"Founder denies fraud", "0.5000"},
    {"It isn’t crashing", "0.5000"},
    {"No: crash goes on", "-0.5000"}, // another clause
    {"Not that anyone really cares, crash", "-0.5000"},
    {"Not one of all these coins crashed", "-0.5000"}, // too far away
};

struct vote_case {
    long long positive;
    long long negative;
    const char* score;
    const char* word;
};

std::ostream& operator<<(std::ostream& out, const vote_case& row) {
    return out << row.positive << " against " << row.negative;
}

constexpr vote_case votes[] = {
    {0, 0, "0.0000", "neutral"},
    {4, 4, "0.0000", "neutral"},
    {15, 3, "0.6667", "positive"},
    {1, 7, "-0.7500", "negative"},
    {9, 0, "1.0000", "positive"},
    {0, 1, "-1.0000", "negative"},
    {33, 31, "0.0313", "positive"}, // 0.03125: away from zero, as PostgreSQL rounds
    {31, 33, "-0.0313", "negative"},
    {1'000'000'000, 999'999'999, "0.0000", "neutral"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(news_sentiment_test)

BOOST_DATA_TEST_CASE(words_give_a_mood, lines, row) {
    BOOST_TEST(news::sentiment_of_words(row.line).to_string() == row.score);
}

BOOST_DATA_TEST_CASE(votes_give_a_mood, votes, row) {
    const news::score mood = news::sentiment_of_votes(row.positive, row.negative);
    BOOST_TEST(mood.to_string() == row.score);
    BOOST_TEST(news::sentiment_word(mood) == row.word);
}

BOOST_AUTO_TEST_CASE(no_headline_reaches_one) {
    std::string endless;
    for (int i = 0; i < 1'000; ++i)
        endless += "crash ";
    const news::score mood = news::sentiment_of_words(endless);
    BOOST_TEST(mood.to_string() == "-0.9990");
}

BOOST_AUTO_TEST_CASE(the_lexicon_holds_its_words_and_pairs) {
    BOOST_TEST(news::weight_of("surged") == 2);
    BOOST_TEST(news::weight_of("resilience") == 1);
    BOOST_TEST(news::weight_of("promising") == 1);
    BOOST_TEST(news::weight_of("record low") == -1);
    BOOST_TEST(news::weight_of("malware") == -2);
    BOOST_TEST(news::weight_of("listing") == 0);
    BOOST_TEST(news::weight_of("") == 0);
    BOOST_TEST(news::negates("doesn't"));
    BOOST_TEST(!news::negates("tent"));
}

BOOST_AUTO_TEST_SUITE_END()
