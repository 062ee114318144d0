#include "feed.hpp"

#include "feed_document.hpp"
#include "news/publication_time.hpp"
#include "news/sentiment.hpp"
#include "news/text.hpp"
#include "news/tickers.hpp"
#include "news/words.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace seedbed::rss {
namespace {

constexpr std::size_t source_width = 100;
constexpr std::size_t most_items = 1000; // of one feed
constexpr std::size_t longest_title = 1000;
constexpr std::size_t read_of_description = 2000;

/// What an item says, of whichever format.
struct item_texts {
    std::string title;
    std::string description;
    std::string url;
    std::string time;
    std::string source;
};

std::string child_text(const pugi::xml_node& parent, const std::string& name) {
    return text_of(parent.child(name.c_str()));
}

std::string first_filled(std::string first, std::string second) {
    return first.find_first_not_of(" \t\r\n") == std::string::npos ? std::move(second)
                                                                   : std::move(first);
}

/// Text that may hold markup. Feeds escape once or twice, and nobody can tell by which rule.
std::string shown(const std::string& text) {
    return news::plain_text(text);
}

std::string rss_url(const pugi::xml_node& item) {
    const std::string link = news::one_line(child_text(item, "link"));
    if (!link.empty())
        return link;
    const pugi::xml_node guid = item.child("guid");
    const bool is_permalink = std::string_view(guid.attribute("isPermaLink").value()) != "false";
    return is_permalink ? news::one_line(text_of(guid)) : "";
}

item_texts read_rss_item(const pugi::xml_node& item) {
    return {.title = child_text(item, "title"),
            .description =
                first_filled(child_text(item, "description"), child_text(item, "content:encoded")),
            .url = rss_url(item),
            .time = first_filled(child_text(item, "pubDate"), child_text(item, "dc:date")),
            .source = child_text(item, "source")};
}

/// Atom elements with the prefix that the document gives them: `atom:` or none.
class atom_names {
public:
    explicit atom_names(const pugi::xml_node& root)
        : prefix_(std::string_view(root.name())
                      .substr(0, std::string_view(root.name()).size() - local_name(root).size())) {}

    std::string operator()(const char* name) const { return prefix_ + name; }

private:
    std::string prefix_;
};

std::string atom_url(const pugi::xml_node& entry, const atom_names& name) {
    for (const pugi::xml_node& link : children(entry, name("link"))) {
        const std::string_view relation = link.attribute("rel").value();
        if (relation.empty() || relation == "alternate")
            return news::one_line(link.attribute("href").value());
    }
    return "";
}

/// The text of an Atom construct. `text` is the default type, but HTML comes without a type, too.
std::string atom_text(const pugi::xml_node& element) {
    const std::string text = text_of(element);
    const std::string_view type = element.attribute("type").value();
    return type == "text" ? news::one_line(text) : shown(text);
}

item_texts read_atom_entry(const pugi::xml_node& entry, const atom_names& name) {
    return {.title = atom_text(entry.child(name("title").c_str())),
            .description = first_filled(atom_text(entry.child(name("summary").c_str())),
                                        atom_text(entry.child(name("content").c_str()))),
            .url = atom_url(entry, name),
            .time = first_filled(child_text(entry, name("published")),
                                 child_text(entry, name("updated"))),
            .source = ""};
}

class collector {
public:
    collector(std::string source, timestamp newest) : source_(std::move(source)), newest_(newest) {}

    /// `title` and `description` are plain.
    void add(const item_texts& item) {
        if (item.title.empty())
            return read_.rejected.add("the title is missing", item.url);
        if (item.title.size() > longest_title)
            return read_.rejected.add("the title is longer than 1,000 bytes", item.url);
        if (!news::is_web_address(item.url))
            return read_.rejected.add("the link is missing, or no http address", item.title);
        const auto time = news::parse_publication_time(item.time);
        if (!time)
            return read_.rejected.add("the time of publication is missing, or none", item.title);
        if (*time > newest_)
            return read_.rejected.add("the time of publication is in the future", item.title);
        read_.articles.push_back(
            {.title = item.title,
             .source = news::cut(item.source.empty() ? source_ : item.source, source_width),
             .url = item.url,
             .published_at = *time,
             .sentiment = mood_of(item),
             .currencies = news::tickers_in(item.title),
             .total_votes = std::nullopt});
    }

    feed result() && { return std::move(read_); }

private:
    static news::score mood_of(const item_texts& item) {
        const news::score mood = news::sentiment_of_words(item.title);
        return mood.is_zero()
                   ? news::sentiment_of_words(news::cut(item.description, read_of_description))
                   : mood;
    }

    feed read_;
    std::string source_;
    timestamp newest_;
};

std::string name_or(std::string name, std::string_view host) {
    return name.empty() ? std::string(host) : name;
}

feed read_rss(const pugi::xml_node& root, std::string_view host, timestamp newest) {
    const pugi::xml_node channel = root.child("channel");
    if (!channel)
        throw error(failure::seeding, "the feed is RSS without a channel");
    collector collected(name_or(shown(child_text(channel, "title")), host), newest);
    std::size_t count = 0;
    for (const pugi::xml_node& item : children(channel, "item")) {
        if (++count > most_items)
            break;
        item_texts texts = read_rss_item(item);
        texts.title = shown(texts.title);
        texts.description = shown(texts.description);
        texts.source = shown(texts.source);
        collected.add(texts);
    }
    return std::move(collected).result();
}

feed read_atom(const pugi::xml_node& root, std::string_view host, timestamp newest) {
    const atom_names name(root);
    collector collected(name_or(atom_text(root.child(name("title").c_str())), host), newest);
    std::size_t count = 0;
    for (const pugi::xml_node& entry : children(root, name("entry"))) {
        if (++count > most_items)
            break;
        collected.add(read_atom_entry(entry, name));
    }
    return std::move(collected).result();
}

} // namespace

feed parse_feed(std::string_view body, std::string_view host, timestamp newest) {
    const feed_document document(body);
    const pugi::xml_node root = document.root();
    if (local_name(root) == "rss")
        return read_rss(root, host, newest);
    if (local_name(root) == "feed")
        return read_atom(root, host, newest);
    throw error(failure::seeding,
                fmt::format("the root element is <{}>; a feed's is <rss> or <feed>",
                            http::excerpt(root.name(), 40)));
}

} // namespace seedbed::rss
