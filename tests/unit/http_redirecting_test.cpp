#include "http/redirecting.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::http;

BOOST_AUTO_TEST_SUITE(http_redirecting_test)

BOOST_AUTO_TEST_CASE(a_pattern_has_its_host_or_what_is_below_it) {
    const std::vector<std::string> patterns = {"api.example.com", "*.r2.dev"};
    for (const char* host : {"api.example.com", "API.example.com", "pub-1.r2.dev", "a.b.r2.dev"})
        BOOST_TEST(is_allowed_host(patterns, host), host);
    for (const char* host :
         {"example.com", "x.api.example.com", "r2.dev", "evilr2.dev", ".r2.dev", "r2.dev.evil"})
        BOOST_TEST(!is_allowed_host(patterns, host), host);
    BOOST_TEST(!is_allowed_host({}, "example.com"));
}

BOOST_AUTO_TEST_CASE(a_reference_is_resolved_against_its_base) {
    const std::string base = "https://a.example/b/c?d=e";
    struct {
        const char* reference;
        const char* url;
    } const cases[] = {{"/x", "https://a.example/x"},
                       {"x?y#z", "https://a.example/b/x?y"},
                       {"../x", "https://a.example/x"},
                       {"?q", "https://a.example/b/c?q"},
                       {"//other.example/x", "https://other.example/x"},
                       {"http://other.example:8080/", "http://other.example:8080/"}};
    for (const auto& each : cases)
        BOOST_TEST(resolve_reference(base, each.reference) == each.url);
    BOOST_CHECK_THROW(resolve_reference(base, "http://[half"), transport_error);
}

BOOST_AUTO_TEST_CASE(parameters_that_hold_a_secret_are_left_out) {
    const seedbed::redaction secrets(std::vector<std::string>{"k&y"});
    BOOST_TEST(without_secret_parameters("https://a/?t=k%26y&p=2&f", secrets) ==
               "https://a/?p=2&f");
    BOOST_TEST(without_secret_parameters("https://a/?t=k%26y", secrets) == "https://a/");
    BOOST_TEST(without_secret_parameters("https://a/b", secrets) == "https://a/b");
}

BOOST_AUTO_TEST_SUITE_END()
