#include "backtest_coherence.hpp"

#include "algorithm-odb.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::fixture_context;
using namespace std::chrono;

/// All times move together, so that the tested span keeps its length.
void move_times(backtest& row, const fixture_context& context) {
    if (const auto tried = context.standing<algorithm>(row.algorithm_id)) {
        if (!context.given("user_id"))
            row.user_id = tried->created_by;
        if (!context.given("created_at"))
            row.created_at = std::max(row.created_at, tried->created_at);
    }
    const auto span =
        std::max<seedbed::timestamp::duration>(row.end_date - row.start_date, hours(1));
    if (context.given("end_date") && !context.given("created_at"))
        row.created_at = std::max(row.created_at, row.end_date);
    if (!context.given("end_date"))
        row.end_date = context.given("start_date")
                           ? std::min(row.created_at, std::max(row.end_date, row.start_date + span))
                           : std::min(row.end_date, row.created_at.floor_to(hours(1)));
    if (!context.given("start_date") && row.start_date >= row.end_date)
        row.start_date = row.end_date - span;
    if (context.given("completed_at"))
        return;
    if (row.status == "pending" || row.status == "running")
        row.completed_at.reset();
    else
        row.completed_at =
            std::max(row.completed_at.value_or(row.created_at + seconds(5)), row.created_at);
}

} // namespace

bool make_coherent(backtest& row, const fixture_context& context) {
    const backtest before = row;
    if (!context.given("status"))
        row.status = "completed";
    move_times(row, context);
    if (!context.given("error_message")) {
        if (row.status != "failed")
            row.error_message.reset();
        else if (!row.error_message)
            row.error_message = "Backtest exceeded its time limit of 300 s";
    }
    const bool own_documents = context.given("results_json") ||
                               context.given("equity_curve_json") ||
                               context.given("trade_log_json");
    if (row.status != "completed" && !own_documents) {
        row.results_json.reset();
        row.equity_curve_json.reset();
        row.trade_log_json.reset();
    }
    const bool other_subject = context.given("coin_type") || context.given("initial_capital") ||
                               context.given("algorithm_id") ||
                               row.start_date != before.start_date ||
                               row.end_date != before.end_date || context.given("start_date") ||
                               context.given("end_date") || !row.results_json;
    return row.status == "completed" && !own_documents && other_subject;
}

std::vector<seedbed::variation<backtest>> backtest_variations() {
    const auto in_status = [](const char* status, const char* description) {
        return seedbed::variation<backtest>{std::string(status),
                                            std::string(description),
                                            [status](backtest& row) { row.status = status; }};
    };
    return {in_status("pending", "waits for a worker"),
            in_status("running", "is being made"),
            in_status("failed", "ended with an error_message")};
}

} // namespace ohmycoins
