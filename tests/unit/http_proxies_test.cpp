#include "http/proxies.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace seedbed::http;

BOOST_AUTO_TEST_SUITE(http_proxies_test)

BOOST_AUTO_TEST_CASE(no_proxy_lists_names_addresses_and_networks) {
    struct {
        const char* list;
        const char* host;
        bool listed;
    } const cases[] = {{"", "a.example", false},
                       {"*", "a.example", true},
                       {"*", "10.0.0.1", true},
                       {"example", "a.example", true},
                       {".example", "a.example", true},
                       {".example", "example", true},
                       {"a.example", "A.EXAMPLE", true},
                       {"a.example", "ba.example", false},
                       {"a.example", "example", false},
                       {"b, a.example", "a.example", true},
                       {"b a.example", "a.example", true},
                       {"127.0.0.1", "127.0.0.1", true},
                       {"127.0.0.1", "127.0.0.2", false},
                       {"127.0.0.1", "localhost", false},
                       {"10.0.0.0/8", "10.200.3.4", true},
                       {"10.0.0.0/8", "11.0.0.1", false},
                       {"10.1.2.3/8", "10.200.3.4", true},
                       {"10.0.0.0/99", "10.0.0.1", false},
                       {"fd00::/8", "fd12::1", true},
                       {"fd00::/8", "10.0.0.1", false},
                       {"[::1]", "::1", true},
                       {"::1", "::1", true},
                       {"0.1", "10.0.0.1", false}};
    for (const auto& each : cases)
        BOOST_TEST(is_listed(each.list, each.host) == each.listed,
                   each.list << " and " << each.host);
}

BOOST_AUTO_TEST_CASE(the_scheme_decides_which_variable_counts) {
    const proxy_variables variables{
        .https = "http://one:1", .http = "two:2", .all = "three", .none = "c.example"};
    const location https = locate("https://a.example/");
    const location plain = locate("http://127.0.0.1/");
    BOOST_TEST(proxy_for(https, variables)->shown == "one:1");
    BOOST_TEST(proxy_for(plain, variables)->shown == "two:2");
    BOOST_TEST(proxy_for(https, {.all = "three"})->shown == "three:1080");
    BOOST_TEST(!proxy_for(locate("https://c.example/"), variables).has_value());
    BOOST_TEST(!proxy_for(https, {}).has_value());
}

BOOST_AUTO_TEST_CASE(credentials_go_into_a_header_and_are_not_shown) {
    const auto found = proxy_for(locate("https://a/"), {.https = "http://user:p%40ss@proxy:3128"});
    BOOST_TEST(found->authorization == "Basic dXNlcjpwQHNz");
    BOOST_TEST(found->shown == "proxy:3128");
}

BOOST_AUTO_TEST_CASE(a_proxy_that_cannot_be_used_is_an_error_without_credentials) {
    for (const char* value : {"socks5://user:secret@proxy",
                              "https://user:secret@proxy",
                              "http://user:secret@",
                              "http://user:secret@proxy:0",
                              "http://user:secret@proxy:port"})
        BOOST_CHECK_EXCEPTION(proxy_for(locate("https://a/"), {.https = value}),
                              transport_error,
                              [](const transport_error& thrown) {
                                  const std::string text = thrown.what();
                                  return text.find("https_proxy") != std::string::npos &&
                                         text.find("secret") == std::string::npos;
                              });
}

BOOST_AUTO_TEST_SUITE_END()
