#include "checks.hpp"
#include "market/calendar.hpp"
#include "market/coins.hpp"
#include "market/model.hpp"
#include "market/pinned_path.hpp"
#include "price-odb.hpp"
#include "price.hpp"
#include "price_archive.hpp"
#include "price_factory.hpp"
#include "price_gaps.hpp"

#include <seedbed/bulk_writer.hpp>
#include <seedbed/descriptor.hpp>
#include <seedbed/error.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace ohmycoins {
namespace {

namespace market = seedbed::market;
using price_decimal = seedbed::decimal<20, 8>;

struct coin_gaps {
    std::string coin;
    std::vector<price_gap> gaps;
};

std::uint64_t slots_in(const std::vector<coin_gaps>& coins) {
    std::uint64_t slots = 0;
    for (const coin_gaps& coin : coins)
        for (const price_gap& gap : coin.gaps)
            slots += gap.size();
    return slots;
}

/// Fills the 5-minute grid of each coin up to as-of: the slots that have no row get one from the
/// market model, led through the rows that stand around the gap.
class price_history final : public seedbed::plugin {
public:
    explicit price_history(const seedbed::plugin_context& context)
        : context_(context), coins_(known_coins(context.options().list("coins"))) {
        check_calendar();
        context.models().share(archive_);
    }

    std::vector<const seedbed::mapped_table*> tables() const override {
        return {&seedbed::model_traits<price>::table()};
    }

    seedbed::inspection inspect(const seedbed::session& session) override {
        return count(slots_in(read_gaps(session)));
    }

    seedbed::seeded seed(const seedbed::session& session, seedbed::progress& progress) override {
        // Read again: a source of this run may have written real prices since inspect.
        const std::vector<coin_gaps> coins = read_gaps(session);
        const seedbed::inspection now = count(slots_in(coins));
        if (now.missing == 0)
            return {.added = 0, .kept = now.present};
        const market::model model(context_.run().seed);
        seedbed::bulk_writer<price> writer(session);
        for (const coin_gaps& coin : coins)
            for (const price_gap& gap : coin.gaps)
                write_gap(coin.coin, gap, model, writer, progress);
        return {.added = writer.finish(), .kept = now.present};
    }

    std::vector<const seedbed::row_factory*> factories() const override { return {&factory_}; }

    std::vector<seedbed::check> checks() const override {
        std::vector<seedbed::check> all = price_checks(context_.options().integer("days"), coins_);
        for (seedbed::check& each : market_checks())
            all.push_back(std::move(each));
        return all;
    }

private:
    /// The tickers in upper case, each once. Refuses those that the market does not know.
    static std::vector<std::string> known_coins(std::vector<std::string> coins) {
        for (std::string& coin : coins) {
            std::transform(coin.begin(), coin.end(), coin.begin(), [](unsigned char letter) {
                return static_cast<char>(std::toupper(letter));
            });
            market::coin_index(coin);
        }
        std::sort(coins.begin(), coins.end());
        coins.erase(std::unique(coins.begin(), coins.end()), coins.end());
        return coins;
    }

    /// A window that reaches out of the market's calendar is refused before the run begins.
    void check_calendar() const {
        const auto midnight = [](std::int64_t day) {
            return seedbed::timestamp::from_unix_seconds(day * market::seconds_per_day);
        };
        const seedbed::timestamp end = context_.run().as_of;
        const seedbed::timestamp begin =
            end - std::chrono::days(context_.options().integer("days"));
        if (begin < midnight(market::first_day) || end >= midnight(market::last_day + 1))
            throw seedbed::error(seedbed::failure::usage,
                                 "prices from " + begin.to_string() + " to " + end.to_string() +
                                     " were asked for; the market has them from " +
                                     midnight(market::first_day).to_string() + " to before " +
                                     midnight(market::last_day + 1).to_string() +
                                     ": change --as-of or --days");
    }

    std::int64_t last_slot() const {
        return context_.run().as_of.unix_seconds() / market::seconds_per_slot;
    }

    std::int64_t window_slots() const {
        return context_.options().integer("days") * market::slots_per_day;
    }

    std::vector<coin_gaps> read_gaps(const seedbed::session& session) const {
        std::vector<coin_gaps> coins;
        for (const std::string& coin : coins_)
            coins.push_back(
                {coin,
                 read_price_gaps(session, coin, last_slot() - window_slots() + 1, last_slot())});
        return coins;
    }

    /// What is kept of the window; a gap that reaches back before it can be longer than the window.
    seedbed::inspection count(std::uint64_t missing) const {
        const auto wanted = static_cast<std::uint64_t>(window_slots()) * coins_.size();
        return {.present = wanted - std::min(wanted, missing), .missing = missing};
    }

    static void write_gap(const std::string& coin,
                          const price_gap& gap,
                          const market::model& model,
                          seedbed::bulk_writer<price>& writer,
                          seedbed::progress& progress) {
        const market::pinned_path path(model, market::coin_index(coin), gap.pins);
        const std::int64_t first_day = gap.first_slot / market::slots_per_day;
        const std::int64_t last_day = gap.last_slot / market::slots_per_day;
        std::array<market::quote, market::day_size> quotes;
        price row;
        row.coin_type = coin;
        for (std::int64_t day = first_day; day <= last_day; ++day) {
            path.day_quotes(day, quotes);
            const std::int64_t midnight = day * market::slots_per_day;
            const std::int64_t begin = std::max(gap.first_slot, midnight);
            const std::int64_t end = std::min(gap.last_slot + 1, midnight + market::slots_per_day);
            for (std::int64_t slot = begin; slot < end; ++slot) {
                fill(row, slot, quotes[static_cast<std::size_t>(slot - midnight)]);
                writer.write(row);
            }
            progress.written(writer.rows());
        }
    }

    static void fill(price& row, std::int64_t slot, const market::quote& quote) {
        row.bid = price_decimal::from_units(quote.bid);
        row.ask = price_decimal::from_units(quote.ask);
        row.last = price_decimal::from_units(quote.last);
        row.timestamp = seedbed::timestamp::from_unix_seconds(slot * market::seconds_per_slot);
        row.created_at = row.timestamp;
    }

    const seedbed::plugin_context& context_;
    std::vector<std::string> coins_;
    price_factory factory_{context_.run().seed};
    trading::price_archive archive_; // for those whose rows follow from prices
};

} // namespace
} // namespace ohmycoins

SEEDBED_PLUGIN(ohmycoins::price_history);
