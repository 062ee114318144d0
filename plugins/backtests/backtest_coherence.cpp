#include "backtest_coherence.hpp"

#include "algorithm-odb.hpp"
#include "time_order.hpp"
#include "user-odb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace ohmycoins {
namespace {

using seedbed::fixture_context;
using seedbed::timestamp;
using namespace std::chrono;

constexpr const char* model = "backtest";
constexpr hours usual_span = days(2); // where the test moves one end
constexpr seconds usual_work{5};
constexpr const char* timeout = "Backtest exceeded its time limit of 300 s";

struct document_column {
    const char* name;
    std::optional<std::string> backtest::*member;
};
constexpr std::array<document_column, 3> documents{
    {{"results_json", &backtest::results_json},
     {"equity_curve_json", &backtest::equity_curve_json},
     {"trade_log_json", &backtest::trade_log_json}}};

/// The document that the test wants to be absent.
const char* refused_document(const backtest& row, const fixture_context& context) {
    for (const document_column& each : documents)
        if (context.given(each.name) && !(row.*each.member))
            return each.name;
    return nullptr;
}

bool has_given_document(const backtest& row, const fixture_context& context) {
    return std::ranges::any_of(documents, [&](const document_column& each) {
        return context.given(each.name) && row.*each.member;
    });
}

bool is_open(const backtest& row) {
    return row.status == "pending" || row.status == "running";
}

/// The status that the rest of what is given tells of.
std::string told_status(const backtest& row, const fixture_context& context) {
    if (context.given("error_message") && row.error_message)
        return "failed";
    const bool unfinished = context.given("completed_at") && !row.completed_at;
    if (unfinished && !has_given_document(row, context))
        return "running";
    if (!refused_document(row, context))
        return "completed";
    return context.given("completed_at") ? "failed" : "running";
}

void set_status(backtest& row, const fixture_context& context) {
    if (!context.given("status"))
        row.status = told_status(row, context);
    const auto refuse = [&](const std::string& other) {
        refuse_fixture(model, fmt::format("status {} does not go with {}", row.status, other));
    };
    if (context.given("error_message")) {
        if (row.status == "failed" && !row.error_message)
            refuse("error_message NULL");
        if (row.status != "failed" && row.error_message)
            refuse("error_message " + *row.error_message);
    }
    if (is_open(row) && context.given("completed_at") && row.completed_at)
        refuse("completed_at " + row.completed_at->to_string());
    if (const char* absent = refused_document(row, context); absent && row.status == "completed")
        refuse(fmt::format("{} NULL", absent));
}

/// The tested span ends before the backtest was made, and begins before it ends. Where one end
/// moves away from the other, the other one follows.
void set_span(backtest& row, const fixture_context& context) {
    const bool from = context.given("start_date");
    const bool to = context.given("end_date");
    const auto span = !from && !to && row.start_date < row.end_date
                          ? row.end_date - row.start_date
                          : timestamp::duration(usual_span);
    const auto begins_before = [&](const char* column, timestamp time) {
        if (from && row.start_date >= time)
            refuse_fixture(model,
                           fmt::format("start_date {} is not before {} {}",
                                       row.start_date.to_string(),
                                       column,
                                       time.to_string()));
    };
    std::optional<timestamp> latest;
    if (to)
        begins_before("end_date", row.end_date);
    if (context.given("created_at")) {
        begins_before("created_at", row.created_at);
        latest = row.created_at;
    }
    if (context.given("completed_at") && row.completed_at) {
        begins_before("completed_at", *row.completed_at);
        latest = std::min(latest.value_or(*row.completed_at), *row.completed_at);
    }
    if (!to) {
        if (latest && row.end_date > *latest) {
            row.end_date = latest->floor_to(hours(1));
            if (!from)
                row.start_date = row.end_date - span;
        }
        if (from && row.end_date <= row.start_date)
            row.end_date = std::min(row.start_date + span, latest.value_or(row.start_date + span));
    }
    if (!from && row.start_date >= row.end_date)
        row.start_date = row.end_date - span;
}

void set_times(backtest& row, const fixture_context& context) {
    const auto tried = context.standing<algorithm>(row.algorithm_id);
    if (tried && !context.given("user_id"))
        row.user_id = tried->created_by;
    const auto who = context.standing<user>(row.user_id);
    const bool own_end = context.given("completed_at");
    const auto work = row.completed_at && !own_end && !context.given("created_at")
                          ? *row.completed_at - row.created_at
                          : timestamp::duration(usual_work);
    set_span(row, context);
    if (!own_end)
        row.completed_at.reset();
    time_order times(model, context);
    times.then("start_date", row.start_date);
    times.then("end_date", row.end_date);
    if (tried)
        times.after("its algorithm's created_at", tried->created_at);
    if (who)
        times.after("its user's created_at", who->created_at);
    times.then("created_at", row.created_at);
    times.then("completed_at", row.completed_at);
    times.settle();
    if (!own_end && !is_open(row))
        row.completed_at = row.created_at + work;
}

} // namespace

bool make_coherent(backtest& row, const fixture_context& context) {
    if (row.initial_capital.is_zero() || row.initial_capital.is_negative())
        refuse_fixture(model,
                       "initial_capital " + row.initial_capital.to_string() +
                           " has to be positive: a backtest begins with some AUD");
    set_status(row, context);
    set_times(row, context);
    if (!context.given("error_message")) {
        if (row.status != "failed")
            row.error_message.reset();
        else if (!row.error_message)
            row.error_message = timeout;
    }
    bool all_given = true;
    for (const document_column& each : documents) {
        const bool given = context.given(each.name);
        all_given = all_given && given;
        if (!given && row.status != "completed")
            (row.*each.member).reset();
    }
    return row.status == "completed" && !all_given;
}

void fail_coherently(backtest& row, const fixture_context& context, const std::string& message) {
    const auto refuse = [&](const std::string& wanted) {
        refuse_fixture(model, fmt::format("{} does not go with its outcome: {}", wanted, message));
    };
    if (context.given("status"))
        refuse("status " + row.status);
    if (context.given("error_message"))
        refuse("error_message NULL");
    for (const document_column& each : documents) {
        if (context.given(each.name))
            refuse(each.name);
        (row.*each.member).reset();
    }
    row.status = "failed";
    row.error_message = message;
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
