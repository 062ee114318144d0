#include "checks.hpp"

#include "backtesting.hpp"

#include <seedbed/error.hpp>
#include <seedbed/json.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>

namespace ohmycoins {
namespace {

namespace json = boost::json;
using seedbed::check;
using seedbed::check_result;
using seedbed::sql_check;

const std::vector<std::string> table{"backtest_runs"};
constexpr double tolerance = 1e-6; // fractions have six decimals

/// A completed backtest's documents, parsed.
struct documents {
    aud initial_capital;
    json::object results;
    json::array curve;
    json::array trades;
};

double number(const json::object& from, const char* name) {
    const json::value* value = from.if_contains(name);
    if (!value || !value->is_number())
        throw seedbed::error(seedbed::failure::seeding, fmt::format("\"{}\" is no number", name));
    return value->to_number<double>();
}

json::value parsed(const std::optional<std::string_view>& text, const char* column) {
    if (!text)
        throw seedbed::error(seedbed::failure::seeding, fmt::format("{} is NULL", column));
    return seedbed::parse_document(*text, column);
}

const json::array& list(const json::value& value, const char* column) {
    if (!value.is_array())
        throw seedbed::error(seedbed::failure::seeding, fmt::format("{} is no list", column));
    return value.as_array();
}

documents read(seedbed::row_view row) {
    const json::value results = parsed(row[2], "results_json");
    if (!results.is_object())
        throw seedbed::error(seedbed::failure::seeding, "results_json is no object");
    return {.initial_capital = aud::parse(*row[1]),
            .results = results.as_object(),
            .curve = list(parsed(row[3], "equity_curve_json"), "equity_curve_json"),
            .trades = list(parsed(row[4], "trade_log_json"), "trade_log_json")};
}

/// Judges each completed backtest by its documents; `judge` throws what is wrong.
check document_check(std::string id,
                     std::string rule,
                     const std::function<void(const documents&)>& judge) {
    const auto judge_all = [judge](const seedbed::session& session) {
        check_result result;
        session.for_each(
            "SELECT id, initial_capital, results_json, equity_curve_json, trade_log_json"
            " FROM backtest_runs WHERE status = 'completed' ORDER BY id",
            {},
            [&](seedbed::row_view row) {
                ++result.looked_at;
                try {
                    judge(read(row));
                } catch (const seedbed::error& wrong) {
                    if (result.violation_count++ < seedbed::most_violations)
                        result.violations.push_back(
                            fmt::format("backtest {}: {}", *row[0], wrong.what()));
                }
            });
        return result;
    };
    return {.id = std::move(id),
            .rule = std::move(rule),
            .cost = seedbed::check_cost::cheap,
            .tables = table,
            .judge = judge_all};
}

void expect_near(const char* what, double found, double expected) {
    if (std::abs(found - expected) > tolerance * std::max(1.0, std::abs(expected)))
        throw seedbed::error(seedbed::failure::seeding,
                             fmt::format("{} is {}, not {}", what, found, expected));
}

void judge_members(const documents& of) {
    for (const char* name : {"total_return",
                             "sharpe_ratio",
                             "sortino_ratio",
                             "max_drawdown",
                             "max_drawdown_duration",
                             "win_rate",
                             "profit_factor",
                             "num_trades",
                             "avg_trade_pnl",
                             "best_trade",
                             "worst_trade"})
        number(of.results, name);
    const double drawdown = number(of.results, "max_drawdown");
    const double wins = number(of.results, "win_rate");
    if (drawdown < 0 || drawdown > 1 || wins < 0 || wins > 1)
        throw seedbed::error(
            seedbed::failure::seeding,
            fmt::format("max_drawdown {} and win_rate {} are to be from 0 to 1", drawdown, wins));
}

void judge_curve(const documents& of) {
    const double capital = static_cast<double>(of.initial_capital.units()) / 100;
    double peak = 0;
    double drawdown = 0;
    double equity = capital;
    std::string last_time;
    for (const json::value& point : of.curve) {
        equity = number(point.as_object(), "equity");
        const std::string time(point.at("timestamp").as_string());
        if (time <= last_time)
            throw seedbed::error(seedbed::failure::seeding, time + " comes after " + last_time);
        last_time = time;
        peak = std::max(peak, equity);
        drawdown = std::max(drawdown, 1 - equity / peak);
    }
    expect_near("total_return", number(of.results, "total_return"), equity / capital - 1);
    expect_near("max_drawdown", number(of.results, "max_drawdown"), drawdown);
}

void judge_trades(const documents& of) {
    double profit = 0;
    double best = 0;
    double worst = 0;
    std::size_t wins = 0;
    for (std::size_t i = 0; i < of.trades.size(); ++i) {
        const double pnl = number(of.trades[i].as_object(), "pnl");
        best = i == 0 ? pnl : std::max(best, pnl);
        worst = i == 0 ? pnl : std::min(worst, pnl);
        wins += pnl > 0 ? 1 : 0;
        profit += pnl;
    }
    const auto count = static_cast<double>(of.trades.size());
    expect_near("num_trades", number(of.results, "num_trades"), count);
    expect_near("win_rate",
                number(of.results, "win_rate"),
                count > 0 ? static_cast<double>(wins) / count : 0);
    expect_near("best_trade", number(of.results, "best_trade"), best);
    expect_near("worst_trade", number(of.results, "worst_trade"), worst);
    if (of.curve.empty())
        return;
    const double capital = static_cast<double>(of.initial_capital.units()) / 100;
    expect_near(
        "the equity at the end", number(of.curve.back().as_object(), "equity"), capital + profit);
}

/// A trade's prices are the ask of its entry and the bid of its exit.
constexpr const char* trade_prices_sql = R"sql(
SELECT concat('backtest ', t.id, ': ', t.entry, ' at ', t.bought, ', ', t.exit, ' at ', t.sold)
FROM (SELECT b.id, b.coin_type, (trade ->> 'entry_time')::timestamptz AS entry,
             (trade ->> 'exit_time')::timestamptz AS exit,
             (trade ->> 'entry_price')::numeric AS bought, (trade ->> 'exit_price')::numeric AS sold
      FROM backtest_runs b, json_array_elements(b.trade_log_json::json) trade
      WHERE b.status = 'completed') t
WHERE NOT EXISTS (SELECT FROM price_data_5min p WHERE p.coin_type = t.coin_type
                  AND p.timestamp = t.entry AND p.ask = t.bought)
   OR NOT EXISTS (SELECT FROM price_data_5min p WHERE p.coin_type = t.coin_type
                  AND p.timestamp = t.exit AND p.bid = t.sold)
ORDER BY t.id, t.entry
)sql";

} // namespace

std::vector<check> backtest_checks() {
    constexpr const char* all = "SELECT count(*) FROM backtest_runs";
    return {
        sql_check(
            "backtests.references",
            "a backtest's user and algorithm exist, and the algorithm was there before",
            {"backtest_runs", "user", "algorithms"},
            all,
            "SELECT concat('backtest ', b.id, ': created ', b.created_at, ', its algorithm ',"
            " coalesce(a.created_at::text, 'does not exist')) FROM backtest_runs b"
            " LEFT JOIN \"user\" u ON u.id = b.user_id"
            " LEFT JOIN algorithms a ON a.id = b.algorithm_id"
            " WHERE u.id IS NULL OR (b.created_at >= a.created_at) IS NOT TRUE ORDER BY b.id"),
        sql_check("backtests.status",
                  "a completed backtest has its documents, a failed one an error_message",
                  table,
                  all,
                  "SELECT concat('backtest ', id, ': ', status) FROM backtest_runs"
                  " WHERE status NOT IN ('pending', 'running', 'completed', 'failed')"
                  " OR (status = 'failed') <> (error_message IS NOT NULL)"
                  " OR (status = 'completed' AND (results_json IS NULL OR equity_curve_json IS NULL"
                  " OR trade_log_json IS NULL)) ORDER BY id"),
        sql_check("backtests.times_in_order",
                  "start_date < end_date <= created_at <= completed_at",
                  table,
                  all,
                  "SELECT concat('backtest ', id, ': ', start_date, ', ', end_date, ', ',"
                  " created_at, ', ', completed_at) FROM backtest_runs WHERE start_date >= end_date"
                  " OR end_date > created_at OR completed_at < created_at ORDER BY id"),
        document_check("backtests.results",
                       "results_json has the eleven numbers that the screen shows",
                       judge_members),
        document_check("backtests.equity_curve",
                       "return and drawdown are those of the equity curve",
                       judge_curve),
        document_check("backtests.trade_log",
                       "trades, win rate and final equity are those of the trade log",
                       judge_trades),
        sql_check("backtests.trade_prices",
                  "a trade's prices are the ask of its entry and the bid of its exit",
                  {"backtest_runs", "price_data_5min"},
                  all,
                  trade_prices_sql,
                  seedbed::check_cost::costly),
    };
}

} // namespace ohmycoins
