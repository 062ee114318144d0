#include "backtesting.hpp"

#include <algorithm>
#include <cmath>

namespace ohmycoins::trading {
namespace {

double number(const aud& amount) {
    return static_cast<double>(amount.units()) / 100;
}

std::vector<double> returns_of(std::span<const equity_point> curve) {
    std::vector<double> returns;
    for (std::size_t i = 1; i < curve.size(); ++i)
        returns.push_back(number(curve[i].equity) / number(curve[i - 1].equity) - 1);
    return returns;
}

/// How many of the curve's steps a year has.
double steps_per_year(std::span<const equity_point> curve) {
    constexpr double year = 365.25 * 86'400;
    const double seconds =
        std::chrono::duration<double>(curve.back().time - curve.front().time).count();
    return year * static_cast<double>(curve.size() - 1) / seconds;
}

/// Sharpe's ratio with a risk-free return of zero (Sharpe 1994), Sortino's with a target of zero
/// (Sortino, Price 1994). Zero where nothing varies.
void add_ratios(std::span<const equity_point> curve, performance& figures) {
    const std::vector<double> returns = returns_of(curve);
    if (returns.size() < 2)
        return;
    const auto count = static_cast<double>(returns.size());
    double sum = 0;
    for (const double each : returns)
        sum += each;
    const double mean = sum / count;
    double squares = 0;
    double losses = 0;
    for (const double each : returns) {
        squares += (each - mean) * (each - mean);
        losses += each < 0 ? each * each : 0;
    }
    const double deviation = std::sqrt(squares / (count - 1));
    const double downside = std::sqrt(losses / count);
    const double scale = std::sqrt(steps_per_year(curve));
    figures.sharpe_ratio = deviation > 0 ? mean / deviation * scale : 0;
    figures.sortino_ratio = downside > 0 ? mean / downside * scale : 0;
}

void add_drawdown(std::span<const equity_point> curve, performance& figures) {
    std::size_t peak = 0;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (curve[i].equity > curve[peak].equity)
            peak = i;
        const double fall = 1 - number(curve[i].equity) / number(curve[peak].equity);
        if (fall > figures.max_drawdown) {
            figures.max_drawdown = fall;
            figures.max_drawdown_duration = i - peak;
        }
    }
}

void add_trades(std::span<const round_trip> trades, performance& figures) {
    figures.trades = trades.size();
    if (trades.empty())
        return;
    aud won;
    aud lost;
    std::size_t wins = 0;
    figures.best_trade = trades.front().profit;
    figures.worst_trade = trades.front().profit;
    for (const round_trip& trade : trades) {
        (trade.profit.is_negative() ? lost : won) += trade.profit;
        wins += trade.profit > aud() ? 1 : 0;
        figures.best_trade = std::max(figures.best_trade, trade.profit);
        figures.worst_trade = std::min(figures.worst_trade, trade.profit);
    }
    const auto count = static_cast<double>(trades.size());
    figures.win_rate = static_cast<double>(wins) / count;
    figures.average_profit = seedbed::divide<aud>(
        won + lost,
        seedbed::decimal<20, 0>::from_integer(static_cast<long long>(trades.size())),
        seedbed::rounding::half_away_from_zero);
    if (!lost.is_zero())
        figures.profit_factor = number(won) / -number(lost);
    else if (!won.is_zero())
        figures.profit_factor = no_losses;
}

} // namespace

performance figures_of(std::span<const round_trip> trades,
                       std::span<const equity_point> curve,
                       const aud& initial_capital) {
    performance figures;
    if (!curve.empty())
        figures.total_return = number(curve.back().equity) / number(initial_capital) - 1;
    add_ratios(curve, figures);
    add_drawdown(curve, figures);
    add_trades(trades, figures);
    return figures;
}

} // namespace ohmycoins::trading
