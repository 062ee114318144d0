#include "tests/support/http_requests.hpp"

#include <seedbed/http.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>

namespace http = seedbed::http;
namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace seedbed::tests;
using asio::ip::tcp;

BOOST_AUTO_TEST_SUITE(http_limits_test)

BOOST_AUTO_TEST_SUITE(plain_http)

BOOST_AUTO_TEST_CASE(plain_http_goes_to_this_machine_only) {
    const https_server server = raw_server(http_answer(200, "ok"));
    BOOST_TEST(get(plain_client(), server.url("/")).body == "ok");
    BOOST_TEST(get(plain_client(), server.url("/", "localhost")).body == "ok");
    // 127.1 leads to this very server, but is not written as a loopback address.
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/", "127.1")),
                          http::transport_error,
                          is(http::problem::insecure_url, "http://127.1:"));
    BOOST_TEST(server.connections() == 2U);
}

/// A port of this machine where nothing listens.
std::uint16_t closed_port() {
    asio::io_context loop;
    return tcp::acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0))
        .local_endpoint()
        .port();
}

BOOST_AUTO_TEST_CASE(a_refused_connection_names_the_address) {
    const std::string authority = fmt::format("127.0.0.1:{}", closed_port());
    BOOST_CHECK_EXCEPTION(get(plain_client(), "https://" + authority + "/secret?token=secret"),
                          http::transport_error,
                          is(http::problem::connect, "no connection (" + authority));
    BOOST_CHECK_EXCEPTION(get(plain_client(), "https://" + authority + "/secret?token=secret"),
                          http::transport_error,
                          [](const http::transport_error& thrown) {
                              return std::string(thrown.what()).find("secret") == std::string::npos;
                          });
}

BOOST_AUTO_TEST_CASE(a_name_without_an_address_is_a_resolve_error) {
    // RFC 6761: .invalid never resolves.
    BOOST_CHECK_EXCEPTION(get(plain_client(), "https://nowhere.invalid/"),
                          http::transport_error,
                          is(http::problem::resolve, "https://nowhere.invalid: "));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(time_limits)

/// The kernel completes the TCP connection; nobody ever speaks on it.
struct silent_listener {
    asio::io_context loop;
    tcp::acceptor acceptor{loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
    std::string url = fmt::format("https://127.0.0.1:{}/", acceptor.local_endpoint().port());
};

BOOST_FIXTURE_TEST_CASE(a_server_that_never_shakes_hands_meets_the_connect_limit, silent_listener) {
    http::limits limits = patient();
    limits.connect = 150ms;
    BOOST_CHECK_EXCEPTION(
        get(plain_client(), url, limits),
        http::transport_error,
        is(http::problem::timeout, "the connect limit of 0.15 s ran out while making the TLS"));
}

/// Connections to it stay half open: its queue holds one, and that place is taken.
struct crowded_listener {
    crowded_listener() {
        acceptor.open(tcp::v4());
        acceptor.bind(tcp::endpoint(asio::ip::address_v4::loopback(), 0));
        acceptor.listen(0);
        for (tcp::socket& waiting : crowd) {
            waiting.open(tcp::v4());
            waiting.async_connect(acceptor.local_endpoint(), [](boost::system::error_code) {});
            loop.run_for(20ms);
        }
        url = fmt::format("https://127.0.0.1:{}/", acceptor.local_endpoint().port());
    }

    asio::io_context loop;
    tcp::acceptor acceptor{loop};
    std::array<tcp::socket, 3> crowd{tcp::socket(loop), tcp::socket(loop), tcp::socket(loop)};
    std::string url;
};

BOOST_FIXTURE_TEST_CASE(a_connection_that_is_not_taken_meets_the_connect_limit, crowded_listener) {
    http::limits limits = patient();
    limits.connect = 150ms;
    BOOST_CHECK_EXCEPTION(
        get(plain_client(), url, limits),
        http::transport_error,
        is(http::problem::timeout, "the connect limit of 0.15 s ran out while connecting (127"));
}

BOOST_FIXTURE_TEST_CASE(the_total_limit_bounds_connecting_too, silent_listener) {
    http::limits limits = patient();
    limits.total = 150ms;
    BOOST_CHECK_EXCEPTION(get(plain_client(), url, limits),
                          http::transport_error,
                          is(http::problem::timeout, "the total limit of 0.15 s ran out"));
}

BOOST_AUTO_TEST_CASE(a_server_that_falls_silent_meets_the_read_limit) {
    http::limits limits = patient();
    limits.read = 150ms;
    for (const char* begun :
         {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1"}) {
        const https_server server = raw_server({{begun}, {}, ending::held});
        BOOST_CHECK_EXCEPTION(
            get(plain_client(), server.url("/"), limits),
            http::transport_error,
            is(http::problem::timeout, "the read limit of 0.15 s ran out while waiting"));
    }
}

BOOST_FIXTURE_TEST_CASE(a_tls_server_that_falls_silent_meets_the_read_limit, https) {
    http::limits limits = patient();
    limits.read = 150ms;
    const https_server server = serve({{"HTTP/1.1 200 OK\r\n"}, {}, ending::held});
    BOOST_CHECK_EXCEPTION(get(client, server.url("/"), limits),
                          http::transport_error,
                          is(http::problem::timeout, "the read limit of 0.15 s"));
}

BOOST_AUTO_TEST_CASE(a_dripping_server_meets_the_total_limit) {
    answer drip{{"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"}, 20ms, ending::held};
    drip.pieces.insert(drip.pieces.end(), 10'000, "x");
    const https_server server = raw_server(drip);
    http::limits limits = patient();
    limits.total = 300ms;
    BOOST_CHECK_EXCEPTION(get(plain_client(), server.url("/"), limits),
                          http::transport_error,
                          is(http::problem::timeout, "the total limit of 0.3 s ran out"));
}

BOOST_AUTO_TEST_CASE(a_slow_server_within_the_limits_is_waited_for) {
    answer slow = http_answer(200, "1");
    slow.pieces.insert(slow.pieces.begin() + 1, 5, "");
    slow.pause = 30ms;
    const https_server server = raw_server(slow);
    BOOST_TEST(get(plain_client(), server.url("/")).body == "1");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(cancellation)

/// Cancels the request once the server has it, or after a moment where the server is silent.
/// Returns what the request threw; the limits are far longer than any test runs.
std::optional<http::problem> cancel_after(const std::string& url,
                                          std::chrono::milliseconds moment) {
    asio::io_context loop;
    asio::cancellation_signal signal;
    std::optional<http::problem> cause;
    const http::limits limits{.connect = 1h, .read = 1h, .total = 1h};
    const http::client client = plain_client();
    asio::co_spawn(loop,
                   client.get(http::request(url, {}, limits)),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&](const std::exception_ptr& thrown, const http::response&) {
                           try {
                               if (thrown)
                                   std::rethrow_exception(thrown);
                           } catch (const http::transport_error& failed) {
                               cause = failed.cause();
                           }
                       }));
    asio::steady_timer timer(loop, moment);
    timer.async_wait(
        [&](const boost::system::error_code&) { signal.emit(asio::cancellation_type::terminal); });
    loop.run();
    return cause;
}

BOOST_FIXTURE_TEST_CASE(a_handshake_under_way_is_broken_off, time_limits::silent_listener) {
    BOOST_CHECK(cancel_after(url, 50ms) == http::problem::cancelled);
}

BOOST_FIXTURE_TEST_CASE(a_connect_under_way_is_broken_off, time_limits::crowded_listener) {
    BOOST_CHECK(cancel_after(url, 50ms) == http::problem::cancelled);
}

BOOST_AUTO_TEST_CASE(a_read_under_way_is_broken_off) {
    const https_server server = raw_server({{"HTTP/1.1 200 OK\r\n"}, {}, ending::held});
    BOOST_CHECK(cancel_after(server.url("/"), 100ms) == http::problem::cancelled);
}

BOOST_FIXTURE_TEST_CASE(a_request_that_has_not_begun_is_broken_off, time_limits::silent_listener) {
    BOOST_CHECK(cancel_after(url, 0ms) == http::problem::cancelled);
}

BOOST_FIXTURE_TEST_CASE(a_stopped_loop_ends_the_request_without_an_answer,
                        time_limits::silent_listener) {
    bool completed = false;
    {
        asio::io_context stopped;
        asio::co_spawn(stopped,
                       plain_client().get(http::request(url, {}, patient())),
                       [&](const std::exception_ptr&, const http::response&) { completed = true; });
        asio::steady_timer timer(stopped, 50ms);
        timer.async_wait([&](const boost::system::error_code&) { stopped.stop(); });
        stopped.run();
    }
    BOOST_TEST(!completed);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
