#pragma once

#include "page_address.hpp"
#include "posts.hpp"

#include <seedbed/http.hpp>
#include <seedbed/redaction.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace seedbed::cryptopanic {

/// Reads page after page until there are enough posts; what it has stays when a later page fails.
class post_reading {
public:
    /// `now` is the run's as-of. What servers say passes through `hide_key` before anything else
    /// sees it.
    post_reading(page_addresses addresses, redaction hide_key, std::size_t wanted, timestamp now);

    /// Throws source_error, http::transport_error or error(failure::seeding) for the page that
    /// cannot be had.
    boost::asio::awaitable<void> read(http::client& client);

    const std::vector<news::article>& articles() const noexcept { return articles_; }
    const news::rejections& rejected() const noexcept { return rejected_; }
    /// Fields that kept posts came with and are stored without.
    const news::rejections& dropped() const noexcept { return dropped_; }
    std::size_t pages() const noexcept { return pages_; }
    std::uint64_t undated() const noexcept { return undated_; }

private:
    boost::asio::awaitable<posts_page> read_page(http::client& client, std::string address);
    void take(posts_page page);
    std::string following(const std::string& next);

    page_addresses addresses_;
    redaction hide_key_;
    std::size_t wanted_;
    timestamp now_;
    std::vector<news::article> articles_;
    news::rejections rejected_;
    news::rejections dropped_;
    std::uint64_t undated_ = 0;
    std::size_t pages_ = 0;
    std::set<std::string> identities_;
    std::set<std::string> urls_;
    std::set<std::string> asked_; // addresses
};

} // namespace seedbed::cryptopanic
