#include "core/cli/run_setup.hpp"

#include "core/cli/network_setup.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <iostream>

namespace seedbed::cli {
namespace {

void check_nothing_refused(const graph::plan& plan, const graph::dependency_graph& graph) {
    std::vector<std::string> refused;
    for (const graph::left_out& left : plan.left_out)
        if (left.refused)
            refused.push_back(fmt::format("{}\n  put that right, or add --skip {}",
                                          discovery::refusal(*graph.find(left.name)),
                                          left.name));
    if (!refused.empty())
        throw error(failure::plugin, fmt::format("{}", fmt::join(refused, "\n")));
}

} // namespace

void check_not_empty(const graph::plan& plan, bool allow_empty) {
    if (allow_empty || !plan.order.empty())
        return;
    std::string message = "no plugin is left to run";
    for (const graph::left_out& left : plan.left_out)
        message += fmt::format("\n{}: {}", left.name, left.reason);
    throw error(failure::usage, message + "\n--allow-empty takes that for success");
}

graph::plan make_complete_plan(const program& program) {
    const graph::dependency_graph graph = program.graph();
    graph::plan plan =
        graph::make_plan(graph, program.settings.selection, discovery::searched(program.plugins));
    check_nothing_refused(plan, graph);
    check_not_empty(plan, program.settings.allow_empty);
    return plan;
}

std::vector<run::step> make_steps(const program& program, const graph::plan& plan) {
    const graph::dependency_graph graph = program.graph();
    std::vector<run::step> steps;
    for (const graph::planned& planned : plan.order) {
        const discovery::candidate& found = *graph.find(planned.name);
        run::step step{.plugin = {.name = found.manifest.name,
                                  .version = found.manifest.version.text(),
                                  .library = found.library_path()},
                       .options =
                           plugin_options(found.manifest, program.options, program.environment),
                       .depends = {},
                       .required = {},
                       .http = source_rules(found.manifest),
                       .selected = planned.selected,
                       .writes = planned.writes};
        for (const discovery::dependency& dependency : found.manifest.depends) {
            step.depends.push_back(dependency.plugin);
            if (!dependency.optional)
                step.required.push_back(dependency.plugin);
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

database::embedded_cluster embedded_database(const program& program) {
    return database::embedded_cluster(
        database::embedded_cluster::default_directory(program.environment),
        [quiet = program.settings.quiet](const std::string& text) {
            if (!quiet)
                std::cerr << text << std::endl;
        });
}

located_database locate(const database::target& target, const program& program) {
    if (!target.embedded)
        return {target.conninfo, {target.display, fmt::format("psql \"{}\"", target.display)}};
    database::embedded_cluster cluster = embedded_database(program);
    cluster.ensure_running();
    return {cluster.conninfo(),
            {"the embedded database", fmt::format("psql \"{}\"", cluster.url())}};
}

void refuse_remote(const settings& settings, const database::target& target) {
    if (settings.allow_remote || settings.dry_run || database::is_local(target))
        return;
    throw error(failure::usage,
                fmt::format("{} (from {}) is not on this machine; seedbed writes there only with "
                            "--allow-remote",
                            target.display,
                            database::name_of(target.from)));
}

void say_origins(const program& program, const graph::plan& plan, const database::target& target) {
    for (const std::string& directory : discovery::searched(program.plugins))
        std::cerr << "searched " << directory << '\n';
    const graph::dependency_graph graph = program.graph();
    for (const graph::planned& planned : plan.order)
        std::cerr << fmt::format("{}: {}, {}\n",
                                 planned.name,
                                 planned.reason,
                                 graph.find(planned.name)->library_path().string());
    std::cerr << fmt::format(
        "database: {} (from {})\n", target.display, database::name_of(target.from));
}

timestamp now() {
    using namespace std::chrono;
    return timestamp(floor<microseconds>(system_clock::now()));
}

} // namespace seedbed::cli
