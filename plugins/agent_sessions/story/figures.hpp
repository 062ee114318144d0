#pragma once

#include "assignment.hpp"
#include "findings.hpp"

#include <string>

/// What sessions show, as the lab's screens render it: JSON and markdown made from findings.
namespace ohmycoins::agents {

/// A Plotly figure, {data, layout}, of the coin's prices: at most 200 points.
std::string price_figure(const assignment& task, const findings& found);

/// A Plotly figure of the strategy's equity and of holding the coin.
std::string equity_figure(const assignment& task, const findings& found);

/// {metrics, mlflow_run_id}.
std::string tearsheet(const findings& found, const std::string& mlflow_run_id);

/// The figures of one backtest as a JSON object of numbers.
std::string metrics_of(const trading::performance& figures);

/// The prices' numbers as a JSON object, exact where the text rounds.
std::string summary_json(const assignment& task, const price_summary& prices);

std::string summary_table(const price_summary& prices);
std::string trials_table(const findings& found);
std::string comparison_table(const findings& found);

} // namespace ohmycoins::agents
