#include "latest_prices.hpp"
#include "price-odb.hpp"
#include "price.hpp"
#include "sources/base_url.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/source.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <odb/pgsql/database.hxx>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::coinspot {
namespace {

/// A price that was generated is created at its own moment. One of CoinSpot is created behind it,
/// by which price_history's checks tell the two apart.
constexpr std::chrono::seconds behind_moment{1};

/// Collects one snapshot and writes it to as-of's slot of the 5-minute grid, where price_history
/// meets it. A slot that is taken stays as it is.
class coinspot_prices final : public source_plugin {
public:
    explicit coinspot_prices(const plugin_context& context)
        : context_(context), base_(base_url(context.options().text("coinspot-url"),
                                            "--coinspot-url",
                                            "https://www.coinspot.com.au/pubapi/v2")) {}

    std::vector<const mapped_table*> tables() const override {
        return {&model_traits<ohmycoins::price>::table()};
    }

    boost::asio::awaitable<collected> collect(http::client& client) override {
        if (!context_.run().as_of_now)
            co_return collected{.outcome = source_outcome::skipped,
                                .records = 0,
                                .rejected = 0,
                                .detail = "live prices do not belong to a run as of " +
                                          context_.run().as_of.to_string()};
        http::request latest_prices;
        latest_prices.url = base_ + "/latest";
        latest_prices.headers.emplace_back("Accept", "application/json");
        const http::response response = co_await client.get(std::move(latest_prices));
        expect_ok(response, "CoinSpot");
        co_return take(parse_latest(response.body));
    }

    inspection inspect(const session& session) override {
        const auto taken = taken_coins(session);
        const auto present = std::count_if(prices_.begin(), prices_.end(), [&](const auto& p) {
            return taken.contains(p.ticker);
        });
        return {.present = static_cast<std::uint64_t>(present),
                .missing = prices_.size() - static_cast<std::uint64_t>(present)};
    }

    seeded seed(const session& session, progress& progress) override {
        if (prices_.empty())
            context_.note("CoinSpot gave no price in this run");
        const auto taken = taken_coins(session);
        seeded result;
        for (const coin_price& real : prices_) {
            if (taken.contains(real.ticker)) {
                ++result.kept;
                continue;
            }
            ohmycoins::price row{.coin_type = real.ticker,
                                 .bid = real.bid,
                                 .ask = real.ask,
                                 .last = real.last,
                                 .timestamp = context_.run().as_of,
                                 .created_at = context_.run().as_of + behind_moment};
            session.database().persist(row);
            progress.written(++result.added);
        }
        return result;
    }

private:
    /// The tickers in upper case, each once.
    std::set<std::string> wanted_coins() const {
        std::set<std::string> wanted;
        for (std::string coin : context_.options().list("coinspot-coins")) {
            std::transform(coin.begin(), coin.end(), coin.begin(), [](unsigned char letter) {
                return static_cast<char>(std::toupper(letter));
            });
            wanted.insert(std::move(coin));
        }
        return wanted;
    }

    collected take(const latest& answer) {
        for (const std::string& warning : answer.warnings)
            context_.note("CoinSpot: " + warning);
        std::vector<std::string> unusable;
        std::vector<std::string> absent;
        for (const std::string& coin : wanted_coins()) {
            const auto found = std::ranges::find(answer.prices, coin, &coin_price::ticker);
            const auto bad = answer.unusable.find(coin);
            if (found != answer.prices.end())
                prices_.push_back(*found);
            else if (bad != answer.unusable.end())
                unusable.push_back(fmt::format("{} ({})", coin, bad->second));
            else
                absent.push_back(coin);
        }
        if (!absent.empty() && !prices_.empty())
            context_.note(fmt::format("CoinSpot gave no price of {}", fmt::join(absent, ", ")));
        return {.outcome = outcome_with(unusable),
                .records = prices_.size(),
                .rejected = answer.rejected,
                .detail = detail(unusable, absent)};
    }

    /// A coin that CoinSpot does not list is no fault of its answer; but no price at all is nothing
    /// that a run could be told to count on.
    source_outcome outcome_with(const std::vector<std::string>& unusable) const {
        if (!prices_.empty())
            return source_outcome::complete;
        return unusable.empty() ? source_outcome::unavailable : source_outcome::malformed;
    }

    std::string detail(const std::vector<std::string>& unusable,
                       const std::vector<std::string>& absent) const {
        std::string text = fmt::format("{} prices", prices_.size());
        if (!unusable.empty())
            text += fmt::format("; of no use: {}", fmt::join(unusable, ", "));
        if (!absent.empty())
            text += fmt::format("; CoinSpot has none of {}", fmt::join(absent, ", "));
        return text;
    }

    std::set<std::string> taken_coins(const session& session) const {
        std::set<std::string> taken;
        session.for_each("SELECT coin_type FROM price_data_5min WHERE timestamp = $1",
                         {context_.run().as_of.to_string()},
                         [&](row_view row) { taken.emplace(*row[0]); });
        return taken;
    }

    const plugin_context& context_;
    std::string base_;
    std::vector<coin_price> prices_;
};

} // namespace
} // namespace seedbed::coinspot

SEEDBED_PLUGIN(seedbed::coinspot::coinspot_prices);
