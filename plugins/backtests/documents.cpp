#include "documents.hpp"

#include <fmt/format.h>

namespace ohmycoins {
namespace {

/// Six decimals: what the screen shows, and the same text on every machine.
std::string fraction(double value) {
    return fmt::format("{:.6f}", value);
}

/// The elements, each made by `element`, as a JSON array.
template <class Range, class Element>
std::string array_of(const Range& range, const Element& element) {
    std::string text = "[";
    for (const auto& each : range) {
        if (text.size() > 1)
            text += ", ";
        text += element(each);
    }
    return text + "]";
}

} // namespace

std::string results_json(const trading::performance& figures) {
    return fmt::format(R"({{"total_return": {}, "sharpe_ratio": {}, "sortino_ratio": {}, )"
                       R"("max_drawdown": {}, "max_drawdown_duration": {}, "win_rate": {}, )"
                       R"("profit_factor": {}, "num_trades": {}, "avg_trade_pnl": {}, )"
                       R"("best_trade": {}, "worst_trade": {}}})",
                       fraction(figures.total_return),
                       fraction(figures.sharpe_ratio),
                       fraction(figures.sortino_ratio),
                       fraction(figures.max_drawdown),
                       figures.max_drawdown_duration,
                       fraction(figures.win_rate),
                       fraction(figures.profit_factor),
                       figures.trades,
                       figures.average_profit.to_string(),
                       figures.best_trade.to_string(),
                       figures.worst_trade.to_string());
}

std::string equity_curve_json(const trading::backtest_outcome& outcome) {
    return array_of(outcome.curve, [](const trading::equity_point& point) {
        return fmt::format(R"({{"timestamp": "{}", "equity": {}}})",
                           point.time.to_string(),
                           point.equity.to_string());
    });
}

std::string trade_log_json(const trading::backtest_outcome& outcome) {
    return array_of(outcome.trades, [](const trading::round_trip& trade) {
        return fmt::format(R"({{"entry_time": "{}", "exit_time": "{}", "side": "long", )"
                           R"("entry_price": {}, "exit_price": {}, "quantity": {}, "pnl": {}}})",
                           trade.bought_at.to_string(),
                           trade.sold_at.to_string(),
                           trade.buy_price.to_string(),
                           trade.sell_price.to_string(),
                           trade.quantity.to_string(),
                           trade.profit.to_string());
    });
}

} // namespace ohmycoins
