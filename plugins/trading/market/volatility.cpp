#include "volatility.hpp"

#include "normal_stream.hpp"
#include "seasonality.hpp"

#include <seedbed/portable_math.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace seedbed::market {
namespace {

// Lanes of a series' key; the skeleton has lane 1, the shocks lane 2.
constexpr std::uint32_t shift_lane = 3;
constexpr std::uint32_t first_noise_lane = 8;

constexpr double market_news_share = 0.6;
constexpr double burst_slots = 12.0;

struct scale {
    std::int64_t slots;
    double strength; // standard deviation of the log volatility
};

constexpr std::array<scale, 4> cascade = {{{96, 0.24}, {24, 0.28}, {6, 0.32}, {2, 0.36}}};
constexpr double cascade_variance = 0.24 * 0.24 + 0.28 * 0.28 + 0.32 * 0.32 + 0.36 * 0.36;

using day_span = std::span<double, day_size>;

// How much the knots before and behind a slot weigh in it: linear interpolation, scaled so that the
// variance is the same between knots as on them.
struct knot_weights {
    double before;
    double behind;
};

std::vector<knot_weights> make_weights(const scale& one) {
    std::vector<knot_weights> weights;
    for (std::int64_t slot = 0; slot < one.slots; ++slot) {
        const double f = (static_cast<double>(slot) + 0.5) / static_cast<double>(one.slots);
        const double norm = one.strength / std::sqrt(f * f + (1.0 - f) * (1.0 - f));
        weights.push_back({(1.0 - f) * norm, f * norm});
    }
    return weights;
}

void add_noise(random_key key, std::size_t scale_index, std::int64_t day, day_span log_volatility) {
    static const std::array<std::vector<knot_weights>, cascade.size()> all_weights = {
        make_weights(cascade[0]),
        make_weights(cascade[1]),
        make_weights(cascade[2]),
        make_weights(cascade[3])};
    const std::vector<knot_weights>& weights = all_weights[scale_index];
    const std::int64_t length = cascade[scale_index].slots;
    const philox_words shifts = philox(key, {0, 0, shift_lane, 0});
    const std::int64_t begin = day * slots_per_day + shifts[scale_index] % length;

    std::array<double, day_size / 2 + 2> knots; // enough for the shortest scale, of two slots
    const std::int64_t first = begin / length;
    const std::int64_t last = (begin + slots_per_day - 1) / length + 1;
    const auto lane = first_noise_lane + static_cast<std::uint32_t>(scale_index);
    normal_stream(key, lane).fill(
        first, std::span(knots).first(static_cast<std::size_t>(last - first + 1)));

    auto phase = static_cast<std::size_t>(begin % length);
    std::size_t knot = 0;
    for (double& value : log_volatility) {
        value += weights[phase].before * knots[knot] + weights[phase].behind * knots[knot + 1];
        if (++phase == weights.size()) {
            phase = 0;
            ++knot;
        }
    }
}

// `days_ago` is 0 for the day's own news, 1 for what is left of yesterday's.
void add_burst(const daily_state& state,
               std::int64_t days_ago,
               double share,
               day_span log_volatility) {
    const double surprise = share * state.surprise();
    if (surprise == 0.0) {
        return;
    }
    const std::int64_t since_news = days_ago * slots_per_day - state.news_slot;
    const std::int64_t begin = std::max<std::int64_t>(0, -since_news);
    static const double fade = portable::exp(-1.0 / burst_slots);
    double rise = surprise * portable::exp(-static_cast<double>(begin + since_news) / burst_slots);
    for (auto slot = static_cast<std::size_t>(begin); slot < day_size; ++slot) {
        log_volatility[slot] += rise;
        rise *= fade;
    }
}

void add_bursts(const skeleton& news, std::int64_t day, double share, day_span log_volatility) {
    add_burst(news.at(day), 0, share, log_volatility);
    if (day > first_day) {
        add_burst(news.at(day - 1), 1, share, log_volatility);
    }
}

// From noon to noon in a straight line.
void fill_daily_part(const skeleton& own, std::int64_t day, day_span log_volatility) {
    const double before = own.at(std::max(day - 1, first_day)).log_volatility;
    const double here = own.at(day).log_volatility;
    const double behind = own.at(day + 1).log_volatility;
    for (std::size_t slot = 0; slot < day_size; ++slot) {
        const double from_noon = (static_cast<double>(slot) + 0.5) / day_size - 0.5;
        const double slope = from_noon < 0.0 ? here - before : behind - here;
        log_volatility[slot] = here + slope * from_noon;
    }
}

} // namespace

void fill_variance(random_key key,
                   double daily_volatility,
                   const skeleton& own,
                   const skeleton* market,
                   std::int64_t day,
                   std::span<double, day_size> variance) {
    fill_daily_part(own, day, variance);
    for (std::size_t i = 0; i < cascade.size(); ++i) {
        add_noise(key, i, day, variance);
    }
    add_bursts(own, day, 1.0, variance);
    if (market != nullptr) {
        add_bursts(*market, day, market_news_share, variance);
    }
    const double normal = daily_volatility * daily_volatility / slots_per_day;
    const std::span<const double, day_size> season = seasonal_variance(day);
    for (std::size_t slot = 0; slot < day_size; ++slot) {
        variance[slot] =
            normal * season[slot] * portable::exp(2.0 * (variance[slot] - cascade_variance));
    }
}

} // namespace seedbed::market
