#pragma once

#include "news/article.hpp"
#include "news/rejections.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace seedbed::rss {

struct feed {
    std::vector<news::article> articles; ///< in the feed's order; each has URL and time
    news::rejections rejected;
};

/// Reads an RSS 2.0 or Atom document.
///
/// - title: markup and character references removed. Without one, or with one of
///   more than 1,000 bytes, the item is left out.
/// - url: RSS `link`, else a `guid` that is a permalink; Atom's link with rel `alternate` or none.
///   Without an http(s) address the item is left out: by it the article is known again.
/// - published_at: RSS `pubDate`, else `dc:date`; Atom `published`, else `updated`. An item without
///   a time, or with one behind `newest`, is left out: the application counts news by the hour.
/// - source: RSS's `source` of the item, else the feed's title, else `host`.
/// - currencies and sentiment: from the title (tickers.hpp, sentiment.hpp); where no word of the
///   title says anything about the mood, from the description's first 2,000 characters.
///
/// Throws error(failure::seeding) for a document that is neither, see feed_document.
feed parse_feed(std::string_view body, std::string_view host, timestamp newest);

} // namespace seedbed::rss
