#include "core/run/database_verification.hpp"

#include "core/database/read_transaction.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace seedbed::run {
namespace {

std::vector<plugin_check> selected_checks(const active_plugins& plugins) {
    std::vector<plugin_check> checks;
    for (const active_plugin& active : plugins)
        if (active.from->selected)
            std::ranges::move(checks_of(active), std::back_inserter(checks));
    check_ids(checks);
    return checks;
}

} // namespace

verification_report verify_database(const verification_request& request,
                                    observer& observer,
                                    const std::stop_token& stop) {
    const auto start = std::chrono::steady_clock::now();
    verification_report report;
    std::optional<database::read_transaction> transaction; // outlives the plugins
    active_plugins plugins;
    plugins.load(request.steps, request.info, [&](std::string text) {
        report.notes.push_back(std::move(text));
    });
    const std::vector<plugin_check> checks = selected_checks(plugins);
    transaction.emplace(request.conninfo, stop);
    report.checks = judge_all(
        transaction->active_session(), checks, [&](const plugin_check& each, std::size_t number) {
            observer.judging(each.check.id, number, checks.size());
        });
    observer.judged();
    if (std::any_of(report.checks.begin(), report.checks.end(), is_bad))
        report.exit_code = static_cast<int>(failure::seeding);
    report.time = std::chrono::steady_clock::now() - start;
    return report;
}

} // namespace seedbed::run
