#include "figures.hpp"

#include "text.hpp"

#include <fmt/format.h>

namespace ohmycoins::agents {
namespace {

double in_aud(const aud& amount) {
    return static_cast<double>(amount.units()) / 100;
}

/// One trace of a figure: points with a time and a number.
class trace {
public:
    explicit trace(std::string_view name) : name_(name) {}

    void add(seedbed::timestamp time, const std::string& value) {
        const char* comma = x_.empty() ? "" : ",";
        x_ += fmt::format(R"({}"{}")", comma, time.to_string());
        y_ += comma + value;
    }

    std::string json() const {
        return fmt::format(R"({{"type":"scatter","mode":"lines","name":{},"x":[{}],"y":[{}]}})",
                           quoted(name_),
                           x_,
                           y_);
    }

private:
    std::string_view name_;
    std::string x_;
    std::string y_;
};

std::string figure(const std::string& traces, const std::string& title, std::string_view unit) {
    return fmt::format(R"({{"data":[{}],"layout":{{"title":{{"text":{}}},)"
                       R"("xaxis":{{"title":{{"text":"UTC"}}}},)"
                       R"("yaxis":{{"title":{{"text":{}}}}}}}}})",
                       traces,
                       quoted(title),
                       quoted(unit));
}

std::string equity_trace(std::string_view name, const trading::backtest_outcome& of) {
    trace made(name);
    for (const trading::equity_point& point : of.curve)
        made.add(point.time, point.equity.to_string());
    return made.json();
}

std::string comparison_row(std::string_view what, const std::string& one, const std::string& two) {
    return fmt::format("| {} | {} | {} |\n", what, one, two);
}

} // namespace

std::string price_figure(const assignment& task, const findings& found) {
    constexpr std::size_t most_points = 200;
    const std::size_t step = (found.ticks.size() + most_points - 1) / most_points;
    trace prices(task.coin);
    for (std::size_t i = 0; i < found.ticks.size(); i += step)
        prices.add(found.ticks[i].time, found.ticks[i].last_price().to_string());
    return figure(
        prices.json(),
        fmt::format(
            "{} from {} to {}", task.coin, moment(found.prices.first), moment(found.prices.last)),
        "AUD");
}

std::string equity_figure(const assignment& task, const findings& found) {
    return figure(equity_trace(task.strategy, found.outcome) + "," +
                      equity_trace("buy and hold", found.holding),
                  fmt::format("{} on {}, {}", task.strategy, task.coin, found.choice().label),
                  "equity in AUD");
}

std::string metrics_of(const trading::performance& figures) {
    return fmt::format(
        R"({{"total_return":{},"sharpe_ratio":{},"sortino_ratio":{},"max_drawdown":{},)"
        R"("win_rate":{},"profit_factor":{},"num_trades":{},"avg_trade_pnl":{},)"
        R"("best_trade":{},"worst_trade":{}}})",
        number(figures.total_return),
        number(figures.sharpe_ratio),
        number(figures.sortino_ratio),
        number(figures.max_drawdown),
        number(figures.win_rate),
        number(figures.profit_factor),
        figures.trades,
        number(in_aud(figures.average_profit)),
        number(in_aud(figures.best_trade)),
        number(in_aud(figures.worst_trade)));
}

std::string tearsheet(const findings& found, const std::string& mlflow_run_id) {
    return fmt::format(R"({{"metrics":{},"mlflow_run_id":"{}"}})",
                       metrics_of(found.outcome.figures),
                       mlflow_run_id);
}

std::string summary_json(const assignment& task, const price_summary& prices) {
    return fmt::format(
        R"({{"coin":{},"rows":{},"from":"{}","to":"{}","minimum":{},"maximum":{},"mean":{},)"
        R"("daily_volatility":{},"autocorrelation":{},"benchmark":{},"correlation":{}}})",
        quoted(task.coin),
        prices.rows,
        prices.first.to_string(),
        prices.last.to_string(),
        prices.minimum.to_string(),
        prices.maximum.to_string(),
        prices.mean.to_string(),
        number(prices.daily_volatility),
        number(prices.autocorrelation),
        prices.correlation ? quoted(task.benchmark) : "null",
        prices.correlation ? number(*prices.correlation) : "null");
}

std::string summary_table(const price_summary& prices) {
    return fmt::format("| measure | value |\n|---|---|\n"
                       "| rows | {} |\n| from | {} |\n| to | {} |\n"
                       "| lowest | {} AUD |\n| highest | {} AUD |\n| mean | {} AUD |\n"
                       "| change | {} |\n",
                       prices.rows,
                       moment(prices.first),
                       moment(prices.last),
                       digits_of(prices.minimum),
                       digits_of(prices.maximum),
                       digits_of(prices.mean),
                       percent(prices.change));
}

std::string trials_table(const findings& found) {
    std::string table = "| setting | return | Sharpe | max. drawdown | trades |\n"
                        "|---|---|---|---|---|\n";
    for (const trial& each : found.trials)
        table += fmt::format("| {}{} | {} | {} | {} | {} |\n",
                             each.tried->label,
                             &each == &found.trials[found.chosen] ? " (best)" : "",
                             percent(each.figures.total_return),
                             ratio(each.figures.sharpe_ratio),
                             percent(each.figures.max_drawdown),
                             each.figures.trades);
    return table;
}

std::string comparison_table(const findings& found) {
    const trading::performance& one = found.outcome.figures;
    const trading::performance& two = found.holding.figures;
    return "| measure | strategy | buy and hold |\n|---|---|---|\n" +
           comparison_row("return", percent(one.total_return), percent(two.total_return)) +
           comparison_row("Sharpe ratio", ratio(one.sharpe_ratio), ratio(two.sharpe_ratio)) +
           comparison_row(
               "deepest drawdown", percent(one.max_drawdown), percent(two.max_drawdown)) +
           comparison_row("trades", std::to_string(one.trades), std::to_string(two.trades)) +
           comparison_row("winning trades", percent(one.win_rate), percent(two.win_rate));
}

} // namespace ohmycoins::agents
