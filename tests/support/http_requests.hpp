#pragma once

#include "https_server.hpp"

#include <seedbed/http_options.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace seedbed::tests {

inline constexpr auto user_agent = "seedbed/test (+https://example.com/about)";

inline http::client plain_client() {
    return http::client({.user_agent = user_agent, .retry = {.tries = 1}});
}

inline http::client client_trusting(const certificate_authority& authority) {
    return http::client(
        {.ca_file = authority.file(), .user_agent = user_agent, .retry = {.tries = 1}});
}

/// Long enough for a loaded machine: only tests that wait for a limit shorten it.
inline http::limits patient() {
    return {.connect = std::chrono::seconds(30),
            .read = std::chrono::seconds(30),
            .total = std::chrono::seconds(60)};
}

/// Awaits the response on a loop of its own; throws what the request throws.
inline http::response
get(const http::client& client, const std::string& url, const http::limits& limits = patient()) {
    boost::asio::io_context loop;
    std::exception_ptr failed;
    http::response result;
    boost::asio::co_spawn(loop,
                          client.get(http::request(url, {}, limits)),
                          [&](const std::exception_ptr& thrown, http::response got) {
                              failed = thrown;
                              result = std::move(got);
                          });
    loop.run();
    if (failed)
        std::rethrow_exception(failed);
    return result;
}

/// Whether the error has that cause and says that text.
inline auto is(http::problem cause, const std::string& text) {
    return [cause, text](const http::transport_error& thrown) {
        BOOST_TEST_MESSAGE(thrown.what());
        BOOST_TEST(static_cast<int>(thrown.cause()) == static_cast<int>(cause));
        BOOST_TEST_CONTEXT(thrown.what())
        BOOST_TEST(std::string(thrown.what()).find(text) != std::string::npos);
        return thrown.cause() == cause;
    };
}

/// A server whose answer is these bytes.
inline https_server raw_server(const answer& reply) {
    return https_server([reply](const seen_request&) { return reply; });
}

/// HTTPS servers and a client that trusts their authority.
struct https {
    certificate_authority authority;
    http::client client = client_trusting(authority);

    https_server serve(const answer& reply, const std::string& names = "IP:127.0.0.1") const {
        return https_server(authority.issue(names), [reply](const seen_request&) { return reply; });
    }
};

} // namespace seedbed::tests
