#pragma once

#include "news/article.hpp"
#include "news/rejections.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace seedbed::cryptopanic {

struct post {
    std::string identity; ///< of the post at CryptoPanic: by id, else URL, else title and time
    news::article article;
};

struct posts_page {
    std::vector<post> posts;
    std::optional<std::string> next;     ///< address of the page behind it, with a key in it
    std::optional<std::string> odd_next; ///< what stands in its place and is no text, as it came
    news::rejections rejected;
    news::rejections dropped;  ///< fields of posts that are kept without them
    std::uint64_t undated = 0; ///< posts whose time of publication is missing or no time
};

/// Reads one page of posts, of API v1 or v2: an object with `results` and `next`. Whatever a post
/// lacks but its title is allowed to lack; v2 answers of the smaller plans have little else.
///
/// A field that is there and of another type than it should be is dropped, and counted.
///
/// - currencies: the codes of `currencies` (v1) or `instruments` (v2), of letters and digits.
/// - sentiment and total_votes: from votes.positive and votes.negative alone. Without votes the
///   sentiment is 0 and total_votes nothing.
/// - url: CryptoPanic's page of the post, else `original_url`; nothing where neither is a URL.
/// - published_at: nothing where it cannot be read, or is behind `newest`.
///
/// Throws source_error(refused) with CryptoPanic's own words where it answers `api_error` with
/// status 200, and error(failure::seeding) for an answer of another shape.
posts_page parse_posts(std::string_view body, timestamp newest);

} // namespace seedbed::cryptopanic
