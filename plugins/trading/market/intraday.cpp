#include "intraday.hpp"

#include "normal_stream.hpp"
#include "volatility.hpp"

#include <cmath>

namespace seedbed::market {
namespace {

constexpr std::uint32_t shock_lane = 2;
constexpr double jump_share = 0.38;

} // namespace

series::series(random_key key, double daily_volatility)
    : key_(key), daily_volatility_(daily_volatility), skeleton_(key, daily_volatility),
      market_(nullptr) {}

series::series(random_key key, double daily_volatility, const series& market, double beta)
    : key_(key), daily_volatility_(daily_volatility),
      skeleton_(key, daily_volatility, market.skeleton_, beta), market_(&market.skeleton_) {}

void series::make_day(std::int64_t day, series_day& out) const {
    const daily_state& today = skeleton_.at(day);
    const daily_state& tomorrow = skeleton_.at(day + 1);
    fill_variance(key_, daily_volatility_, skeleton_, market_, day, out.variance);

    std::array<double, day_size> moves;
    normal_stream(key_, shock_lane).fill(day * slots_per_day, moves);
    double sum = 0.0;
    double variance = 0.0;
    for (std::size_t slot = 0; slot < day_size; ++slot) {
        moves[slot] *= std::sqrt(out.variance[slot]);
        sum += moves[slot];
        variance += out.variance[slot];
    }
    const double jump = jump_share * today.excess();
    moves[static_cast<std::size_t>(today.news_slot)] += jump;

    const double bend = (tomorrow.level - today.level - jump - sum) / variance;
    double level = today.level;
    for (std::size_t slot = 0; slot < day_size; ++slot) {
        out.level[slot] = level;
        level += moves[slot] + bend * out.variance[slot];
    }
    out.level[day_size] = tomorrow.level;
    out.variance_before = today.variance_before;
    out.day_variance = today.variance;
}

} // namespace seedbed::market
