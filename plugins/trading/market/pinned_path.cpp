#include "pinned_path.hpp"

#include "coins.hpp"

#include <seedbed/error.hpp>
#include <seedbed/portable_math.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>

namespace seedbed::market {
namespace {

// Where a second lies on a coin's day.
struct instant {
    double log_price;
    double variance_time;
    double slot_variance;
};

// Within a day variance time follows the five-minute variances, scaled to the skeleton's day.
double variance_scale(const coin_day& day) {
    double sum = 0.0;
    for (const double variance : day.variance) {
        sum += variance;
    }
    return day.day_variance / sum;
}

instant locate(const coin_day& day, std::int64_t second_of_day) {
    const auto slot = static_cast<std::size_t>(second_of_day / seconds_per_slot);
    const double f = static_cast<double>(second_of_day % seconds_per_slot) / seconds_per_slot;
    double elapsed = f * day.variance[slot];
    for (std::size_t i = 0; i < slot; ++i) {
        elapsed += day.variance[i];
    }
    const double log_price =
        day.log_price[slot] + f * (day.log_price[slot + 1] - day.log_price[slot]);
    return {log_price, day.variance_before + variance_scale(day) * elapsed, day.variance[slot]};
}

void check_pin(const pin& here, std::int64_t time_before, std::size_t coin) {
    if (here.price <= 0) {
        throw error(failure::usage,
                    fmt::format("{}: the price pinned at {} s since 1970 is {} x 1e-8 AUD; "
                                "prices must be positive",
                                coin_at(coin).ticker,
                                here.unix_seconds,
                                here.price));
    }
    if (here.unix_seconds <= time_before) {
        throw error(failure::usage,
                    fmt::format("{}: a pin at {} s since 1970 follows one at {} s; sort the pins "
                                "by time and keep one for each second",
                                coin_at(coin).ticker,
                                here.unix_seconds,
                                time_before));
    }
}

} // namespace

pinned_path::pinned_path(const model& prices, std::size_t coin, std::span<const pin> pins)
    : model_(&prices), coin_(coin), normal_variance_(model::normal_slot_variance(coin)) {
    anchors_.reserve(pins.size());
    const auto path = std::make_unique<coin_day>();
    std::int64_t day = std::numeric_limits<std::int64_t>::min();
    std::int64_t time_before = std::numeric_limits<std::int64_t>::min();
    for (const pin& here : pins) {
        check_pin(here, time_before, coin);
        time_before = here.unix_seconds;
        if (day != day_of(here.unix_seconds)) {
            day = day_of(here.unix_seconds);
            model_->make_coin_day(coin_, day, *path);
        }
        const instant at = locate(*path, here.unix_seconds - day * seconds_per_day);
        const double log_price =
            portable::log(static_cast<double>(here.price) / static_cast<double>(price_scale));
        anchors_.push_back(
            {here.unix_seconds, here.price, at.variance_time, log_price - at.log_price});
    }
}

void pinned_path::day_quotes(std::int64_t day, std::span<quote, day_size> out) const {
    const auto path = std::make_unique<coin_day>();
    model_->make_coin_day(coin_, day, *path);
    day_quotes(day, *path, out);
}

void pinned_path::day_quotes(std::int64_t day,
                             const series_day& market_day,
                             std::span<quote, day_size> out) const {
    const auto path = std::make_unique<coin_day>();
    model_->make_coin_day(coin_, day, market_day, *path);
    day_quotes(day, *path, out);
}

void pinned_path::day_quotes(std::int64_t day,
                             const coin_day& path,
                             std::span<quote, day_size> out) const {
    const double scale = variance_scale(path);
    double variance_time = path.variance_before;
    std::int64_t time = day * seconds_per_day;
    std::size_t passed = anchors_until(time);
    for (std::size_t slot = 0; slot < day_size; ++slot) {
        while (passed < anchors_.size() && anchors_[passed].unix_seconds <= time) {
            ++passed;
        }
        out[slot] =
            quote_of(passed, time, path.log_price[slot], variance_time, path.variance[slot]);
        variance_time += scale * path.variance[slot];
        time += seconds_per_slot;
    }
}

quote pinned_path::quote_at(std::int64_t unix_seconds) const {
    const std::int64_t day = day_of(unix_seconds);
    const std::int64_t second = unix_seconds - day * seconds_per_day;
    const auto path = std::make_unique<coin_day>();
    model_->make_coin_day(coin_, day, *path);
    const instant at = locate(*path, second);
    return quote_of(anchors_until(unix_seconds),
                    unix_seconds,
                    at.log_price,
                    at.variance_time,
                    at.slot_variance);
}

// How many pins lie at or before a time.
std::size_t pinned_path::anchors_until(std::int64_t unix_seconds) const {
    const auto behind = std::ranges::upper_bound(anchors_, unix_seconds, {}, &anchor::unix_seconds);
    return static_cast<std::size_t>(behind - anchors_.begin());
}

double pinned_path::correction(std::size_t anchors_passed, double variance_time) const {
    if (anchors_.empty()) {
        return 0.0;
    }
    if (anchors_passed == 0) {
        return anchors_.front().correction;
    }
    if (anchors_passed == anchors_.size()) {
        return anchors_.back().correction;
    }
    const anchor& before = anchors_[anchors_passed - 1];
    const anchor& behind = anchors_[anchors_passed];
    const double share =
        (variance_time - before.variance_time) / (behind.variance_time - before.variance_time);
    return before.correction + share * (behind.correction - before.correction);
}

quote pinned_path::quote_of(std::size_t anchors_passed,
                            std::int64_t unix_seconds,
                            double log_price,
                            double variance_time,
                            double slot_variance) const {
    const coin& of = coin_at(coin_);
    const double spread = relative_spread(of, slot_variance, normal_variance_);
    if (anchors_passed > 0 && anchors_[anchors_passed - 1].unix_seconds == unix_seconds) {
        return quote_around_known(of, anchors_[anchors_passed - 1].price, spread);
    }
    const double corrected = log_price + correction(anchors_passed, variance_time);
    return quote_around(of, portable::exp(corrected), spread);
}

} // namespace seedbed::market
