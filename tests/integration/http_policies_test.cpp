#include "tests/support/asking_client.hpp"
#include "tests/support/tunnel_proxy.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace http = seedbed::http;
namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace seedbed::tests;

namespace {

/// Asks all URLs at the same time.
void get_all(const http::client& client, const std::vector<std::string>& urls) {
    asio::io_context loop;
    for (const std::string& url : urls)
        asio::co_spawn(loop,
                       client.get(http::request(url, {}, patient())),
                       [](const std::exception_ptr&, const http::response&) {});
    loop.run();
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(http_policies_test, asking_client)

BOOST_AUTO_TEST_SUITE(waiting)

BOOST_AUTO_TEST_CASE(the_waits_between_tries_are_within_their_bounds) {
    for (int run = 0; run < 20; ++run) {
        time = std::make_shared<fake_time>();
        options.time = time;
        const https_server server = raw_server(http_answer(500, ""));
        get(client(), server.url("/"));
        BOOST_REQUIRE(time->waits().size() == 2U);
        BOOST_CHECK(time->waits()[0] <= 500ms);
        BOOST_CHECK(time->waits()[1] <= 1000ms);
    }
}

BOOST_AUTO_TEST_CASE(retry_after_is_kept_to_in_both_forms) {
    for (const char* field : {"Retry-After: 7", "Retry-After: Sun, 22 Nov 2026 00:00:07 GMT"}) {
        time = std::make_shared<fake_time>();
        options.time = time;
        const https_server server(
            one_after_another({http_answer(429, "", {field}), http_answer(200, "ok")}));
        BOOST_TEST(get(client(), server.url("/")).body == "ok");
        BOOST_REQUIRE(time->waits().size() == 1U);
        BOOST_CHECK(time->waits()[0] == 7s);
    }
}

BOOST_AUTO_TEST_CASE(a_retry_after_beyond_the_limit_is_not_waited_for) {
    for (const auto& [field, asked] :
         {std::pair("Retry-After: 3600", "3600 s"),
          std::pair("Retry-After: 99999999999999999999", "31556952 s"),
          std::pair("Retry-After: Sun, 22 Nov 2026 01:00:00 GMT", "3600 s")}) {
        const https_server server = raw_server(http_answer(429, "quota", {field}));
        const http::response got = get(client(), server.url("/"));
        BOOST_TEST(got.status == 429U);
        BOOST_TEST(got.body == "quota");
        BOOST_TEST(got.remark == fmt::format("it asks to wait {}, and 60 s are left for this "
                                             "request",
                                             asked));
        BOOST_TEST(time->waits().empty());
        BOOST_TEST(server.connections() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(a_retry_after_that_makes_no_sense_is_passed_over) {
    for (const char* field : {"Retry-After: soon", "Retry-After: -5", "Retry-After:"}) {
        const https_server server = raw_server(http_answer(429, "", {field}));
        BOOST_TEST(get(client(), server.url("/")).remark == "after 3 tries");
    }
}

BOOST_AUTO_TEST_CASE(the_tries_share_the_total_limit) {
    const https_server server(one_after_another(
        {http_answer(503, "", {"Retry-After: 40"}), http_answer(503, "", {"Retry-After: 40"})}));
    BOOST_TEST(get(client(), server.url("/")).remark ==
               "it asks to wait 40 s, and 20 s are left for this request");
    BOOST_TEST(server.connections() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(circuit_breaker)

BOOST_AUTO_TEST_CASE(a_host_that_failed_five_times_is_left_alone) {
    const https_server server = raw_server(http_answer(500, ""));
    const http::client asking = client();
    get(asking, server.url("/"));
    BOOST_CHECK_EXCEPTION(
        get(asking, server.url("/")),
        http::transport_error,
        is(http::problem::shut, "5 requests in a row have failed, the last with: status 500"));
    BOOST_CHECK_THROW(get(asking, server.url("/other")), http::transport_error);
    BOOST_TEST(server.connections() == 5U);
}

BOOST_AUTO_TEST_CASE(another_host_is_asked_all_the_same) {
    const https_server broken = raw_server(http_answer(500, ""));
    const https_server sound = raw_server(http_answer(200, "ok"));
    const http::client asking = client();
    get(asking, broken.url("/"));
    BOOST_CHECK_THROW(get(asking, broken.url("/")), http::transport_error);
    BOOST_TEST(get(asking, sound.url("/")).body == "ok");
}

BOOST_AUTO_TEST_CASE(a_success_and_a_refusal_begin_the_count_again) {
    for (const unsigned status : {200U, 404U}) {
        const answer bad = http_answer(500, "");
        const https_server server(
            one_after_another({bad, bad, bad, http_answer(status, ""), bad, bad, bad, bad}));
        const http::client asking = client();
        get(asking, server.url("/"));
        get(asking, server.url("/"));
        BOOST_TEST(get(asking, server.url("/")).status == 500U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rate)

BOOST_AUTO_TEST_CASE(requests_to_one_host_keep_their_distance) {
    rules.requests_per_second = 4;
    rules.concurrent = 1;
    const https_server server = raw_server(http_answer(200, ""));
    get_all(client(), std::vector<std::string>(5, server.url("/")));
    BOOST_TEST(server.connections() == 5U);
    BOOST_REQUIRE(time->waits().size() == 4U);
    for (const auto& wait : time->waits())
        BOOST_CHECK(wait == 250ms);
}

BOOST_AUTO_TEST_CASE(hosts_do_not_wait_for_each_other) {
    rules.requests_per_second = 1;
    rules.concurrent = 1;
    const https_server one = raw_server(http_answer(200, ""));
    const https_server two = raw_server(http_answer(200, ""));
    get_all(client(), {one.url("/"), two.url("/")});
    BOOST_TEST(time->waits().empty());
}

BOOST_AUTO_TEST_CASE(waiting_for_a_turn_does_not_count_against_the_limit) {
    rules.requests_per_second = 0.01; // 100 s apart; the limit is 60 s
    rules.concurrent = 1;
    const https_server server = raw_server(http_answer(200, "ok"));
    const http::client asking = client();
    get_all(asking, std::vector<std::string>(3, server.url("/")));
    BOOST_TEST(get(asking, server.url("/")).body == "ok");
    BOOST_TEST(server.connections() == 4U);
}

BOOST_AUTO_TEST_CASE(a_stopped_loop_leaves_those_behind_who_wait_for_a_turn) {
    rules.concurrent = 1;
    const https_server silent = raw_server({{""}, {}, ending::held});
    const http::client asking = client();
    unsigned ended = 0;
    {
        asio::io_context stopped;
        for (int i = 0; i < 4; ++i)
            asio::co_spawn(stopped,
                           asking.get(http::request(silent.url("/"), {}, patient())),
                           [&](const std::exception_ptr&, const http::response&) { ++ended; });
        asio::steady_timer timer(stopped, 50ms);
        timer.async_wait([&](const boost::system::error_code&) { stopped.stop(); });
        stopped.run();
    }
    BOOST_TEST(ended == 0U);
    const https_server sound = raw_server(http_answer(200, "ok"));
    BOOST_TEST(get(asking, sound.url("/")).body == "ok");
}

/// Cancels one of two calls after a moment; gives what it threw.
std::optional<http::problem> cancel_second(const http::client& asking, const std::string& url) {
    asio::io_context loop;
    asio::cancellation_signal signal;
    std::optional<http::problem> cause;
    const http::limits hours{.connect = 1h, .read = 1h, .total = 1h};
    asio::co_spawn(loop, asking.get(http::request(url, {}, hours)), asio::detached);
    asio::co_spawn(loop,
                   asking.get(http::request(url, {}, hours)),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&](const std::exception_ptr& thrown, const http::response&) {
                           try {
                               if (thrown)
                                   std::rethrow_exception(thrown);
                           } catch (const http::transport_error& failed) {
                               cause = failed.cause();
                           }
                           loop.stop();
                       }));
    asio::steady_timer timer(loop, 100ms);
    timer.async_wait(
        [&](const boost::system::error_code&) { signal.emit(asio::cancellation_type::terminal); });
    loop.run();
    return cause;
}

BOOST_AUTO_TEST_CASE(a_wait_for_a_turn_or_for_another_try_is_broken_off) {
    options.time.reset(); // the machine's
    const https_server silent = raw_server({{""}, {}, ending::held});
    rules.concurrent = 1;
    BOOST_CHECK(cancel_second(client(), silent.url("/")) == http::problem::cancelled);

    rules.concurrent = 0;
    const https_server busy = raw_server(http_answer(503, "", {"Retry-After: 1000"}));
    BOOST_CHECK(cancel_second(client(), busy.url("/")) == http::problem::cancelled);

    rules.requests_per_second = 0.001;
    const https_server sound = raw_server(http_answer(200, ""));
    BOOST_CHECK(cancel_second(client(), sound.url("/")) == http::problem::cancelled);
}

BOOST_AUTO_TEST_CASE(no_more_than_the_declared_number_runs_at_a_time) {
    for (const unsigned allowed : {1U, 3U}) {
        rules.concurrent = allowed;
        answer slow = http_answer(200, "x");
        slow.pause = 20ms;
        slow.end = ending::held; // so that connections tell who is there
        const https_server server = raw_server(slow);
        asio::io_context loop;
        const http::client asking = client();
        unsigned done = 0;
        std::size_t most = 0;
        for (int i = 0; i < 9; ++i)
            asio::co_spawn(loop,
                           asking.get(http::request(server.url("/"), {}, patient())),
                           [&](const std::exception_ptr&, const http::response&) {
                               most = std::max(most, server.connections() - done);
                               ++done;
                           });
        loop.run();
        BOOST_TEST(done == 9U);
        BOOST_TEST(most <= allowed);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(redirects)

BOOST_AUTO_TEST_CASE(every_kind_is_followed_to_the_same_host) {
    for (const unsigned status : {301U, 302U, 303U, 307U, 308U}) {
        const https_server server([status](const seen_request& seen) {
            if (seen.target == "/api/old?x=1")
                return redirect_answer(status, "../new?y=2#part");
            return http_answer(200, seen.target);
        });
        BOOST_TEST(get(client(), server.url("/api/old?x=1")).body == "/new?y=2");
    }
}

BOOST_AUTO_TEST_CASE(an_allowed_host_gets_neither_headers_nor_secrets) {
    options.secrets = {"t0ken"};
    rules.redirect_to = {"localhost"};
    const https_server other = raw_server(http_answer(200, "data"));
    const std::string there = other.url("/file?sig=abc&auth=t0ken", "localhost");
    const https_server server = raw_server(redirect_answer(302, there));
    http::request wanted(server.url("/?auth=t0ken"),
                         {{"Authorization", "Bearer t0ken"}, {"Accept", "text/plain"}},
                         patient());
    const http::response got = run(client().get(std::move(wanted)));
    BOOST_TEST(got.body == "data");
    const seen_request first = server.requests().at(0);
    const seen_request second = other.requests().at(0);
    BOOST_TEST(first.header("Authorization") == "Bearer t0ken");
    BOOST_TEST(second.header("Authorization") == "");
    BOOST_TEST(second.header("Accept") == "text/plain");
    BOOST_TEST(second.target == "/file?sig=abc");
}

BOOST_AUTO_TEST_CASE(the_same_host_keeps_the_headers) {
    const https_server server(
        one_after_another({redirect_answer(302, "/b"), http_answer(200, "")}));
    http::request wanted(server.url("/a"), {{"X-Api-Key", "k"}}, patient());
    run(client().get(std::move(wanted)));
    BOOST_TEST(server.requests().at(1).header("X-Api-Key") == "k");
}

BOOST_AUTO_TEST_CASE(a_redirect_without_a_location_is_the_answer) {
    const https_server server = raw_server(http_answer(302, "nowhere"));
    BOOST_TEST(get(client(), server.url("/")).status == 302U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(proxies)

/// What the proxy was asked for: it refuses, so that the request line is all there is.
std::string asked_of_proxy(http::client_options options, const std::string& url) {
    const https_server proxy = raw_server(http_answer(407, ""));
    const std::string address = fmt::format("http://user:hor%20se@127.0.0.1:{}", proxy.port());
    options.proxies = {.https = address, .http = address};
    options.secrets = {"hor se"};
    options.retry.tries = 1;
    try {
        get(http::client(options), url);
    } catch (const http::transport_error& failed) {
        BOOST_TEST(std::string(failed.what()).find("407") != std::string::npos, failed.what());
        BOOST_TEST(std::string(failed.what()).find("hor") == std::string::npos, failed.what());
    }
    BOOST_REQUIRE(proxy.requests().size() == 1U);
    const seen_request seen = proxy.requests().front();
    return seen.target + " " + seen.header("Proxy-Authorization");
}

BOOST_AUTO_TEST_CASE(a_proxy_is_asked_for_a_tunnel_to_https) {
    BOOST_TEST(asked_of_proxy(options, "https://api.example.com/secret") ==
               "api.example.com:443 Basic dXNlcjpob3Igc2U=");
}

BOOST_AUTO_TEST_CASE(a_tunnel_carries_the_whole_conversation) {
    const certificate_authority authority;
    const https_server server(authority.issue("DNS:localhost"), [](const seen_request& seen) {
        return http_answer(200, seen.server_name + " " + seen.header("Proxy-Authorization"));
    });
    const tunnel_proxy proxy;
    options.ca_file = authority.file();
    options.proxies.https = fmt::format("user:word@127.0.0.1:{}", proxy.port());
    BOOST_TEST(get(client(), server.url("/", "localhost")).body == "localhost ");
    BOOST_TEST(proxy.tunnels() == 1U);
    BOOST_TEST(server.connections() == 1U);

    const certificate_authority stranger;
    options.ca_file = stranger.file();
    BOOST_CHECK_EXCEPTION(get(client(), server.url("/", "localhost")),
                          http::transport_error,
                          is(http::problem::tls, "certificate is refused"));
}

BOOST_AUTO_TEST_CASE(a_proxy_gets_the_whole_url_of_plain_http) {
    BOOST_TEST(asked_of_proxy(options, "http://127.0.0.1:9/x?y=z") ==
               "http://127.0.0.1:9/x?y=z Basic dXNlcjpob3Igc2U=");
}

BOOST_AUTO_TEST_CASE(a_host_of_no_proxy_is_reached_without_it) {
    const https_server server = raw_server(http_answer(200, "ok"));
    options.proxies = {.http = "127.0.0.1:1", .all = "127.0.0.1:1", .none = "localhost,127.0.0.1"};
    BOOST_TEST(get(client(), server.url("/")).body == "ok");
    options.proxies.none.clear();
    BOOST_CHECK_EXCEPTION(get(client(), server.url("/")),
                          http::transport_error,
                          is(http::problem::connect, "no connection to the proxy 127.0.0.1:1"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
