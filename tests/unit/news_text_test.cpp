#include "plugins/news/text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

namespace news = seedbed::news;

namespace {

struct text_case {
    std::string given;
    std::string wanted;
};

std::ostream& operator<<(std::ostream& out, const text_case& row) {
    return out << '\'' << row.given << '\'';
}

const text_case lines[] = {
    {"", ""},
    {"  a \t b\r\n c ", "a b c"},
    {"a\u00a0b\u2003c\u3000d\u2028e", "a b c d e"},
    {"zero\u200bwidth\ufeff and\u00ad soft", "zerowidth and soft"},
    {"mark\u202es", "marks"},
    {"a\x1b[2Jb\x07\x7f", "a[2Jb"},
    {"\u0085next\u0085line", "next line"},
    {"👩\u200d🚀 ❤\ufe0f", "👩\u200d🚀 ❤\ufe0f"},
    {"caf\xe9", "caf\ufffd"},
    {"\xc0\xaf", "\ufffd\ufffd"},
    {"\xed\xa0\x80x", "\ufffd\ufffd\ufffdx"},
    {"\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"},
    {"cut \xe2\x82", "cut \ufffd\ufffd"},
    {std::string("nul\0l", 5), "null"},
};

const text_case pages[] = {
    {"<p>One</p><p>two</p>", "One two"},
    {"<b>Bit</b>coin <a href=\"x>y\">z</a>", "Bitcoin z"},
    {"a<br/>b<!-- <p>c</p> -->d", "a b d"},
    {"x<script>if (a < b) alert('</p>')</script>y", "x y"},
    {"x<STYLE>p { }</STYLE >y", "x y"},
    {"x<script>never closed", "x"},
    {"fees < 1 cent, > 0", "fees < 1 cent, > 0"},
    {"a < b", "a < b"},
    {"A&amp;B &lt;C&gt; &quot;D&quot; &apos;E&apos;", "A&B <C> \"D\" 'E'"},
    {"it&#8217;s &#x2019; &rsquo; &hellip;", "it’s ’ ’ …"},
    {"a&nbsp;&nbsp;b", "a b"},
    {"AT&T &unknown; &; &", "AT&T &unknown; &; &"},
    {"&#xD800; &#99999999999;", "\ufffd \ufffd"},
    {"&#0;x", "x"},
    {"&#12x; &#;", "&#12x; &#;"},
    {"<", "<"},
    {"end <unclosed", "end <unclosed"},
    {"BTC<ETH ratio falls below 5", "BTC<ETH ratio falls below 5"},
    {"Why P<E and ETH>BTC matters", "Why P<E and ETH>BTC matters"},
    {"if a<b then c", "if a<b then c"},
    {"a<b and c>d", "a<b and c>d"},
    {"BTC <unclosed and the rest of it", "BTC <unclosed and the rest of it"},
    {"the <b rest", "the <b rest"},
    {"C:\\<dir> listing", "C:\\<dir> listing"},
    {"</nothing> </ p> <1> <>", "</nothing> </ p> <1> <>"},
    {"a<IMG SRC='x' alt=\"<\" hidden/>b", "a b"},
    {"a<video controls src=x>b</video >c", "a b c"},
    {"x <!-- y", "x <!-- y"},
    {"<!DOCTYPE html><?xml version='1.0'?>a <!b", "a <!b"},
    {"<p style='unclosed>a", "<p style='unclosed>a"},
    {"<h2>head</h2>line", "head line"},
};

struct address_case {
    std::string text;
    bool is_address;
};

std::ostream& operator<<(std::ostream& out, const address_case& row) {
    return out << '\'' << row.text.substr(0, 60) << '\'';
}

const address_case addresses[] = {
    {"https://a.example/x", true},
    {"HTTP://a.example", true},
    {"https://a.example/münze?x=1#y", true},
    {"https://", false},
    {"https:///path", false},
    {"ftp://a.example", false},
    {"javascript:alert(1)", false},
    {"//a.example/x", false},
    {"/x", false},
    {"", false},
    {"https://a.example/x y", false},
    {"https://a.example/\nx", false},
    {"https://a.example/" + std::string(2000, 'x'), false},
};

} // namespace

BOOST_AUTO_TEST_SUITE(news_text_test)

BOOST_DATA_TEST_CASE(a_line_has_no_breaks_and_nothing_invisible, lines, row) {
    BOOST_TEST(news::one_line(row.given) == row.wanted);
}

BOOST_DATA_TEST_CASE(html_becomes_what_a_browser_shows, pages, row) {
    BOOST_TEST(news::plain_text(row.given) == row.wanted);
}

BOOST_DATA_TEST_CASE(an_address_is_http_and_has_a_host, addresses, row) {
    BOOST_TEST(news::is_web_address(row.text) == row.is_address);
}

BOOST_AUTO_TEST_CASE(stored_text_keeps_its_lines_but_nothing_a_column_refuses) {
    BOOST_TEST(news::storable("\n a\n\nb\t c  d \r\n") == "a\n\nb\t c  d");
    BOOST_TEST(news::storable(std::string("\0x\x1b", 3)) == "x");
    BOOST_TEST(news::storable("\xff") == "\ufffd");
}

BOOST_AUTO_TEST_CASE(text_is_cut_between_characters) {
    BOOST_TEST(news::cut("münze", 2) == "mü");
    BOOST_TEST(news::cut("münze", 5) == "münze");
    BOOST_TEST(news::cut("münze", 0) == "");
    BOOST_TEST(news::cut("🧊🧊", 1) == "🧊");
}

BOOST_AUTO_TEST_SUITE_END()
