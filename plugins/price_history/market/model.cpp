#include "model.hpp"

#include "coins.hpp"

#include <seedbed/portable_math.hpp>

#include <fmt/format.h>

namespace seedbed::market {
namespace {

constexpr double market_volatility = 0.033; // a day's standard deviation

} // namespace

model::model(std::uint64_t seed) : market_(derive_key(seed, "market"), market_volatility) {
    own_.reserve(coins().size());
    for (const coin& one : coins()) {
        const random_key key = derive_key(seed, fmt::format("market/{}", one.ticker));
        own_.emplace_back(key, one.own_volatility, market_, one.beta);
    }
}

void model::make_coin_day(std::size_t coin,
                          std::int64_t day,
                          const series_day& market_day,
                          coin_day& out) const {
    const double beta = coin_at(coin).beta;
    const double reference = portable::log(coin_at(coin).reference_price);
    series_day own;
    own_[coin].make_day(day, own);
    for (std::size_t i = 0; i <= day_size; ++i) {
        out.log_price[i] = reference + beta * market_day.level[i] + own.level[i];
    }
    for (std::size_t i = 0; i < day_size; ++i) {
        out.variance[i] = beta * beta * market_day.variance[i] + own.variance[i];
    }
    out.variance_before = beta * beta * market_day.variance_before + own.variance_before;
    out.day_variance = beta * beta * market_day.day_variance + own.day_variance;
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
