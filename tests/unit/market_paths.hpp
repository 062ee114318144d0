#pragma once

#include "market/pinned_path.hpp"

#include <seedbed/error.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Paths of one model, and what tests ask of them.
namespace seedbed::market::test {

using market::pin;
using market::pinned_path;
using market::quote;

inline constexpr std::int64_t today = 20'454; // 2026-01-01
inline constexpr std::int64_t midnight = today * market::seconds_per_day;
inline constexpr std::int64_t btc_price = 118'452'43783103;

using day_quotes = std::array<quote, market::day_size>;

inline const market::model& default_model() {
    static const market::model instance(42);
    return instance;
}

inline day_quotes quotes_of(const pinned_path& path, std::int64_t day) {
    day_quotes quotes;
    path.day_quotes(day, quotes);
    return quotes;
}

inline pinned_path path_of(std::string_view ticker, const std::vector<pin>& pins = {}) {
    return {default_model(), market::coin_index(ticker), pins};
}

// Five-minute log returns of consecutive days, over their expected deviation: shocks.
inline std::vector<double>
shocks(const pinned_path& path, std::size_t coin, std::int64_t day, int count) {
    std::vector<double> result;
    market::coin_day model_day;
    double before = 0.0;
    double deviation = 0.0;
    for (std::int64_t d = day; d < day + count; ++d) {
        default_model().make_coin_day(coin, d, model_day);
        const day_quotes quotes = quotes_of(path, d);
        for (std::size_t slot = 0; slot < market::day_size; ++slot) {
            const auto last = static_cast<double>(quotes[slot].last);
            if (deviation > 0.0) {
                result.push_back(std::log(last / before) / deviation);
            }
            before = last;
            deviation = std::sqrt(model_day.variance[slot]);
        }
    }
    return result;
}

inline bool is_usage_error(const seedbed::error& e) {
    return e.kind() == seedbed::failure::usage && std::string(e.what()).size() > 30;
}

} // namespace seedbed::market::test
