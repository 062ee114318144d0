#pragma once

#include <seedbed/http.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::http {

/// What a source's manifest says of the hosts that it asks, and where its news go.
struct source_rules {
    std::string source{};           ///< the plugin's name: a recording's directory
    double requests_per_second = 0; ///< for each host; 0: as fast as they come
    unsigned concurrent = 0;        ///< requests at the same time to a host; 0: any number
    /// Hosts that a redirect may lead to beside the one that was asked; `*.example.com` stands for
    /// all below it.
    std::vector<std::string> redirect_to{};
    /// How long an answer may be used again without asking; 0: answers are not kept at all.
    std::chrono::seconds cache_for{0};
    /// Called with the number of bytes of a body whenever some have come.
    std::function<void(std::uint64_t)> received{};
};

/// Time as retry, rate limit and cache see it. Tests bring one that does not pass by itself.
class timekeeper {
public:
    virtual ~timekeeper();
    virtual std::chrono::steady_clock::time_point now() const = 0;
    virtual std::chrono::system_clock::time_point date() const = 0;
    virtual boost::asio::awaitable<void> wait_until(std::chrono::steady_clock::time_point when) = 0;

protected:
    timekeeper() = default;
    timekeeper(const timekeeper&) = default;
    timekeeper& operator=(const timekeeper&) = default;
};

/// Full jitter: before try n+1 a wait between nothing and `first_wait` * 2^(n-1), at most
/// `longest_wait` (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
struct retry_rules {
    unsigned tries = 3;
    std::chrono::milliseconds first_wait{500};
    std::chrono::milliseconds longest_wait{8'000};
};

/// The values of the usual variables, with curl's meaning; empty is as good as unset.
struct proxy_variables {
    std::string https{}; ///< https_proxy, HTTPS_PROXY
    std::string http{};  ///< http_proxy, in lower case only
    std::string all{};   ///< all_proxy, ALL_PROXY
    std::string none{};  ///< no_proxy, NO_PROXY
};

enum class network_use {
    live,
    record, ///< live, and every exchange is written to `recording`
    replay, ///< answers come from `recording`
    forbidden,
};

/// How a client reaches the network, for all sources.
struct client_options {
    /// PEM certificates that are trusted in addition to the system's store. (OpenSSL itself reads
    /// SSL_CERT_FILE and SSL_CERT_DIR in place of that store.)
    std::optional<std::filesystem::path> ca_file{};
    /// Sent with every request: who asks, and where to learn more, `seedbed/1.2 (+https://…)`.
    std::string user_agent{};
    /// Keys and passwords; no message, recording or cache shows one.
    std::vector<std::string> secrets{};
    retry_rules retry{};
    proxy_variables proxies{};
    network_use network = network_use::live;
    std::filesystem::path recording{};
    /// Where answers are kept; nothing: nowhere.
    std::optional<std::filesystem::path> cache{};
    std::shared_ptr<timekeeper> time{}; ///< nothing: the machine's
};

} // namespace seedbed::http
