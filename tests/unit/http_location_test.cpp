#include "http/location.hpp"

#include <seedbed/http.hpp>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <ostream>
#include <string>

namespace http = seedbed::http;

namespace {

struct good_url {
    const char* url;
    bool tls;
    const char* host;
    unsigned port;
    const char* authority;
    const char* target;
};

std::ostream& operator<<(std::ostream& out, const good_url& row) {
    return out << row.url;
}

constexpr std::array good_urls = {
    good_url{"https://api.example.com/v2/latest",
             true,
             "api.example.com",
             443,
             "api.example.com",
             "/v2/latest"},
    good_url{"HTTPS://Example.com", true, "Example.com", 443, "Example.com", "/"},
    good_url{"https://example.com:443/a", true, "example.com", 443, "example.com", "/a"},
    good_url{"https://example.com:8443/a", true, "example.com", 8443, "example.com:8443", "/a"},
    good_url{"https://example.com:/a", true, "example.com", 443, "example.com", "/a"},
    good_url{"https://example.com?q=1", true, "example.com", 443, "example.com", "/?q=1"},
    good_url{"https://example.com/a%20b?q=%26&r#part",
             true,
             "example.com",
             443,
             "example.com",
             "/a%20b?q=%26&r"},
    good_url{"https://example.com/a?", true, "example.com", 443, "example.com", "/a?"},
    good_url{"https://[2001:db8::1]:9/", true, "2001:db8::1", 9, "[2001:db8::1]:9", "/"},
    good_url{"http://127.0.0.1:8080/x", false, "127.0.0.1", 8080, "127.0.0.1:8080", "/x"},
    good_url{"http://127.200.3.4/", false, "127.200.3.4", 80, "127.200.3.4", "/"},
    good_url{"http://[::1]/", false, "::1", 80, "[::1]", "/"},
    good_url{"http://LocalHost/", false, "LocalHost", 80, "LocalHost", "/"},
};

struct bad_url {
    const char* url;
    http::problem cause;
};

std::ostream& operator<<(std::ostream& out, const bad_url& row) {
    return out << row.url;
}

constexpr std::array bad_urls = {
    bad_url{"", http::problem::invalid_url},
    bad_url{"example.com/latest", http::problem::invalid_url},
    bad_url{"/latest", http::problem::invalid_url},
    bad_url{"https:", http::problem::invalid_url},
    bad_url{"https:///latest", http::problem::invalid_url},
    bad_url{"ftp://example.com/", http::problem::invalid_url},
    bad_url{"https://example.com:0/", http::problem::invalid_url},
    bad_url{"https://example.com:65536/", http::problem::invalid_url},
    bad_url{"https://example.com:99999999999999999999/", http::problem::invalid_url},
    bad_url{"https://example.com/a b", http::problem::invalid_url},
    bad_url{"https://example.com/\r\nX: y", http::problem::invalid_url},
    bad_url{"https://exa%0d%0ample.com/", http::problem::invalid_url},
    bad_url{"https://ex%61mple%2Fcom/", http::problem::invalid_url},
    bad_url{"https://b\xc3\xbc"
            "cher.example/",
            http::problem::invalid_url},
    bad_url{"https://user:secret@example.com/", http::problem::invalid_url},
    bad_url{"https://secret@example.com/", http::problem::invalid_url},
    bad_url{"https://[v1.x]/", http::problem::invalid_url},
    bad_url{"http://example.com/", http::problem::insecure_url},
    bad_url{"http://128.0.0.1/", http::problem::insecure_url},
    bad_url{"http://localhost.example.com/", http::problem::insecure_url},
    bad_url{"http://127.1/", http::problem::insecure_url},
    bad_url{"http://[::ffff:127.0.0.1]/", http::problem::insecure_url},
    bad_url{"http://0.0.0.0/", http::problem::insecure_url},
};

} // namespace

BOOST_AUTO_TEST_SUITE(http_location_test)

BOOST_DATA_TEST_CASE(a_good_url_is_taken_apart, good_urls, row) {
    const http::location where = http::locate(row.url);
    BOOST_TEST(where.tls == row.tls);
    BOOST_TEST(where.host == row.host);
    BOOST_TEST(where.port == row.port);
    BOOST_TEST(where.authority == row.authority);
    BOOST_TEST(where.target == row.target);
}

BOOST_DATA_TEST_CASE(a_bad_url_is_refused_with_its_cause, bad_urls, row) {
    BOOST_CHECK_EXCEPTION(
        http::locate(row.url), http::transport_error, [&row](const http::transport_error& refused) {
            return refused.cause() == row.cause && refused.kind() == seedbed::failure::usage;
        });
}

BOOST_AUTO_TEST_CASE(a_message_never_shows_user_information_query_or_fragment) {
    for (const char* url : {"https://user:hidden@example.com:70000/a",
                            "https://example.com:0/a?auth_token=hidden",
                            "user:hidden@example.com",
                            "https://example.com:0/a#hidden",
                            "https://us@er:hidden@example.com:0/",
                            "http://example.com/hidden?token=hidden"}) {
        BOOST_CHECK_EXCEPTION(
            http::locate(url), http::transport_error, [](const http::transport_error& refused) {
                const std::string message = refused.what();
                return message.find("hidden") == std::string::npos &&
                       message.find("example.com") != std::string::npos;
            });
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_location_test)

BOOST_AUTO_TEST_CASE(a_header_is_found_whatever_its_case) {
    http::response answer;
    answer.headers = {{"Content-Type", "text/html"}, {"X-A", "1"}, {"x-a", "2"}};
    BOOST_TEST(answer.header("content-TYPE").value() == "text/html");
    BOOST_TEST(answer.header("x-a").value() == "1");
    BOOST_TEST(!answer.header("x-b").has_value());
}

BOOST_AUTO_TEST_CASE(an_excerpt_is_one_line_of_printable_ascii) {
    BOOST_TEST(http::excerpt("") == "");
    BOOST_TEST(http::excerpt(" \r\n<html>\n\t <b> ") == "<html> <b>");
    BOOST_TEST(http::excerpt("a\x1b[31mb\x7f\xc3\xa9") == "a?[31mb???");
    BOOST_TEST(http::excerpt(std::string_view("a\0b", 3)) == "a?b");
}

BOOST_AUTO_TEST_CASE(an_excerpt_keeps_to_its_size) {
    BOOST_TEST(http::excerpt("abcdef", 6) == "abcdef");
    BOOST_TEST(http::excerpt("abcdefg", 6) == "abc...");
    BOOST_TEST(http::excerpt("abc   ", 3) == "abc");
    BOOST_TEST(http::excerpt("abcdef", 2) == "..");
    BOOST_TEST(http::excerpt(std::string(1000, 'x')).size() == 200);
}

BOOST_AUTO_TEST_SUITE_END()
