#include "news/checks.hpp"
#include "news/news_table.hpp"
#include "news_article.hpp"
#include "reading.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/source.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::cryptopanic {
namespace {

constexpr const char* key_variable = "CRYPTOPANIC_API_KEY";
constexpr const char* how_to_get_a_key =
    "CRYPTOPANIC_API_KEY is not set: a plan with a key is to be had at "
    "https://cryptopanic.com/developers/api; without one, rss_news brings the news";

/// Collects the newest posts, and writes those that the table does not hold yet.
class cryptopanic_news final : public source_plugin {
public:
    explicit cryptopanic_news(const plugin_context& context)
        : context_(context), reading_(addresses(context.options()),
                                      redaction(unlike_words({key_of(context.options())})),
                                      static_cast<std::size_t>(context.options().integer("news")),
                                      context.run().as_of) {}

    std::vector<const mapped_table*> tables() const override {
        return {&model_traits<ohmycoins::news_article>::table()};
    }

    boost::asio::awaitable<collected> collect(http::client& client) override {
        if (!context_.run().as_of_now)
            co_return without(source_outcome::skipped,
                              "live news does not belong to a run as of " +
                                  context_.run().as_of.to_string());
        if (key_of(context_.options()).empty())
            co_return without(source_outcome::unconfigured, how_to_get_a_key);
        collected result;
        try {
            co_await reading_.read(client);
            result = all_read();
        } catch (const error&) {
            result = collected_until_error(reading_.articles().size(), reading_.rejected().count());
        }
        tell_oddities();
        co_return result;
    }

    inspection inspect(const session& session) override {
        const news::news_table table(session);
        const auto present = std::ranges::count_if(
            reading_.articles(), [&](const news::article& each) { return table.holds(each); });
        return {.present = static_cast<std::uint64_t>(present),
                .missing = reading_.articles().size() - static_cast<std::uint64_t>(present)};
    }

    seeded seed(const session& session, progress& progress) override {
        const news::news_table table(session);
        seeded result;
        for (const news::article& each : reading_.articles()) {
            if (table.holds(each)) {
                ++result.kept;
                continue;
            }
            table.add(each, context_.run().as_of);
            progress.written(++result.added);
        }
        return result;
    }

    std::vector<check> checks() const override { return news::news_checks("cryptopanic_news"); }

private:
    /// Empty where there is none.
    static std::string key_of(const option_values& options) {
        return options.environment(key_variable).value_or("");
    }

    static page_addresses addresses(const option_values& options) {
        return {options.text("cryptopanic-url"), options.text("cryptopanic-plan"), key_of(options)};
    }

    static collected without(source_outcome outcome, std::string detail) {
        return {.outcome = outcome, .records = 0, .rejected = 0, .detail = std::move(detail)};
    }

    collected all_read() const {
        if (reading_.articles().empty() && reading_.rejected().count() > 0)
            return {.outcome = source_outcome::malformed,
                    .records = 0,
                    .rejected = reading_.rejected().count(),
                    .detail = "CryptoPanic: " + reading_.rejected().none_of("posts")};
        return {.outcome = source_outcome::complete,
                .records = reading_.articles().size(),
                .rejected = reading_.rejected().count(),
                .detail = fmt::format("{} articles from {} page{}",
                                      reading_.articles().size(),
                                      reading_.pages(),
                                      reading_.pages() == 1 ? "" : "s")};
    }

    void tell_oddities() const {
        for (const std::string& line : reading_.rejected().lines())
            context_.note("CryptoPanic: " + line);
        for (const std::string& line : reading_.dropped().lines())
            context_.note("CryptoPanic, of articles that are kept: " + line);
        if (reading_.undated() > 0)
            context_.note(fmt::format("CryptoPanic: {} articles have no time of publication, or "
                                      "one that cannot be; theirs is left empty",
                                      reading_.undated()));
    }

    const plugin_context& context_;
    post_reading reading_;
};

} // namespace
} // namespace seedbed::cryptopanic

SEEDBED_PLUGIN(seedbed::cryptopanic::cryptopanic_news);
