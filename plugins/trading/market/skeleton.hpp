#pragma once

#include "calendar.hpp"

#include <seedbed/random.hpp>

#include <cstdint>
#include <vector>

namespace seedbed::market {

/// How far a series' daily return may go before the rest of it counts as a jump, in daily standard
/// deviations at the time.
constexpr double jump_threshold = 1.4;

/// One day of a series.
struct daily_state {
    double level;           ///< log level at 00:00, relative to the long-run level
    double variance_before; ///< sum of the variances of all days before
    double variance;        ///< expected variance of the day's log return
    double log_volatility;  ///< at noon; 0 is the series' normal volatility
    double shock;           ///< the day's log return before the pull to the long-run level
    std::int32_t news_slot; ///< the slot in which the day's news breaks, if there is news

    /// The part of the shock beyond the threshold, with its sign; 0 on about six days of seven.
    double excess() const noexcept;

    /// The excess as a rise of log volatility; 0 without news.
    double surprise() const noexcept;
};

/// The upper level of the model: the daily levels of one series over the whole calendar, made in
/// order once and immutable from then on.
///
///     h       = slow + fast                      two AR(1) of log volatility
///     shock   = sigma (e^h sqrt(season) min(e, c) + max(e - c, 0))        with a random sign
///     level'  = (1 - pull) level + shock
///
/// e follows Tukey's h-distribution. Memory and tails are near the GARCH and stochastic volatility
/// fits to Bitcoin (PMC7783506: persistence 0.96; Takaishi, arXiv 2009.06874: Gaussian given its
/// volatility); what lies beyond c is a jump and does not scale with volatility (as in SVCJ
/// models). The pull, with a half-life of nine months, keeps prices from wandering off over
/// decades.
class skeleton {
public:
    /// The market's own series.
    skeleton(random_key key, double daily_volatility);

    /// A coin's series beside its share `beta` of the market: its volatility follows the market's.
    skeleton(random_key key, double daily_volatility, const skeleton& market, double beta);

    /// first_day <= day <= last_day + 1, the last one being where the calendar ends. Throws
    /// error(failure::usage) for other days.
    const daily_state& at(std::int64_t day) const;

private:
    void build(random_key key, const skeleton* market, double beta);

    double daily_volatility_;
    std::vector<daily_state> days_;
};

} // namespace seedbed::market
