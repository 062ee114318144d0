#include "model.hpp"

#include "coins.hpp"

#include <seedbed/portable_math.hpp>

#include <fmt/format.h>

namespace seedbed::market {
namespace {

constexpr double market_volatility = 0.033; // a day's standard deviation

} // namespace

model::model(std::uint64_t seed)
    : seed_(seed), market_(derive_key(seed, "market"), market_volatility),
      own_(std::make_unique<lazy_series[]>(coins().size())) {}

const series& model::own(std::size_t coin) const {
    const auto& which = coin_at(coin);
    lazy_series& lazy = own_[coin];
    std::call_once(lazy.once, [&] {
        const random_key key = derive_key(seed_, fmt::format("market/{}", which.ticker));
        lazy.made.emplace(key, which.own_volatility, market_, which.beta);
    });
    return *lazy.made;
}

void model::make_coin_day(std::size_t coin,
                          std::int64_t day,
                          const series_day& market_day,
                          coin_day& out) const {
    const double beta = coin_at(coin).beta;
    const double reference = portable::log(coin_at(coin).reference_price);
    series_day own_day;
    own(coin).make_day(day, own_day);
    for (std::size_t i = 0; i <= day_size; ++i) {
        out.log_price[i] = reference + beta * market_day.level[i] + own_day.level[i];
    }
    for (std::size_t i = 0; i < day_size; ++i) {
        out.variance[i] = beta * beta * market_day.variance[i] + own_day.variance[i];
    }
    out.variance_before = beta * beta * market_day.variance_before + own_day.variance_before;
    out.day_variance = beta * beta * market_day.day_variance + own_day.day_variance;
}

void model::make_coin_day(std::size_t coin, std::int64_t day, coin_day& out) const {
    series_day market_day;
    make_market_day(day, market_day);
    make_coin_day(coin, day, market_day, out);
}

double model::normal_slot_variance(std::size_t coin) {
    const auto& one = coin_at(coin);
    const double market_part = one.beta * market_volatility;
    return (market_part * market_part + one.own_volatility * one.own_volatility) / slots_per_day;
}

} // namespace seedbed::market
