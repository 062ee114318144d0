#include "skeleton.hpp"

#include "normal_stream.hpp"
#include "seasonality.hpp"

#include <seedbed/error.hpp>
#include <seedbed/permutation.hpp>
#include <seedbed/portable_math.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace seedbed::market {
namespace {

constexpr std::uint32_t daily_lane = 1;

// Log volatility. Both parts are stationary; the kick makes a large move raise the next days'.
constexpr double slow_memory = 0.965;
constexpr double slow_sd = 0.36;
constexpr double fast_memory = 0.5;
constexpr double fast_sd = 0.24;
constexpr double kick = 0.14;
constexpr double log_volatility_variance = slow_sd * slow_sd + fast_sd * fast_sd;

// A coin's own volatility is mostly the market's: it keeps kurtosis through the sum of both.
constexpr double own_share = 0.5;
constexpr double market_share = 0.8;
constexpr double shared_jump = 0.3;

constexpr double tail = 0.27; // Tukey's h: moments beyond 1 / 0.27 = 3.7 do not exist
constexpr double pull = 0.0025;

// Signs lean against the autocorrelation of the last 128 days or so: a pattern that everybody can
// see is traded away. It holds the lag-1 autocorrelation of any single year near 0.
constexpr double memory_decay = 1.0 - 1.0 / 128.0;
constexpr double lean = 0.04;
constexpr double least_chance = 0.2;

constexpr std::size_t stratum_count = 128;
constexpr double mean_shock_size = 0.75;

// The midpoints of 128 equally likely slices of |e|, scaled to unit variance.
std::array<double, stratum_count> make_shock_sizes() {
    std::array<double, stratum_count> sizes{};
    double variance = 0.0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const double share = (static_cast<double>(i) + 0.5) / stratum_count;
        const double z = portable::normal_quantile(0.5 + 0.5 * share);
        sizes[i] = z * portable::exp(0.5 * tail * z * z);
        variance += sizes[i] * sizes[i] / stratum_count;
    }
    const double scale = 1.0 / std::sqrt(variance);
    for (double& size : sizes) {
        size *= scale;
    }
    return sizes;
}

// Each stretch of 128 days has every size once, in random order: a single year already has the
// tails of the law, and no more than them.
class shock_sizes {
public:
    explicit shock_sizes(random_key key) : key_(key), order_(key, stratum_count) {}

    double on(std::int64_t day) {
        static const std::array<double, stratum_count> sizes = make_shock_sizes();
        const auto index = static_cast<std::uint64_t>(day);
        if (index / stratum_count != stretch_) {
            stretch_ = index / stratum_count;
            order_ = permutation({random(key_, stretch_).lane("order").bits()}, stratum_count);
        }
        return sizes[order_(index % stratum_count)];
    }

private:
    random_key key_;
    permutation order_;
    std::uint64_t stretch_ = 0;
};

class log_volatility {
public:
    double next(double slow_noise, double fast_noise, double last_size) {
        static const double slow_step = slow_sd * std::sqrt(1.0 - slow_memory * slow_memory);
        static const double fast_step = fast_sd * std::sqrt(1.0 - fast_memory * fast_memory);
        slow_ = slow_memory * slow_ + slow_step * slow_noise;
        fast_ = fast_memory * fast_ + fast_step * fast_noise + kick * (last_size - mean_shock_size);
        return slow_ + fast_;
    }

private:
    double slow_ = 0.0;
    double fast_ = 0.0;
};

// Joins a coin's own log volatility with the market's, and shifts it so that E[e^2h] = 1.
double centred(double own, const daily_state* lead) {
    if (lead == nullptr) {
        return own - log_volatility_variance;
    }
    const double market = lead->log_volatility + log_volatility_variance;
    const double weight = own_share * own_share + market_share * market_share;
    return own_share * own + market_share * market - weight * log_volatility_variance;
}

// News about the market makes the coins' own jumps larger too.
double jump_scale(const daily_state* lead) {
    return lead == nullptr ? 1.0 : portable::exp(shared_jump * lead->surprise());
}

class sign_choice {
public:
    // The sign for a series whose last total return was remembered.
    double next(double unit) const {
        const double repeat =
            std::clamp(0.5 - lean * autocovariance_, least_chance, 1.0 - least_chance);
        const bool positive = (unit < repeat) == (last_ >= 0.0);
        return positive ? 1.0 : -1.0;
    }

    void remember(double standard_return) {
        autocovariance_ = memory_decay * autocovariance_ + standard_return * last_;
        last_ = standard_return;
    }

private:
    double autocovariance_ = 0.0;
    double last_ = 0.0;
};

} // namespace

double daily_state::excess() const noexcept {
    const double ordinary = jump_threshold * std::sqrt(variance);
    if (shock > ordinary) {
        return shock - ordinary;
    }
    return shock < -ordinary ? shock + ordinary : 0.0;
}

double daily_state::surprise() const noexcept {
    const double size = std::fabs(shock) / std::sqrt(variance);
    return size > jump_threshold ? portable::log(size / jump_threshold) : 0.0;
}

skeleton::skeleton(random_key key, double daily_volatility) : daily_volatility_(daily_volatility) {
    build(key, nullptr, 1.0);
}

skeleton::skeleton(random_key key, double daily_volatility, const skeleton& market, double beta)
    : daily_volatility_(daily_volatility) {
    build(key, &market, beta);
}

void skeleton::build(random_key key, const skeleton* market, double beta) {
    days_.reserve(static_cast<std::size_t>(last_day - first_day + 2));
    shock_sizes sizes(key);
    log_volatility mood;
    sign_choice signs;
    const double market_volatility = market == nullptr ? 0.0 : beta * market->daily_volatility_;
    const double total_volatility =
        std::sqrt(daily_volatility_ * daily_volatility_ + market_volatility * market_volatility);
    double size = mean_shock_size;
    double level = 0.0;
    double variance_before = 0.0;
    for (std::int64_t day = first_day; day <= last_day + 1; ++day) {
        const philox_words noise = philox(key, {static_cast<std::uint32_t>(day), 0, daily_lane, 0});
        const daily_state* lead = market == nullptr ? nullptr : &market->at(day);
        const double h =
            centred(mood.next(normal_from(noise[0]), normal_from(noise[1]), size), lead);
        const double variance = daily_volatility_ * daily_volatility_ * portable::exp(2.0 * h) *
                                seasonal_day_variance(day);
        size = sizes.on(day);
        const double ordinary = std::sqrt(variance) * std::min(size, jump_threshold);
        const double jump =
            daily_volatility_ * jump_scale(lead) * std::max(size - jump_threshold, 0.0);
        const double shock = signs.next(unit_from(noise[2])) * (ordinary + jump);
        const double market_part = lead == nullptr ? 0.0 : beta * lead->shock;
        signs.remember((shock + market_part) / total_volatility);
        const auto news_slot = static_cast<std::int32_t>(noise[3] % slots_per_day);
        days_.push_back({level, variance_before, variance, h, shock, news_slot});
        variance_before += variance;
        level = (1.0 - pull) * level + shock;
    }
}

const daily_state& skeleton::at(std::int64_t day) const {
    if (day < first_day || day > last_day + 1) {
        throw error(failure::usage,
                    fmt::format("the market has no prices for day {} since 1970; it knows days {} "
                                "(2009-01-01) to {} (2070-12-31)",
                                day,
                                first_day,
                                last_day));
    }
    return days_[static_cast<std::size_t>(day - first_day)];
}

} // namespace seedbed::market
