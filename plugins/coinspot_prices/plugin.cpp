#include "latest_prices.hpp"
#include "price-odb.hpp"
#include "price.hpp"

#include <seedbed/descriptor.hpp>
#include <seedbed/source.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <odb/pgsql/database.hxx>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::coinspot {
namespace {

/// Collects one snapshot and writes it to as-of's slot of the 5-minute grid, where price_history
/// meets it. A slot that is taken stays as it is.
class coinspot_prices final : public source_plugin {
public:
    explicit coinspot_prices(const plugin_context& context) : context_(context) {}

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
        latest_prices.url = context_.options().text("coinspot-url") + "/latest";
        latest_prices.headers.emplace_back("Accept", "application/json");
        const http::response response = co_await client.get(std::move(latest_prices));
        expect_ok(response, "CoinSpot");
        take(parse_latest(response.body));
        co_return collected{.outcome = source_outcome::complete,
                            .records = prices_.size(),
                            .rejected = rejected_,
                            .detail = fmt::format("{} prices", prices_.size())};
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
            context_.note("no real prices in this run: what price_history writes is generated");
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
                                 .created_at = context_.run().as_of};
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

    void take(latest answer) {
        rejected_ = answer.rejected;
        for (const std::string& warning : answer.warnings)
            context_.note("CoinSpot: " + warning);
        std::vector<std::string> absent;
        for (const std::string& coin : wanted_coins()) {
            const auto found = std::find_if(answer.prices.begin(),
                                            answer.prices.end(),
                                            [&](const auto& p) { return p.ticker == coin; });
            if (found == answer.prices.end())
                absent.push_back(coin);
            else
                prices_.push_back(*found);
        }
        if (!absent.empty())
            context_.note(fmt::format("CoinSpot gave no price of {}: theirs are generated",
                                      fmt::join(absent, ", ")));
    }

    std::set<std::string> taken_coins(const session& session) const {
        std::set<std::string> taken;
        session.for_each("SELECT coin_type FROM price_data_5min WHERE timestamp = $1",
                         {context_.run().as_of.to_string()},
                         [&](row_view row) { taken.emplace(*row[0]); });
        return taken;
    }

    const plugin_context& context_;
    std::vector<coin_price> prices_;
    std::uint64_t rejected_ = 0;
};

} // namespace
} // namespace seedbed::coinspot

SEEDBED_PLUGIN(seedbed::coinspot::coinspot_prices);
