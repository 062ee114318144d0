#include "candles.hpp"
#include "price-odb.hpp"
#include "price.hpp"
#include "quotes.hpp"
#include "sources/base_url.hpp"

#include <seedbed/bulk_writer.hpp>
#include <seedbed/descriptor.hpp>
#include <seedbed/source.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace seedbed::kraken {
namespace {

constexpr std::chrono::seconds reach{most_candles * candle_seconds}; // 60 hours

struct coin_candles {
    std::string ticker;
    std::vector<candle> closed;
};

/// Collects each coin's newest candles and writes their closes to the 5-minute grid, where
/// price_history meets them. A slot that is taken stays as it is.
class kraken_history final : public source_plugin {
public:
    explicit kraken_history(const plugin_context& context)
        : context_(context),
          base_(base_url(
              context.options().text("kraken-url"), "--kraken-url", "https://api.kraken.com")),
          tickers_(checked(context.options().list("kraken-coins"))) {}

    std::vector<const mapped_table*> tables() const override {
        return {&model_traits<ohmycoins::price>::table()};
    }

    boost::asio::awaitable<collected> collect(http::client& client) override {
        if (is_out_of_reach())
            co_return nothing_so_early();
        std::vector<std::string> failed;
        std::optional<collected> first_failure;
        for (const std::string& ticker : tickers_) {
            const auto failure = co_await try_coin(client, ticker);
            if (!failure)
                continue;
            failed.push_back(ticker);
            if (!first_failure)
                first_failure = failure;
        }
        co_return summary(failed, first_failure);
    }

    inspection inspect(const session& session) override {
        inspection found;
        for (const coin_candles& coin : coins_) {
            const auto taken = taken_slots(session, coin);
            for (const candle& each : coin.closed)
                ++(taken.contains(slot_of(each)) ? found.present : found.missing);
        }
        return found;
    }

    seeded seed(const session& session, progress& progress) override {
        seeded result;
        for (const coin_candles& coin : coins_) {
            const auto taken = taken_slots(session, coin);
            bulk_writer<ohmycoins::price> writer(session);
            for (const candle& each : coin.closed) {
                if (taken.contains(slot_of(each)))
                    ++result.kept;
                else
                    writer.write(row_of(coin.ticker, each));
            }
            result.added += writer.finish();
            progress.written(result.added);
        }
        return result;
    }

private:
    /// The tickers in upper case, each once. A ticker becomes part of a URL.
    static std::vector<std::string> checked(std::vector<std::string> tickers) {
        for (std::string& ticker : tickers) {
            std::ranges::transform(ticker, ticker.begin(), [](unsigned char letter) {
                return static_cast<char>(std::toupper(letter));
            });
            const bool usable =
                !ticker.empty() && ticker.size() <= 20 &&
                std::ranges::all_of(ticker, [](unsigned char c) { return std::isalnum(c) != 0; });
            if (!usable)
                throw error(failure::usage,
                            fmt::format("--kraken-coins has '{}', which is no ticker; give tickers "
                                        "such as BTC,ETH",
                                        ticker));
        }
        std::ranges::sort(tickers);
        tickers.erase(std::ranges::unique(tickers).begin(), tickers.end());
        return tickers;
    }

    bool is_out_of_reach() const { return context_.run().as_of + reach < context_.run().present; }

    collected nothing_so_early() const {
        return {.outcome = source_outcome::skipped,
                .records = 0,
                .rejected = rejected_,
                .detail = "Kraken keeps 60 hours, which do not reach back to " +
                          context_.run().as_of.to_string()};
    }

    /// What kept the coin's candles from arriving, if anything did.
    boost::asio::awaitable<std::optional<collected>> try_coin(http::client& client,
                                                              const std::string& ticker) {
        try {
            co_await read_coin(client, ticker);
        } catch (...) {
            co_return collected_until_error(0);
        }
        co_return std::nullopt;
    }

    boost::asio::awaitable<void> read_coin(http::client& client, const std::string& ticker) {
        const std::string pair = ticker + "/AUD";
        http::request request;
        request.url = fmt::format("{}/0/public/OHLC?pair={}&interval=5", base_, pair);
        request.headers.emplace_back("Accept", "application/json");
        const http::response response = co_await client.get(std::move(request));
        expect_ok(response, "Kraken");
        take(ticker, parse_candles(response.body, pair));
    }

    void take(const std::string& ticker, candles read) {
        rejected_ += read.rejected;
        if (read.rejected > 0)
            context_.note(fmt::format("Kraken: {} rows of {} are of no use; the first: {}",
                                      read.rejected,
                                      ticker,
                                      read.first_rejection));
        if (read.closed.size() < most_candles / 2)
            context_.note(fmt::format("Kraken gave {} candles of {}, not the usual {}",
                                      read.closed.size(),
                                      ticker,
                                      most_candles - 1));
        const std::int64_t as_of = context_.run().as_of.unix_seconds();
        std::erase_if(read.closed, [&](const candle& each) { return each.end > as_of; });
        if (read.closed.empty() && context_.run().as_of_now)
            throw source_error(source_outcome::malformed,
                               fmt::format("Kraken's candles of {} all end after now", ticker));
        records_ += read.closed.size();
        coins_.push_back({ticker, std::move(read.closed)});
    }

    collected summary(const std::vector<std::string>& failed,
                      const std::optional<collected>& first_failure) const {
        collected result{.outcome = source_outcome::complete,
                         .records = records_,
                         .rejected = rejected_,
                         .detail = fmt::format("{} prices of {} coins", records_, coins_.size())};
        if (!first_failure)
            return records_ == 0 && !tickers_.empty() ? nothing_so_early() : result;
        result.outcome = coins_.empty() ? first_failure->outcome : source_outcome::partial;
        result.detail = coins_.empty() ? first_failure->detail
                                       : fmt::format("{}; nothing of {}: {}",
                                                     result.detail,
                                                     fmt::join(failed, ", "),
                                                     first_failure->detail);
        return result;
    }

    static std::int64_t slot_of(const candle& of) { return of.end / candle_seconds; }

    /// The slots that the coin has a row in, on the grid or off it, between its candles.
    static std::set<std::int64_t> taken_slots(const session& session, const coin_candles& coin) {
        std::set<std::int64_t> taken;
        if (coin.closed.empty())
            return taken;
        const auto time = [](std::int64_t seconds) {
            return timestamp::from_unix_seconds(seconds).to_string();
        };
        session.for_each("SELECT DISTINCT floor(extract(epoch FROM timestamp) / 300)::bigint"
                         " FROM price_data_5min"
                         " WHERE coin_type = $1 AND timestamp >= $2 AND timestamp < $3",
                         {coin.ticker,
                          time(coin.closed.front().end),
                          time(coin.closed.back().end + candle_seconds)},
                         [&](row_view row) { taken.insert(std::stoll(std::string(*row[0]))); });
        return taken;
    }

    ohmycoins::price row_of(const std::string& ticker, const candle& each) const {
        const market::quote quote = quote_around_close(ticker, each.close_aud);
        return {.coin_type = ticker,
                .bid = aud_price::from_units(quote.bid),
                .ask = aud_price::from_units(quote.ask),
                .last = each.close_aud,
                .timestamp = timestamp::from_unix_seconds(each.end),
                .created_at = context_.run().as_of};
    }

    const plugin_context& context_;
    std::string base_;
    std::vector<std::string> tickers_;
    std::vector<coin_candles> coins_;
    std::uint64_t records_ = 0;
    std::uint64_t rejected_ = 0;
};

} // namespace
} // namespace seedbed::kraken

SEEDBED_PLUGIN(seedbed::kraken::kraken_history);
