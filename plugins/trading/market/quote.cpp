#include "quote.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace seedbed::market {
namespace {

constexpr double volatility_share = 0.5;
constexpr double widest_spread = 0.0095; // outward rounding leaves it below a hundredth
constexpr std::int64_t fewest_steps = 10'000;
constexpr double largest_price = 4e18; // in scaled units; leaves room for a spread in 64 bits

constexpr std::array<std::int64_t, 9> powers_of_ten = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

// Of positive values, without libm's floor.
std::int64_t round_down(double value, std::int64_t step) {
    return static_cast<std::int64_t>(value / static_cast<double>(step)) * step;
}

std::int64_t round_up(double value, std::int64_t step) {
    const std::int64_t down = round_down(value, step);
    return static_cast<double>(down) < value ? down + step : down;
}

// `below` is the share of the spread that lies between bid and last.
quote spread_out(std::int64_t last, std::int64_t step, double spread, double below) {
    const auto middle = static_cast<double>(last);
    const auto smallest = static_cast<double>(step);
    const double down = std::max(middle * spread * below, smallest);
    const double up = std::max(middle * spread * (1.0 - below), smallest);
    const std::int64_t bid = middle > down ? round_down(middle - down, step) : 0;
    return {std::clamp<std::int64_t>(bid, 1, last), last, round_up(middle + up, step)};
}

} // namespace

double relative_spread(const coin& of, double variance, double normal_variance) noexcept {
    return std::min(widest_spread,
                    of.base_spread *
                        (1.0 + volatility_share * std::sqrt(variance / normal_variance)));
}

std::int64_t tick(const coin& of, std::int64_t price) noexcept {
    std::size_t zeros = 8 - static_cast<std::size_t>(of.decimals);
    while (zeros > 0 && price < fewest_steps * powers_of_ten[zeros]) {
        --zeros;
    }
    return powers_of_ten[zeros];
}

quote quote_around(const coin& of, double price, double spread) noexcept {
    const double scaled = std::clamp(price * static_cast<double>(price_scale), 1.0, largest_price);
    const std::int64_t step = tick(of, static_cast<std::int64_t>(scaled));
    const double steps = scaled / static_cast<double>(step);
    const std::int64_t whole = std::llround(steps);
    const std::int64_t last = whole * step;
    // Trades print anywhere between bid and ask; the digits below the tick place this one.
    const double below = 0.3 + 0.4 * (steps + 0.5 - static_cast<double>(whole));
    return spread_out(last, step, spread, below);
}

quote quote_around_known(const coin& of, std::int64_t last, double spread) noexcept {
    return spread_out(last, tick(of, last), spread, 0.5);
}

} // namespace seedbed::market
