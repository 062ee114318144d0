#include "core/cli/checked_plugin.hpp"
#include "core/cli/finding_table.hpp"
#include "core/cli/interrupts.hpp"
#include "core/cli/network_setup.hpp"
#include "core/cli/program.hpp"
#include "core/cli/run_setup.hpp"
#include "core/conformance/conformance.hpp"
#include "core/run/recorded_run.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <optional>
#include <utility>

namespace seedbed::cli {
namespace {

using conformance::fail;
using conformance::finding;
using conformance::pass;

/// The program as its runs of the one plugin see it.
program program_for(const program& from, const std::string& plugin) {
    program made = from;
    made.settings.selection.only = {plugin};
    return made;
}

const discovery::candidate& find_plugin(const program& program,
                                        const graph::dependency_graph& graph) {
    const std::string& word = program.invocation.plugin_name;
    const auto place = place_of_plugin(word, program.plugins.candidates);
    const std::string name = place ? place->name : word;
    if (const discovery::candidate* found = graph.find(name))
        return *found;
    std::vector<std::string> names;
    for (const discovery::candidate& each : program.plugins.candidates)
        names.push_back(each.manifest.name);
    throw error(failure::usage,
                fmt::format("unknown plugin '{}'{}; searched: {}",
                            name,
                            text::did_you_mean(name, names),
                            fmt::join(discovery::searched(program.plugins), ", ")));
}

/// Before anything runs: what is wrong with --recording is no finding about the plugin.
void check_recording(const settings& settings, const discovery::candidate& plugin) {
    if (!settings.recording || plugin.state == discovery::plugin_state::refused)
        return;
    if (plugin.manifest.kind != discovery::plugin_kind::source)
        throw error(failure::usage,
                    fmt::format("--recording is for sources, and {} is a model: it asks nobody",
                                plugin.manifest.name));
    run::read_recording(*settings.recording, "--recording");
}

/// The seed and the time of the trials: of a recording, those that it was made at.
run_info info_for(const settings& settings, const std::optional<run::recorded_run>& recorded) {
    if (!recorded)
        return make_run_info(settings, now(), false);
    cli::settings then = settings;
    then.as_of = settings.as_of.value_or(recorded->as_of);
    return make_run_info(then, recorded->present, false);
}

program with_changes(program changed, const conformance::changes& changes) {
    for (const auto& [name, value] : changes.options)
        changed.options.at(name) = {value, value_origin::command_line};
    changed.environment = [variables = changes.variables, outer = changed.environment](
                              const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? outer(name) : found->second;
    };
    return changed;
}

conformance::subject subject_of(const program& from,
                                const graph::plan& plan,
                                const discovery::candidate& plugin,
                                std::string server) {
    conformance::subject made;
    made.plugin = plugin;
    made.server = std::move(server);
    made.user_agent = network_options(from, plan).user_agent;
    std::optional<run::recorded_run> recorded;
    if (made.is_source())
        made.recording =
            find_recording(from.settings.recording, from.invocation.plugin_name, plugin.path);
    if (made.recording)
        recorded = run::read_recording(*made.recording, "--recording");
    made.info = info_for(from.settings, recorded);
    for (const discovery::option& option : plugin.manifest.options)
        made.options[option.name] = from.options.at(option.name).value;
    made.steps = [base = recorded ? as_recorded(from, *recorded) : from,
                  plan](const conformance::changes& changes) {
        return make_steps(with_changes(base, changes), plan);
    };
    return made;
}

/// What its manifest alone shows. Whether the fingerprint fits is a finding of its own.
void judge_manifest(const discovery::candidate& plugin, const conformance::finding_listener& tell) {
    const std::string difference =
        discovery::compare_fingerprints(host_fingerprint(), plugin.manifest.sdk);
    std::vector<std::string> reasons = plugin.reasons;
    std::erase(reasons, difference);
    if (reasons.empty())
        tell(pass("manifest", plugin.path.string()));
    else
        tell(fail("manifest", fmt::format("{}", fmt::join(reasons, "; "))));
    if (!plugin.manifest.sdk.empty() && difference.empty())
        tell(pass("fingerprint", "it was built with this seedbed's SDK"));
    else if (!plugin.manifest.sdk.empty())
        tell(fail("fingerprint", difference));
}

std::optional<graph::plan> plan_for(const program& program,
                                    const conformance::finding_listener& tell) {
    try {
        graph::plan plan = make_complete_plan(program);
        std::vector<std::string> needed;
        for (const graph::planned& each : plan.order)
            if (!each.selected)
                needed.push_back(each.name);
        tell(pass("dependencies",
                  needed.empty() ? "it needs no other plugin"
                                 : fmt::format("it needs {}", fmt::join(needed, ", "))));
        return plan;
    } catch (const error& e) {
        if (e.kind() != failure::plugin)
            throw;
        tell(fail("dependencies", e.what()));
        return std::nullopt;
    }
}

void check_remote(const settings& settings, const database::target& target) {
    if (!settings.allow_remote && !database::is_local(target))
        throw error(failure::usage,
                    fmt::format("{} (from {}) is not on this machine; seedbed makes databases "
                                "there only with --allow-remote",
                                target.display,
                                database::name_of(target.from)));
}

/// Tells all findings; gives the exit code.
int judge(const program& program,
          const discovery::candidate& plugin,
          const conformance::finding_listener& tell,
          const std::stop_token& stop) {
    judge_manifest(plugin, tell);
    if (plugin.state == discovery::plugin_state::refused)
        return static_cast<int>(failure::plugin);
    const auto plan = plan_for(program, tell);
    if (!plan)
        return static_cast<int>(failure::plugin);
    const auto target = database::resolve_target(program.settings.database, program.environment);
    check_remote(program.settings, target);
    const std::string server = locate(target, program).conninfo;
    conformance::check_plugin(subject_of(program, *plan, plugin, server), tell, stop);
    return 0;
}

} // namespace

int check_plugin_command(const program& program) {
    const graph::dependency_graph graph = program.graph();
    const discovery::candidate& plugin = find_plugin(program, graph);
    const settings& settings = program.settings;
    check_recording(settings, plugin);
    const terminal out(stdout, settings.color);
    std::vector<finding> findings;
    const conformance::finding_listener tell = [&](finding each) {
        const bool is_shown = !settings.quiet || each.verdict == conformance::verdict::failed;
        if (!settings.json && is_shown)
            out.write(finding_line(each, out));
        findings.push_back(std::move(each));
    };
    const interrupts interrupts;
    int exit_code =
        judge(program_for(program, plugin.manifest.name), plugin, tell, interrupts.token());
    if (exit_code == 0 && has_failed(findings))
        exit_code = static_cast<int>(failed_to_load(findings) ? failure::plugin : failure::seeding);
    if (settings.json)
        out.write(findings_json(plugin, findings, exit_code));
    else if (!settings.quiet)
        out.write(findings_summary(plugin.manifest.name, findings, out));
    return exit_code;
}

} // namespace seedbed::cli
