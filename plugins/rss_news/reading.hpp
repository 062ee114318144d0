#pragma once

#include "news/article.hpp"
#include "news/rejections.hpp"

#include <seedbed/http.hpp>
#include <seedbed/source.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace seedbed::rss {

/// Reads several feeds, one after the other. One that fails costs the others nothing.
class feed_reading {
public:
    /// `now` is the run's as-of. Throws error(failure::usage) for an address that is none.
    feed_reading(std::vector<std::string> addresses, timestamp now);

    /// Partial where some feeds failed; where all did, the outcome of the first. A feed whose items
    /// all are of no use has failed, too.
    boost::asio::awaitable<collected> read(http::client& client);

    /// The newest first, each URL once.
    std::vector<news::article> newest(std::size_t count) const;

    /// By the feeds' hosts.
    const std::map<std::string, news::rejections>& rejected() const noexcept { return rejected_; }

private:
    boost::asio::awaitable<void> read_feed(http::client& client, const std::string& address);
    collected summary(const std::vector<collected>& failures) const;
    std::uint64_t count_rejected() const;

    std::vector<std::string> addresses_;
    timestamp now_;
    std::map<std::string, news::article> by_url_;
    std::map<std::string, news::rejections> rejected_;
};

} // namespace seedbed::rss
