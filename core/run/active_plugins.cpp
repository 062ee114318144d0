#include "core/run/active_plugins.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <libpq-fe.h>

#include <algorithm>
#include <set>
#include <utility>

namespace seedbed::run {
namespace {

bool uses_any(const step& step, const std::set<std::string>& plugins) {
    return std::any_of(step.depends.begin(), step.depends.end(), [&](const std::string& name) {
        return plugins.contains(name);
    });
}

} // namespace

active_plugins::~active_plugins() {
    while (!plugins_.empty()) {
        const loading::crash_report in_case = watch(plugins_.back(), "being destroyed");
        plugins_.pop_back();
    }
}

void active_plugins::load(const std::vector<step>& steps,
                          const run_info& info,
                          const std::function<void(std::string)>& note) {
    std::vector<std::string> refused;
    std::set<std::string> lost; // not created: nobody may look for their models
    failure kind = failure::plugin;
    for (const step& step : steps) {
        try {
            const loading::plugin_library library(step.plugin);
            if (uses_any(step, lost)) {
                lost.insert(step.plugin.name);
                continue;
            }
            auto context = std::make_unique<plugin_context>(info, step.options, models_, note);
            loading::plugin_ptr object = library.create(*context);
            plugins_.push_back({std::move(context), std::move(object), &step});
        } catch (const error& e) {
            refused.emplace_back(e.what());
            lost.insert(step.plugin.name);
            kind = e.kind();
        }
    }
    if (!refused.empty())
        throw error(refused.size() == 1 ? kind : failure::plugin,
                    fmt::format("{}", fmt::join(refused, "\n")));
}

loading::crash_report watch(const active_plugin& active, const char* phase) {
    return {fmt::format(
                "plugin '{}' ({})", active.from->plugin.name, active.from->plugin.library.string()),
            fmt::format("while {}", phase),
            failure::seeding};
}

void throw_failed(const active_plugin& active,
                  const char* phase,
                  const detail::call_error& failed) {
    throw error(failed.kind,
                fmt::format("plugin '{}' failed while {}: {}",
                            active.from->plugin.name,
                            phase,
                            detail::describe(failed)));
}

void check_transaction(const session& session) {
    switch (PQtransactionStatus(session.handle())) {
    case PQTRANS_INTRANS:
        return;
    case PQTRANS_IDLE:
        throw error(failure::seeding, "it ended the run's transaction, which is not its own");
    case PQTRANS_ACTIVE:
        throw error(failure::seeding, "it left a statement or a COPY unfinished");
    case PQTRANS_INERROR:
        throw error(failure::seeding,
                    "a statement failed, and the plugin went on: it must let the error pass");
    case PQTRANS_UNKNOWN:
        throw error(failure::database, "the connection is gone");
    }
}

} // namespace seedbed::run
