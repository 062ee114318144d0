#include "core/conformance/bench.hpp"

#include "core/conformance/silent_observer.hpp"
#include "core/conformance/skipping_time.hpp"
#include "core/database/connected_transaction.hpp"
#include "core/fixtures/fixture_models.hpp"
#include "core/run/active_plugins.hpp"
#include "core/run/database_verification.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/error.hpp>
#include <seedbed/fixture.hpp>
#include <seedbed/source.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <memory>
#include <utility>

namespace seedbed::conformance {
namespace {

namespace json = boost::json;

constexpr std::chrono::seconds longest_answer{120};

json::object table_json(const mapped_table& table) {
    json::array columns;
    for (const mapped_column& column : table.columns)
        columns.push_back(json::object{
            {"name", column.name}, {"type", column.type}, {"primary_key", column.primary_key}});
    return {{"name", table.name}, {"columns", std::move(columns)}};
}

mapped_table table_from(const json::value& from) {
    mapped_table table;
    table.name = std::string(from.at("name").as_string());
    for (const json::value& column : from.at("columns").as_array()) {
        mapped_column& added = table.columns.emplace_back();
        added.name = std::string(column.at("name").as_string());
        added.type = std::string(column.at("type").as_string());
        added.primary_key = column.at("primary_key").as_bool();
    }
    return table;
}

json::array other_tables(const run::active_plugins& plugins) {
    json::array names;
    for (std::size_t i = 0; i + 1 < plugins.size(); ++i)
        for (const mapped_table* table : plugins[i].object->tables())
            names.emplace_back(table->name);
    return names;
}

/// The last of the plugins is the one that the others are needed by.
json::object describe_last(const run::active_plugins& plugins) {
    const plugin& object = *plugins[plugins.size() - 1].object;
    json::array models;
    for (const row_factory* factory : object.factories())
        models.emplace_back(factory->model());
    json::array tables;
    for (const mapped_table* table : object.tables())
        tables.push_back(table_json(*table));
    json::object cleared;
    for (const clear_rule& rule : object.clear_rules())
        cleared[rule.table->name] = rule.condition;
    return {{"is_source", dynamic_cast<const source_plugin*>(&object) != nullptr},
            {"models", std::move(models)},
            {"tables", std::move(tables)},
            {"tables_of_others", other_tables(plugins)},
            {"cleared", std::move(cleared)}};
}

/// What `ask` makes of the loaded plugins, or {"error": …}.
template <class Ask>
std::string with_plugins(const std::vector<run::step>& steps, const run_info& info, Ask&& ask) {
    json::object result;
    detail::call_error failed;
    const bool done = detail::guarded(failed, [&] {
        run::active_plugins plugins;
        plugins.load(steps, info, [](const std::string&) {});
        result = ask(plugins);
    });
    if (!done)
        result = {{"error", detail::describe(failed)}};
    return json::serialize(result);
}

std::string text_of(const run::check_outcome& check) {
    return check.status == run::check_status::failed
               ? fmt::format("{}: {}", check.id, check.found.remark)
               : fmt::format(
                     "{}: {} ({} violations)", check.id, check.rule, check.found.violation_count);
}

/// The names of the plugin's models of which rows for tests were made.
json::array make_fixture_rows(const subject& subject,
                              const std::vector<run::step>& steps,
                              const std::string& conninfo) {
    constexpr std::uint64_t wanted = 2;
    database::connected_transaction transaction(conninfo, {}); // outlives the plugins
    const session& session = transaction.active_session();
    fixtures::fixture_models models(steps, subject.info);
    models.prepare_tables(session);
    models.rows().start_stream("check-plugin");
    json::array made;
    for (const named_factory& each : models.rows().factories()) {
        if (each.plugin != subject.name())
            continue;
        const std::string model(each.factory->model());
        fixture_request request;
        request.model = model;
        request.count = wanted;
        if (const auto rows = models.rows().create(session, request); rows.size() != wanted)
            throw error(
                failure::seeding,
                fmt::format(
                    "{} rows of {} came of {} that were asked for", rows.size(), model, wanted));
        made.emplace_back(model);
    }
    return made;
}

} // namespace

bench::bench(const conformance::subject& subject, const std::stop_token& stop)
    : subject_(subject), stop_(stop) {}

void bench::throw_if_stopped() const {
    if (stop_.stop_requested())
        throw error(failure::interrupted, "interrupted; the check's databases are dropped");
}

std::string bench::ask_child(const std::function<std::string()>& work) {
    throw_if_stopped();
    const ended_process ended = child_process(loop_, work, longest_answer, stop_).finish();
    throw_if_stopped();
    if (const std::string trouble = trouble_of(ended, longest_answer); !trouble.empty())
        throw error(failure::plugin, trouble);
    return ended.result;
}

description bench::describe() {
    const std::vector<run::step> steps = subject_.steps({});
    const std::string told =
        ask_child([&] { return with_plugins(steps, subject_.info, describe_last); });
    const json::object result = json::parse(told).as_object();
    if (const json::value* problem = result.if_contains("error"))
        throw error(failure::plugin, std::string(problem->as_string()));
    description read;
    read.is_source = result.at("is_source").as_bool();
    read.models = json::value_to<std::vector<std::string>>(result.at("models"));
    read.tables_of_others = json::value_to<std::set<std::string>>(result.at("tables_of_others"));
    for (const json::value& table : result.at("tables").as_array())
        read.tables.push_back(table_from(table));
    for (const auto& [table, condition] : result.at("cleared").as_object())
        read.cleared.emplace(table, condition.as_string());
    return read;
}

trial_request bench::request(const std::string& conninfo, const changes& changes) const {
    http::client_options network{.user_agent = subject_.user_agent,
                                 .network = subject_.recording ? http::network_use::replay
                                                               : http::network_use::forbidden,
                                 .recording = subject_.recording.value_or(""),
                                 .time = std::make_shared<skipping_time>()};
    return {.run = {.steps = subject_.steps(changes),
                    .info = subject_.info,
                    .conninfo = conninfo,
                    .http = std::move(network),
                    .clear = false,
                    .seed = true,
                    .dry_run = false,
                    .keep_going = false,
                    .require = {},
                    .verify = true},
            .plugin = subject_.name(),
            .ended_by = stop_};
}

trial bench::run(trial_request request) {
    throw_if_stopped();
    trial result = try_run(loop_, std::move(request));
    throw_if_stopped();
    return result;
}

std::vector<std::string> bench::broken_checks(const std::string& conninfo) {
    const run::verification_request request{
        .steps = subject_.steps({}), .info = subject_.info, .conninfo = conninfo};
    const std::string told = ask_child([&] {
        json::object result;
        detail::call_error failed;
        const bool done = detail::guarded(failed, [&] {
            silent_observer observer;
            json::array broken;
            for (const run::check_outcome& each :
                 run::verify_database(request, observer, {}).checks)
                if (run::is_bad(each))
                    broken.emplace_back(text_of(each));
            result = {{"broken", std::move(broken)}};
        });
        if (!done)
            result = {{"error", detail::describe(failed)}};
        return json::serialize(result);
    });
    const json::object result = json::parse(told).as_object();
    if (const json::value* problem = result.if_contains("error"))
        return {std::string(problem->as_string())};
    return json::value_to<std::vector<std::string>>(result.at("broken"));
}

std::vector<std::string> bench::make_fixtures(const std::string& conninfo) {
    const std::vector<run::step> steps = subject_.steps({});
    const std::string told = ask_child([&] {
        json::object result;
        detail::call_error failed;
        const bool done = detail::guarded(failed, [&] {
            result = {{"models", make_fixture_rows(subject_, steps, conninfo)}};
        });
        if (!done)
            result = {{"error", detail::describe(failed)}};
        return json::serialize(result);
    });
    const json::object result = json::parse(told).as_object();
    if (const json::value* problem = result.if_contains("error"))
        throw error(failure::seeding, std::string(problem->as_string()));
    return json::value_to<std::vector<std::string>>(result.at("models"));
}

} // namespace seedbed::conformance
