#include "core/conformance/trial.hpp"

#include "core/cli/interrupts.hpp"
#include "core/conformance/addresses.hpp"
#include "core/conformance/silent_observer.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/error.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <csignal>
#include <cstring>
#include <stop_token>
#include <utility>

namespace seedbed::conformance {
namespace {

namespace json = boost::json;

/// Watches for the moment at which a trial is to be stopped.
class stopping_observer final : public silent_observer {
public:
    stopping_observer(const trial_request& request, std::stop_source& stop)
        : request_(request), stop_(stop) {}

    void plugin_started(const run::plugin_report& plugin) override {
        stop_when(stop_at::start, plugin);
    }
    void rows_written(const run::plugin_report& plugin, std::uint64_t) override {
        stop_when(stop_at::rows, plugin);
    }

private:
    void stop_when(stop_at moment, const run::plugin_report& plugin) {
        if (request_.stop == moment && plugin.plugin == request_.plugin)
            stop_.request_stop();
    }

    const trial_request& request_;
    std::stop_source& stop_;
};

json::object collection_json(const collected& from) {
    return {{"outcome", static_cast<int>(from.outcome)},
            {"records", from.records},
            {"rejected", from.rejected},
            {"detail", from.detail}};
}

json::object report_json(const run::run_report& report) {
    json::object plugins;
    for (const run::plugin_report& each : report.plugins) {
        json::object line{{"status", run::name_of(each.status)},
                          {"added", each.added},
                          {"kept", each.kept},
                          {"message", each.message}};
        if (each.collection)
            line["collection"] = collection_json(*each.collection);
        plugins[each.plugin] = std::move(line);
    }
    json::array broken;
    if (report.verification)
        for (const run::check_outcome& each : report.verification->broken)
            broken.emplace_back(each.status == run::check_status::failed
                                    ? each.id + ": " + each.found.remark
                                    : "it breaks " + each.id + ": " + each.rule);
    return {{"plugins", std::move(plugins)},
            {"broken", std::move(broken)},
            {"notes", json::value_from(report.notes)},
            {"committed", report.committed},
            {"exit_code", report.exit_code}};
}

std::string run_in_child(const trial_request& request) {
    if (request.at_other_addresses)
        scatter_addresses();
    const cli::interrupts interrupts;
    std::stop_source stop;
    const std::stop_callback forward(interrupts.token(), [&stop] { stop.request_stop(); });
    stopping_observer observer(request, stop);
    detail::call_error failed;
    json::object result;
    const bool done = detail::guarded(failed, [&] {
        result = report_json(run::execute(request.run, observer, stop.get_token()));
    });
    if (!done)
        result = {{"thrown", detail::describe(failed)}, {"kind", static_cast<int>(failed.kind)}};
    return json::serialize(result);
}

trial::line line_from(const json::object& from) {
    trial::line line{.status = std::string(from.at("status").as_string()),
                     .added = from.at("added").to_number<std::uint64_t>(),
                     .kept = from.at("kept").to_number<std::uint64_t>(),
                     .message = std::string(from.at("message").as_string()),
                     .collection = std::nullopt};
    if (const json::value* collection = from.if_contains("collection"))
        line.collection = collected{
            .outcome = static_cast<source_outcome>(collection->at("outcome").to_number<int>()),
            .records = collection->at("records").to_number<std::uint64_t>(),
            .rejected = collection->at("rejected").to_number<std::uint64_t>(),
            .detail = std::string(collection->at("detail").as_string())};
    return line;
}

void read_result(const std::string& text, trial& into) {
    const json::object result = json::parse(text).as_object();
    if (const json::value* thrown = result.if_contains("thrown")) {
        into.thrown = std::string(thrown->as_string());
        into.thrown_kind = result.at("kind").to_number<int>();
        return;
    }
    into.committed = result.at("committed").as_bool();
    into.exit_code = result.at("exit_code").to_number<int>();
    for (const auto& [name, line] : result.at("plugins").as_object())
        into.plugins.emplace(name, line_from(line.as_object()));
    into.broken_rules = json::value_to<std::vector<std::string>>(result.at("broken"));
    into.notes = json::value_to<std::vector<std::string>>(result.at("notes"));
}

} // namespace

std::string trouble_of(const ended_process& ended, std::chrono::seconds deadline) {
    if (ended.timed_out)
        return fmt::format("it did not come to an end within {} s", deadline.count());
    if (ended.signal != 0)
        return fmt::format("the process was ended by signal {} ({}){}{}",
                           ended.signal,
                           ::strsignal(ended.signal),
                           ended.output.empty() ? "" : ", having said: ",
                           http::excerpt(ended.output));
    if (ended.result.empty())
        return fmt::format("the process ended itself{}{}",
                           ended.output.empty() ? "" : ", having said: ",
                           http::excerpt(ended.output));
    return {};
}

std::string trial::problem() const {
    if (!trouble.empty())
        return trouble;
    if (!thrown.empty())
        return thrown;
    std::vector<std::string> lines;
    for (const auto& [name, line] : plugins)
        if (!line.message.empty())
            lines.push_back(fmt::format("{} {}", name, line.message));
    for (const std::string& rule : broken_rules)
        lines.push_back(rule);
    if (lines.empty() && !committed)
        lines.emplace_back("nothing was committed");
    return fmt::format("{}", fmt::join(lines, "; "));
}

std::string trial::everything_said() const {
    std::string text = output + trouble + thrown;
    for (const auto& [name, line] : plugins)
        text += '\n' + line.message + '\n' + (line.collection ? line.collection->detail : "");
    for (const std::string& note : notes)
        text += '\n' + note;
    return text;
}

running_trial::running_trial(boost::asio::io_context& loop, trial_request request)
    : process_(
          loop, [&] { return run_in_child(request); }, request.deadline, request.ended_by),
      deadline_(request.deadline) {}

trial running_trial::finish() {
    ended_process ended = process_.finish();
    trial result;
    result.output = std::move(ended.output);
    ended.output = result.output;
    result.time = ended.time;
    result.hung = ended.timed_out;
    result.trouble = trouble_of(ended, deadline_);
    if (result.trouble.empty())
        read_result(ended.result, result);
    return result;
}

trial try_run(boost::asio::io_context& loop, trial_request request) {
    return running_trial(loop, std::move(request)).finish();
}

} // namespace seedbed::conformance
