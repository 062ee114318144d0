#include "reading.hpp"

#include "answer.hpp"

#include <seedbed/source.hpp>

#include <fmt/format.h>

#include <utility>

namespace seedbed::cryptopanic {
namespace {

/// A page has 20 posts; half of that, and ten pages of nothing new, is patience enough.
std::size_t most_pages(std::size_t wanted) {
    return 10 + wanted / 10;
}

} // namespace

post_reading::post_reading(page_addresses addresses,
                           redaction hide_key,
                           std::size_t wanted,
                           timestamp now)
    : addresses_(std::move(addresses)), hide_key_(std::move(hide_key)), wanted_(wanted), now_(now) {
}

boost::asio::awaitable<void> post_reading::read(http::client& client) {
    std::string address = addresses_.first();
    while (true) {
        asked_.insert(address);
        posts_page page = co_await read_page(client, address);
        ++pages_;
        const std::optional<std::string> next = page.next;
        const std::optional<std::string> odd_next = page.odd_next;
        const bool was_empty = page.posts.empty() && page.rejected.count() == 0;
        take(std::move(page));
        const bool wants_more = articles_.size() < wanted_ && !was_empty;
        if (wants_more && odd_next)
            throw source_error(source_outcome::malformed,
                               fmt::format("CryptoPanic's page {} names no address as the next "
                                           "page, but {}",
                                           pages_,
                                           *odd_next));
        if (!wants_more || !next)
            co_return;
        address = following(*next);
    }
}

boost::asio::awaitable<posts_page> post_reading::read_page(http::client& client,
                                                           std::string address) {
    http::request wanted;
    wanted.url = std::move(address);
    wanted.headers.emplace_back("Accept", "application/json");
    http::response response = co_await client.get(std::move(wanted));
    response.reason = hide_key_(response.reason);
    response.body = hide_key_(response.body);
    expect_posts(response, now_);
    co_return parse_posts(response.body, now_ + news::clock_tolerance);
}

void post_reading::take(posts_page page) {
    rejected_.add(page.rejected);
    dropped_.add(page.dropped);
    undated_ += page.undated;
    for (post& each : page.posts) {
        const bool is_new = identities_.insert(each.identity).second;
        const bool is_new_url = !each.article.url || urls_.insert(*each.article.url).second;
        if (is_new && is_new_url && articles_.size() < wanted_)
            articles_.push_back(std::move(each.article));
    }
}

std::string post_reading::following(const std::string& next) {
    std::string address = addresses_.following(next);
    if (asked_.contains(address))
        throw source_error(source_outcome::malformed,
                           fmt::format("CryptoPanic's page {} names a page as the next one that "
                                       "was read before",
                                       pages_));
    if (pages_ >= most_pages(wanted_))
        throw source_error(source_outcome::malformed,
                           fmt::format("CryptoPanic's pages have no end: {} were read", pages_));
    return address;
}

} // namespace seedbed::cryptopanic
