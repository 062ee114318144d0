#include "core/run/run.hpp"

#include "core/database/connected_transaction.hpp"
#include "core/database/fresh_storage.hpp"
#include "core/database/run_transaction.hpp"
#include "core/database/tables.hpp"
#include "core/run/active_plugins.hpp"
#include "core/run/collecting.hpp"
#include "core/run/collection_history.hpp"
#include "core/run/run_verification.hpp"

#include <seedbed/detail/boundary.hpp>
#include <seedbed/error.hpp>
#include <seedbed/redaction.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace seedbed::run {
namespace {

using clock = std::chrono::steady_clock;

/// Passes a plugin's progress on to the observer.
class reporting_progress final : public progress {
public:
    reporting_progress(observer& observer, const plugin_report& report)
        : observer_(observer), report_(report) {}

    void written(std::uint64_t rows) override { observer_.rows_written(report_, rows); }

private:
    observer& observer_;
    const plugin_report& report_;
};

class execution {
public:
    execution(const request& request, observer& observer, const std::stop_token& stop)
        : request_(request), observer_(observer), stop_(stop), secrets_(request.http.secrets) {}

    run_report run() {
        const auto start = clock::now();
        report_.seeding = request_.seed;
        report_.dry_run = request_.dry_run;
        load();
        collect();
        if (requirements_broken()) {
            report_.untouched = true;
            report_.time = clock::now() - start;
            return std::move(report_);
        }
        open_database();
        if (request_.clear)
            clear();
        if (request_.seed)
            seed();
        remember_collections();
        if (verification_ && !ended())
            verify();
        finish();
        report_.time = clock::now() - start;
        return std::move(report_);
    }

private:
    void load();
    void collect_checks();
    void collect();
    void try_database() const;
    bool requirements_broken();
    void open_database();
    void remember_collections();
    void clear();
    void seed();
    void inspect(std::size_t index);
    void make_large_loads_cheap();
    void write(std::size_t index);
    bool requirements_failed(std::size_t index);
    template <class Call>
    bool in_savepoint(std::size_t index, const char* phase, Call&& call);
    void fail(std::size_t index, const char* phase, const detail::call_error& failed);
    void throw_if_nothing_to_go_on_with(std::size_t index) const;
    void verify();
    bool ended() const { return report_.exit_code != 0 && !request_.keep_going; }
    bool broke_rules() const {
        return report_.verification && !report_.verification->broken.empty();
    }
    void finish();

    const request& request_;
    observer& observer_;
    const std::stop_token& stop_;
    redaction secrets_;
    run_report report_;
    // Destroyed from the last to the first: checks before the plugins that brought them, plugins
    // before the connection they worked on.
    std::optional<database::run_transaction> transaction_;
    active_plugins plugins_;
    std::optional<run_verification> verification_;
};

void execution::load() {
    plugins_.load(request_.steps, request_.info, [this](std::string text) {
        report_.notes.push_back(secrets_(text));
    });
    for (const active_plugin& active : plugins_) {
        plugin_report& report = report_.plugins.emplace_back();
        report.plugin = active.from->plugin.name;
        if (!active.from->writes)
            report.status = plugin_status::not_run;
    }
    if (request_.seed && request_.verify && !request_.dry_run)
        collect_checks();
}

void execution::collect_checks() {
    std::vector<plugin_check> checks;
    for (const active_plugin& active : plugins_)
        std::ranges::move(checks_of(active), std::back_inserter(checks));
    check_ids(checks);
    verification_.emplace(checks, request_.conninfo, stop_);
}

void execution::collect() {
    if (!request_.seed || request_.dry_run)
        return;
    std::vector<named_source> sources;
    std::vector<std::size_t> owners;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < plugins_.size(); ++i) {
        auto* source = dynamic_cast<source_plugin*>(plugins_[i].object.get());
        if (source && plugins_[i].from->writes) {
            sources.push_back({report_.plugins[i].plugin, source, plugins_[i].from->http});
            owners.push_back(i);
            names.push_back(report_.plugins[i].plugin);
        }
    }
    if (sources.empty())
        return;
    try_database();
    const loading::crash_report in_case(
        fmt::format("one of the sources {}", fmt::join(names, ", ")),
        "while collecting",
        failure::seeding);
    const auto results = collect_all(sources, request_.http, observer_, stop_);
    for (std::size_t i = 0; i < owners.size(); ++i)
        report_.plugins[owners[i]].collection = results[i];
}

/// Sources take long, and count what they are asked: a database that is not there is said first.
void execution::try_database() const {
    const database::connected_transaction reachable(request_.conninfo, stop_);
}

/// Says of each required source that is not complete why the run ends here.
bool execution::requirements_broken() {
    for (plugin_report& report : report_.plugins) {
        const bool required = std::ranges::count(request_.require, report.plugin) > 0;
        if (!required || !report.collection ||
            report.collection->outcome == source_outcome::complete)
            continue;
        report.status = plugin_status::failed;
        report.message = fmt::format("--require wants it complete, and it is {}: {}",
                                     name_of(report.collection->outcome),
                                     report.collection->detail);
        report_.exit_code = static_cast<int>(failure::seeding);
    }
    return report_.exit_code != 0;
}

void execution::open_database() {
    transaction_.emplace(request_.conninfo, stop_, [this] { observer_.waiting_for_other_run(); });
    if (!request_.seed)
        return;
    std::vector<database::used_table> tables;
    for (const active_plugin& active : plugins_)
        call_plugin(active, "naming its tables", [&] {
            for (const mapped_table* table : active.object->tables())
                tables.push_back({active.from->plugin.name, table, active.from->writes});
        });
    report_.created_tables = database::prepare_tables(transaction_->active_session(), tables);
    if (!report_.created_tables.empty() && !request_.dry_run)
        observer_.tables_created(report_.created_tables);
}

void execution::clear() {
    std::vector<clear_rule> rules;
    for (auto active = plugins_.rbegin(); active != plugins_.rend(); ++active) {
        if (!active->from->writes)
            continue;
        call_plugin(*active, "saying what to clear", [&] {
            for (clear_rule& rule : active->object->clear_rules())
                rules.push_back(std::move(rule));
        });
    }
    report_.cleared = database::clear_rows(transaction_->active_session(), rules);
    for (const database::cleared_table& table : report_.cleared)
        observer_.cleared(table);
}

void execution::seed() {
    for (std::size_t i = 0; i < plugins_.size() && !ended(); ++i)
        inspect(i);
    if (request_.dry_run || ended())
        return;
    make_large_loads_cheap();
    for (std::size_t i = 0; i < plugins_.size() && !ended(); ++i)
        write(i);
}

void execution::inspect(std::size_t index) {
    plugin_report& report = report_.plugins[index];
    if (report.status == plugin_status::not_run)
        return;
    inspection found;
    const bool inspected = in_savepoint(index, "inspecting", [&] {
        found = plugins_[index].object->inspect(transaction_->active_session());
    });
    if (!inspected)
        return;
    report.present = found.present;
    report.missing = found.missing;
    report.estimated = found.estimated;
    if (request_.dry_run)
        report.status = plugin_status::planned;
}

/// New files for empty tables pay where many rows follow: each costs a sync at the commit.
void execution::make_large_loads_cheap() {
    constexpr std::uint64_t many_rows = 100'000;
    std::vector<std::string> tables;
    for (std::size_t i = 0; i < plugins_.size(); ++i)
        if (report_.plugins[i].present == 0 && report_.plugins[i].missing >= many_rows)
            call_plugin(plugins_[i], "naming its tables", [&] {
                for (const mapped_table* table : plugins_[i].object->tables())
                    tables.push_back(table->name);
            });
    if (verification_ && !tables.empty())
        verification_->look_before(transaction_->active_session(), tables);
    database::give_fresh_storage(transaction_->active_session(), tables);
}

void execution::write(std::size_t index) {
    plugin_report& report = report_.plugins[index];
    if (report.status == plugin_status::failed || report.status == plugin_status::not_run ||
        requirements_failed(index))
        return;
    observer_.plugin_started(report);
    const auto start = clock::now();
    seeded result;
    const bool written = in_savepoint(index, "seeding", [&] {
        reporting_progress progress(observer_, report);
        result = plugins_[index].object->seed(transaction_->active_session(), progress);
    });
    report.time = clock::now() - start;
    if (written) {
        report.status = plugin_status::done;
        report.added = result.added;
        report.kept = result.kept;
    }
    observer_.plugin_ended(report);
}

/// Skips the plugin when one that it requires did not make it.
bool execution::requirements_failed(std::size_t index) {
    const auto& required = plugins_[index].from->required;
    for (const plugin_report& other : report_.plugins) {
        const bool lost =
            other.status == plugin_status::failed || other.status == plugin_status::skipped;
        if (!lost || std::find(required.begin(), required.end(), other.plugin) == required.end())
            continue;
        plugin_report& report = report_.plugins[index];
        report.status = plugin_status::skipped;
        report.message =
            fmt::format("it requires {}, which {}",
                        other.plugin,
                        other.status == plugin_status::failed ? "failed" : "was skipped");
        observer_.plugin_ended(report);
        return true;
    }
    return false;
}

template <class Call>
bool execution::in_savepoint(std::size_t index, const char* phase, Call&& call) {
    const session& session = transaction_->active_session();
    session.throw_if_stopped();
    transaction_->set_savepoint();
    const loading::crash_report in_case = watch(plugins_[index], phase);
    detail::call_error failed;
    const auto call_and_check = [&] {
        call();
        check_transaction(session);
    };
    if (detail::guarded(failed, call_and_check)) {
        transaction_->release_savepoint();
        return true;
    }
    session.throw_if_stopped(); // a cancelled statement is not the plugin's failure
    fail(index, phase, failed);
    throw_if_nothing_to_go_on_with(index);
    transaction_->roll_back_to_savepoint();
    return false;
}

/// Without connection or transaction there is no savepoint to go back to.
void execution::throw_if_nothing_to_go_on_with(std::size_t index) const {
    const session& session = transaction_->active_session();
    const plugin_report& report = report_.plugins[index];
    if (PQstatus(session.handle()) != CONNECTION_OK)
        throw error(failure::database,
                    fmt::format("the connection to the database was lost; nothing was kept\n"
                                "plugin '{}' {}",
                                report.plugin,
                                report.message));
    if (PQtransactionStatus(session.handle()) == PQTRANS_IDLE)
        throw error(failure::seeding,
                    fmt::format("the run cannot go on, and what was written so far may have been "
                                "committed\nplugin '{}' {}",
                                report.plugin,
                                report.message));
}

void execution::fail(std::size_t index, const char* phase, const detail::call_error& failed) {
    plugin_report& report = report_.plugins[index];
    report.status = plugin_status::failed;
    report.message = secrets_(fmt::format("while {}: {}", phase, detail::describe(failed)));
    const bool own_kind = failed.kind == failure::usage || failed.kind == failure::plugin;
    report_.exit_code = static_cast<int>(own_kind ? failed.kind : failure::seeding);
}

/// What a recording answers is nothing new.
void execution::remember_collections() {
    const bool asked = request_.http.network == http::network_use::live ||
                       request_.http.network == http::network_use::record;
    if (ended() || request_.dry_run || !asked)
        return;
    for (std::string& note :
         run::remember_collections(transaction_->active_session(), request_.info, report_.plugins))
        report_.notes.push_back(std::move(note));
}

/// A rule that the run breaks takes all of it back, with --keep-going, too: what would be kept
/// contradicts itself.
void execution::verify() {
    std::set<std::string> done;
    for (const plugin_report& report : report_.plugins)
        if (report.status == plugin_status::done)
            done.insert(report.plugin);
    report_.verification = verification_->judge(transaction_->active_session(), done, observer_);
    report_.notes.insert(report_.notes.end(),
                         report_.verification->notes.begin(),
                         report_.verification->notes.end());
    if (broke_rules())
        report_.exit_code = static_cast<int>(failure::seeding);
}

void execution::finish() {
    if (request_.dry_run)
        return;
    if (!ended() && !broke_rules()) {
        transaction_->commit();
        report_.committed = true;
        return;
    }
    for (plugin_report& report : report_.plugins)
        if (report.status == plugin_status::done)
            report.status = plugin_status::rolled_back;
}

} // namespace

run_report execute(const request& request, observer& observer, const std::stop_token& stop) {
    try {
        return execution(request, observer, stop).run();
    } catch (const error& e) {
        throw error(e.kind(), redaction(request.http.secrets)(e.what()));
    }
}

} // namespace seedbed::run
