#include "plugins/rss_news/feed.hpp"
#include "tests/support/files.hpp"

#include <seedbed/error.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <ostream>
#include <string>

namespace rss = seedbed::rss;

using seedbed::test::fixture;

namespace {

const seedbed::timestamp newest = seedbed::timestamp::parse("2026-10-05T12:00:00Z");

rss::feed parse(const std::string& body) {
    return rss::parse_feed(body, "host.example", newest);
}

std::string shown(const seedbed::news::article& article) {
    return fmt::format("{}|{}|{}|{}|{}|{}",
                       article.title,
                       article.source.value_or("-"),
                       article.url.value_or("-"),
                       article.published_at.value().to_string(),
                       article.sentiment.to_string(),
                       fmt::join(article.currencies, ","));
}

std::string lines_of(const rss::feed& feed) {
    return fmt::format("{}", fmt::join(feed.rejected.lines(), "\n"));
}

/// A feed with one item of that title.
std::string one_item(const std::string& title, const std::string& declaration = "") {
    return declaration + "<rss version=\"2.0\"><channel><title></title><item><title>" + title +
           "</title><link>https://a.example/1</link>"
           "<pubDate>Sun, 04 Oct 2026 01:00:00 GMT</pubDate></item></channel></rss>";
}

std::string title_of(const std::string& body) {
    return parse(body).articles.at(0).title;
}

/// ASCII as UTF-16, with its mark.
std::string utf16(const std::string& text, bool big_endian) {
    std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text)
        bytes += big_endian ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
}

struct bad_feed {
    std::string body;
    const char* message;
};

std::ostream& operator<<(std::ostream& out, const bad_feed& row) {
    return out << row.body.substr(0, 60);
}

const bad_feed bad_feeds[] = {
    {"", "the answer is empty"},
    {" \n", "the answer is empty"},
    {"\n<!DOCTYPE html><html><head>", "an HTML page"},
    {"<HTML><body>", "an HTML page"},
    {"{\"status\":\"error\"}", "no well-formed XML"},
    {"<rss><channel><item>", "no well-formed XML"},
    {"<rss><channel></rss></channel>", "no well-formed XML"},
    {"<opml/>", "the root element is <opml>"},
    {"<?xml version='1.0'?><html/>", "the root element is <html>"},
    {"<rss/>", "RSS without a channel"},
    {"<?xml version='1.0' encoding='EUC-JP'?><rss/>", "written in euc-jp"},
    {one_item("x") + one_item("y").substr(0, 20), "no well-formed XML"},
    {"<rss><channel>" + std::string(5'000'000, ' ') + "</channel></rss>", "bytes"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(rss_feed_test)

BOOST_AUTO_TEST_CASE(rss_is_read_with_all_its_ways_to_write_things) {
    const rss::feed feed = parse(fixture("rss/harbour.rss"));
    BOOST_REQUIRE(feed.articles.size() == 3U);
    BOOST_TEST(shown(feed.articles[0]) ==
               "Bitcoin soars to a record high as ETF inflows return|Harbour Ledger: coins & chains"
               "|https://harbour.example/2026/10/bitcoin-record?utm_source=rss&utm_medium=rss"
               "|2026-10-04T07:15:09Z|0.7143|BTC");
    BOOST_TEST(shown(feed.articles[1]) ==
               "Chainlink’s bridge isn’t hacked, team says & explains the outage"
               "|Harbour Ledger: coins & chains|https://harbour.example/2026/10/chainlink-bridge"
               "|2026-10-04T07:05:00Z|0.2000|LINK");
    BOOST_TEST(shown(feed.articles[2]) == "A plain title about a link and a dot|Quay Press"
                                          "|https://harbour.example/2026/10/plain"
                                          "|2026-10-03T19:00:00Z|-0.6000|");
}

BOOST_AUTO_TEST_CASE(an_item_of_no_use_is_left_out_and_counted_by_reason) {
    const rss::feed feed = parse(fixture("rss/harbour.rss"));
    BOOST_TEST(feed.rejected.count() == 5U);
    const std::string lines = lines_of(feed);
    for (const char* line : {"2 left out: the link is missing, or no http address (Without a link, "
                             "for one)",
                             "1 left out: the time of publication is missing, or none (Without a "
                             "time)",
                             "1 left out: the time of publication is in the future",
                             "1 left out: the title is missing"})
        BOOST_TEST((lines.find(line) != std::string::npos), line << " is not in:\n" << lines);
}

BOOST_AUTO_TEST_CASE(atom_is_read_with_all_its_ways_to_write_things) {
    const rss::feed feed = parse(fixture("rss/quay.atom"));
    BOOST_REQUIRE(feed.articles.size() == 3U);
    BOOST_TEST(shown(feed.articles[0]) ==
               "Ethereum upgrade delayed|Quay <Press>|https://quay.example/ethereum-upgrade"
               "|2026-10-04T06:30:00.123456Z|0.0000|ETH");
    BOOST_TEST(shown(feed.articles[1]) == "A quiet day|Quay <Press>|https://quay.example/quiet"
                                          "|2026-10-04T08:00:00Z|0.5000|");
    BOOST_TEST(shown(feed.articles[2]) == "Fees <1 cent|Quay <Press>|https://quay.example/fees"
                                          "|2026-10-04T00:00:00Z|0.0000|");
    BOOST_TEST(feed.rejected.count() == 1U);
}

BOOST_AUTO_TEST_CASE(atom_may_have_a_prefix) {
    const rss::feed feed = parse(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>T</a:title><a:entry>"
        "<a:title>E</a:title><a:link href='https://a.example/'/><a:updated>2026-10-04</a:updated>"
        "</a:entry></a:feed>");
    BOOST_REQUIRE(feed.articles.size() == 1U);
    BOOST_TEST(shown(feed.articles[0]) == "E|T|https://a.example/|2026-10-04T00:00:00Z|0.0000|");
}

BOOST_AUTO_TEST_CASE(a_feed_without_a_name_goes_by_its_host) {
    BOOST_TEST(parse(one_item("x")).articles.at(0).source.value() == "host.example");
}

BOOST_AUTO_TEST_CASE(encodings_become_utf8) {
    BOOST_TEST(title_of(one_item("münze €")) == "münze €");
    BOOST_TEST(title_of("\xEF\xBB\xBF" + one_item("münze")) == "münze");
    BOOST_TEST(title_of(one_item("m\xFCnze \x80", "<?xml version='1.0' encoding='ISO-8859-1'?>")) ==
               "münze €");
    BOOST_TEST(title_of(one_item("\x93q\x94",
                                 "<?xml version=\"1.0\" encoding=\"Windows-1252\"?>")) == "“q”");
    BOOST_TEST(title_of(utf16(one_item("wide"), true)) == "wide");
    BOOST_TEST(title_of(utf16(one_item("wide"), false)) == "wide");
    BOOST_TEST(title_of(one_item("x", "<?xml version='1.0' encoding='utf-16'?>")) == "x");
    BOOST_TEST(title_of(one_item("bad \xFC byte")) == "bad \ufffd byte");
}

BOOST_AUTO_TEST_CASE(no_entity_is_expanded_and_no_file_is_read) {
    const std::string types = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
                              "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    BOOST_TEST(title_of(one_item("x &b; y &f;", types)) == "x &b; y &f;");
}

BOOST_AUTO_TEST_CASE(a_sign_in_a_title_is_no_tag) {
    BOOST_TEST(title_of(one_item("BTC&lt;ETH ratio falls below 5")) ==
               "BTC<ETH ratio falls below 5");
    BOOST_TEST(title_of(one_item("<![CDATA[Why P<E and ETH>BTC matters]]>")) ==
               "Why P<E and ETH>BTC matters");
    BOOST_TEST(title_of(one_item("R&amp;D &lt;strong&gt;bold&lt;/strong&gt; move")) ==
               "R&D bold move");
}

BOOST_AUTO_TEST_CASE(a_thousand_items_of_a_feed_are_enough) {
    std::string body = "<rss><channel>";
    for (int i = 0; i < 1'500; ++i)
        body += fmt::format("<item><title>t</title><link>https://a.example/{}</link>"
                            "<pubDate>2026-10-04</pubDate></item>",
                            i);
    BOOST_TEST(parse(body + "</channel></rss>").articles.size() == 1'000U);
}

BOOST_AUTO_TEST_CASE(an_endless_title_is_none) {
    BOOST_TEST(title_of(one_item(std::string(1'000, 'x'))).size() == 1'000U);
    const rss::feed feed = parse(one_item(std::string(1'000'000, 'x')));
    BOOST_TEST(feed.articles.empty());
    BOOST_TEST(lines_of(feed).starts_with("1 left out: the title is longer"));
}

BOOST_AUTO_TEST_CASE(depth_is_limited) {
    const auto nested = [](int levels) {
        std::string open;
        std::string close;
        for (int i = 0; i < levels; ++i) {
            open += "<b>";
            close += "</b>";
        }
        return one_item(open + "x" + close);
    };
    BOOST_TEST(title_of(nested(50)) == "x");
    BOOST_CHECK_EXCEPTION(parse(nested(200'000)), seedbed::error, [](const auto& thrown) {
        return std::string(thrown.what()).find("deeper than 64") != std::string::npos;
    });
}

BOOST_DATA_TEST_CASE(a_document_that_is_no_feed_is_an_error_that_says_why, bad_feeds, row) {
    BOOST_CHECK_EXCEPTION(parse(row.body), seedbed::error, [&row](const auto& thrown) {
        BOOST_TEST_MESSAGE(thrown.what());
        return std::string(thrown.what()).find(row.message) != std::string::npos;
    });
}

BOOST_AUTO_TEST_SUITE_END()
