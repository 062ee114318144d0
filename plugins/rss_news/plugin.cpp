#include "news/checks.hpp"
#include "news/news_table.hpp"
#include "news_article.hpp"
#include "reading.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/source.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace seedbed::rss {
namespace {

constexpr std::chrono::hours day{24};

/// Fills news_sentiment up: after the run it holds as many articles collected within the day
/// before as-of as were asked for, if the feeds have them. CryptoPanic, which knows votes, writes
/// first; whatever it or anyone else brought counts.
class rss_news final : public source_plugin {
public:
    explicit rss_news(const plugin_context& context)
        : context_(context),
          wanted_(static_cast<std::uint64_t>(context.options().integer("rss-news"))),
          reading_(context.options().list("rss-feeds"), context.run().as_of) {}

    std::vector<const mapped_table*> tables() const override {
        return {&model_traits<ohmycoins::news_article>::table()};
    }

    boost::asio::awaitable<collected> collect(http::client& client) override {
        if (!context_.run().as_of_now)
            co_return collected{.outcome = source_outcome::skipped,
                                .records = 0,
                                .rejected = 0,
                                .detail = "live news does not belong to a run as of " +
                                          context_.run().as_of.to_string()};
        collected result = co_await reading_.read(client);
        articles_ = reading_.newest(wanted_);
        for (const auto& [host, rejected] : reading_.rejected())
            for (const std::string& line : rejected.lines())
                context_.note(fmt::format("{}: {}", host, line));
        co_return result;
    }

    inspection inspect(const session& session) override {
        const news::news_table table(session);
        inspection found{.present = 0, .missing = 0, .estimated = true};
        for (const news::article& each : articles_)
            ++(table.holds(each) ? found.present : found.missing);
        found.missing = std::min(found.missing, room(table));
        return found;
    }

    seeded seed(const session& session, progress& progress) override {
        const news::news_table table(session);
        const std::uint64_t most = room(table);
        std::uint64_t too_many = 0;
        seeded result;
        for (const news::article& each : articles_) {
            if (table.holds(each)) {
                ++result.kept;
            } else if (result.added == most) {
                ++too_many;
            } else {
                table.add(each, context_.run().as_of);
                progress.written(++result.added);
            }
        }
        if (too_many > 0)
            context_.note(fmt::format("rss_news: {} articles of the feeds are not needed: the last "
                                      "day has its {} articles (--rss-news)",
                                      too_many,
                                      wanted_));
        return result;
    }

    std::vector<check> checks() const override { return news::news_checks("rss_news"); }

private:
    /// How many articles the day lacks.
    std::uint64_t room(const news::news_table& table) const {
        const std::uint64_t there = table.collected_since(context_.run().as_of - day);
        return there < wanted_ ? wanted_ - there : 0;
    }

    const plugin_context& context_;
    std::uint64_t wanted_;
    feed_reading reading_;
    std::vector<news::article> articles_;
};

} // namespace
} // namespace seedbed::rss

SEEDBED_PLUGIN(seedbed::rss::rss_news);
