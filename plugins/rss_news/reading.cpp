#include "reading.hpp"

#include "feed.hpp"
#include "news/text.hpp"

#include <seedbed/error.hpp>

#include <boost/url.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <tuple>
#include <utility>

namespace seedbed::rss {
namespace {

using namespace std::chrono_literals;

std::string host_of(const std::string& address) {
    const auto url = boost::urls::parse_uri(address);
    if (!url || !news::is_web_address(address))
        throw error(failure::usage,
                    fmt::format("--rss-feeds: '{}' is no address of a feed; write it as "
                                "https://example.com/rss",
                                http::excerpt(address, 80)));
    return std::string(url->encoded_host_and_port());
}

http::request request_of(const std::string& address) {
    http::request wanted;
    wanted.url = address;
    wanted.headers.emplace_back("Accept",
                                "application/rss+xml, application/atom+xml, application/xml;q=0.9, "
                                "text/xml;q=0.9, */*;q=0.1");
    wanted.limits = {.connect = 5s, .read = 10s, .total = 30s, .body_bytes = 4'194'304};
    return wanted;
}

} // namespace

feed_reading::feed_reading(std::vector<std::string> addresses, timestamp now)
    : addresses_(std::move(addresses)), now_(now) {
    for (const std::string& address : addresses_)
        host_of(address);
}

boost::asio::awaitable<collected> feed_reading::read(http::client& client) {
    std::vector<collected> failures;
    for (const std::string& address : addresses_) {
        std::optional<collected> failed;
        try {
            co_await read_feed(client, address);
        } catch (const error&) {
            failed = collected_until_error(0);
        }
        if (failed) {
            failed->detail = fmt::format("{}: {}", host_of(address), failed->detail);
            failures.push_back(std::move(*failed));
        }
    }
    co_return summary(failures);
}

boost::asio::awaitable<void> feed_reading::read_feed(http::client& client,
                                                     const std::string& address) {
    const std::string host = host_of(address);
    http::request wanted = request_of(address);
    const http::response response = co_await client.get(std::move(wanted));
    expect_ok(response, "the feed");
    feed read = parse_feed(response.body, host, now_ + news::clock_tolerance);
    rejected_[host].add(read.rejected);
    if (read.articles.empty() && read.rejected.count() > 0)
        throw error(failure::seeding, read.rejected.none_of("items"));
    for (news::article& each : read.articles)
        by_url_.emplace(*each.url, std::move(each));
}

std::uint64_t feed_reading::count_rejected() const {
    std::uint64_t sum = 0;
    for (const auto& [host, rejected] : rejected_)
        sum += rejected.count();
    return sum;
}

collected feed_reading::summary(const std::vector<collected>& failures) const {
    collected result{.outcome = source_outcome::complete,
                     .records = by_url_.size(),
                     .rejected = count_rejected(),
                     .detail = fmt::format("{} articles from {} of {} feeds",
                                           by_url_.size(),
                                           addresses_.size() - failures.size(),
                                           addresses_.size())};
    if (failures.empty())
        return result;
    const bool all_failed = failures.size() == addresses_.size();
    result.outcome = all_failed ? failures.front().outcome : source_outcome::partial;
    for (const collected& failed : failures)
        result.detail += "; " + failed.detail;
    return result;
}

std::vector<news::article> feed_reading::newest(std::size_t count) const {
    std::vector<news::article> all;
    for (const auto& [url, each] : by_url_)
        all.push_back(each);
    std::ranges::sort(all, [](const news::article& a, const news::article& b) {
        return std::tie(b.published_at, a.url) < std::tie(a.published_at, b.url);
    });
    all.resize(std::min(count, all.size()));
    return all;
}

} // namespace seedbed::rss
