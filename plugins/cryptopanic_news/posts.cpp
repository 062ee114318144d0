#include "posts.hpp"

#include "news/publication_time.hpp"
#include "news/sentiment.hpp"
#include "news/text.hpp"
#include "news/words.hpp"

#include <seedbed/error.hpp>
#include <seedbed/http.hpp>
#include <seedbed/json.hpp>
#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace seedbed::cryptopanic {
namespace {

namespace json = boost::json;

constexpr std::string_view source = "CryptoPanic /posts";

[[noreturn]] void refuse(const std::string& why) {
    throw error(failure::seeding,
                fmt::format("{}: {}. Try again later, and if it stays so, check whether "
                            "CryptoPanic's API has changed.",
                            source,
                            why));
}

std::string kind_name(const json::value& value) {
    return std::string(json::to_string(value.kind()));
}

std::optional<std::string> text_at(const json::object& object, const char* name) {
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_string())
        return std::nullopt;
    const json::string& text = value->get_string();
    std::string kept = news::storable({text.data(), text.size()});
    return kept.empty() ? std::nullopt : std::optional(std::move(kept));
}

const json::object* object_at(const json::object& object, const char* name) {
    const json::value* value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_object();
}

/// Null is as good as absent.
const json::value* member_at(const json::object& object, const char* name) {
    const json::value* value = object.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<long long> count_at(const json::object& object, const char* name) {
    const json::value* value = object.if_contains(name);
    const bool is_count =
        value != nullptr && value->is_int64() && value->get_int64() >= 0 &&
        value->get_int64() <= std::numeric_limits<int>::max() / 2; // so that the sum fits, too
    return is_count ? std::optional(value->get_int64()) : std::nullopt;
}

std::optional<std::string> web_address_at(const json::object& object, const char* name) {
    std::optional<std::string> text = text_at(object, name);
    return text && news::is_web_address(*text) ? text : std::nullopt;
}

std::optional<std::string> publisher_of(const json::object& item) {
    constexpr std::size_t column_width = 100;
    const json::object* publisher = object_at(item, "source");
    std::optional<std::string> name =
        publisher != nullptr ? text_at(*publisher, "title") : std::nullopt;
    if (!name && publisher != nullptr)
        name = text_at(*publisher, "domain");
    if (!name)
        name = text_at(item, "domain");
    return name ? std::optional(news::cut(*name, column_width)) : std::nullopt;
}

bool is_ticker(const std::string& code) {
    constexpr std::size_t longest = 20;
    return !code.empty() && code.size() <= longest && std::ranges::all_of(code, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

void add_tickers(const json::object& item,
                 const char* name,
                 std::vector<std::string>& tickers,
                 news::rejections& dropped) {
    const json::value* list = member_at(item, name);
    if (list == nullptr)
        return;
    if (!list->is_array())
        return dropped.add(fmt::format("{} that are no list", name), json::serialize(*list));
    for (const json::value& each : list->get_array()) {
        const json::object* coin = each.if_object();
        const auto code = coin == nullptr ? std::nullopt : text_at(*coin, "code");
        const std::string ticker = code ? news::upper_case(*code) : "";
        if (!is_ticker(ticker))
            dropped.add("a coin's code that is no ticker", json::serialize(each));
        else if (std::ranges::find(tickers, ticker) == tickers.end())
            tickers.push_back(ticker);
    }
}

void read_votes(const json::object& item, news::article& article, news::rejections& dropped) {
    const json::value* told = member_at(item, "votes");
    if (told == nullptr)
        return;
    const json::object* votes = told->if_object();
    const auto positive = votes == nullptr ? std::nullopt : count_at(*votes, "positive");
    const auto negative = votes == nullptr ? std::nullopt : count_at(*votes, "negative");
    if (!positive || !negative)
        return dropped.add("votes that are no two counts", json::serialize(*told));
    article.sentiment = news::sentiment_of_votes(*positive, *negative);
    article.total_votes = static_cast<int>(*positive + *negative);
}

std::optional<timestamp> time_at(const json::object& item, const char* name, timestamp newest) {
    const auto text = text_at(item, name);
    const auto time = text ? news::parse_publication_time(*text) : std::nullopt;
    return time && *time <= newest ? time : std::nullopt;
}

std::string identity_of(const json::object& item, const news::article& article) {
    if (const json::value* id = item.if_contains("id"); id != nullptr)
        if (id->is_int64() || id->is_uint64() || id->is_string())
            return "id " + json::serialize(*id);
    if (article.url)
        return "url " + *article.url;
    const std::string time = article.published_at ? article.published_at->to_string() : "";
    return fmt::format("text {} {}", time, article.title);
}

class page_reader {
public:
    explicit page_reader(timestamp newest) : newest_(newest) {}

    void add(const json::value& value) {
        const json::object* item = value.if_object();
        if (item == nullptr)
            return reject("the post's type is " + kind_name(value) + ", not object", value);
        std::optional<std::string> title = text_at(*item, "title");
        if (!title)
            return reject("the title is missing, or no text", value);
        post read;
        read.article.title = std::move(*title);
        read.article.source = publisher_of(*item);
        read.article.url = web_address_at(*item, "url");
        if (!read.article.url)
            read.article.url = web_address_at(*item, "original_url");
        read.article.published_at = time_at(*item, "published_at", newest_);
        page_.undated += read.article.published_at ? 0 : 1;
        add_tickers(*item, "currencies", read.article.currencies, page_.dropped);
        add_tickers(*item, "instruments", read.article.currencies, page_.dropped);
        read_votes(*item, read.article, page_.dropped);
        count_odd_texts(*item);
        read.identity = identity_of(*item, read.article);
        page_.posts.push_back(std::move(read));
    }

    posts_page finish(const json::object& root) && {
        page_.next = text_at(root, "next");
        const json::value* next = member_at(root, "next");
        if (next != nullptr && !next->is_string())
            page_.odd_next = http::excerpt(json::serialize(*next), 60);
        return std::move(page_);
    }

private:
    void count_odd_texts(const json::object& item) {
        for (const char* name : {"url", "original_url", "published_at"}) {
            const json::value* value = member_at(item, name);
            if (value != nullptr && !value->is_string())
                page_.dropped.add(fmt::format("{} that is no text", name), json::serialize(*value));
        }
        const json::value* source_told = member_at(item, "source");
        if (source_told != nullptr && !source_told->is_object())
            page_.dropped.add("source that is no object", json::serialize(*source_told));
    }

    void reject(const std::string& reason, const json::value& item) {
        page_.rejected.add(reason, json::serialize(item));
    }

    posts_page page_;
    timestamp newest_;
};

const json::object& root_of(const json::value& answer) {
    const json::object* root = answer.if_object();
    if (root == nullptr)
        refuse(fmt::format("the answer's type is {}, not object", kind_name(answer)));
    const auto status = text_at(*root, "status");
    if (status && *status != "ok")
        throw source_error(source_outcome::refused,
                           fmt::format("CryptoPanic says {}: {}",
                                       http::excerpt(*status, 40),
                                       http::excerpt(text_at(*root, "info").value_or("no more"))));
    return *root;
}

} // namespace

posts_page parse_posts(std::string_view body, timestamp newest) {
    const json::value answer = parse_json(body, source);
    const json::object& root = root_of(answer);
    const json::value* results = root.if_contains("results");
    if (results == nullptr)
        refuse("\"results\" is absent");
    if (!results->is_array())
        refuse(fmt::format("the type of \"results\" is {}, not array", kind_name(*results)));
    page_reader page(newest);
    for (const json::value& item : results->get_array())
        page.add(item);
    return std::move(page).finish(root);
}

} // namespace seedbed::cryptopanic
