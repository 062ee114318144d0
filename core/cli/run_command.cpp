#include "core/cli/interrupts.hpp"
#include "core/cli/program.hpp"
#include "core/cli/run_display.hpp"
#include "core/cli/run_summary.hpp"
#include "core/database/embedded_cluster.hpp"
#include "core/database/target.hpp"
#include "core/run/run.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cstdio>
#include <iostream>

namespace seedbed::cli {
namespace {

/// The steps of the plan, with each plugin's library, options and requirements.
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
                       .required = {}};
        for (const discovery::dependency& dependency : found.manifest.depends)
            if (!dependency.optional)
                step.required.push_back(dependency.plugin);
        steps.push_back(std::move(step));
    }
    return steps;
}

void check_starts_run(const settings& settings) {
    if (!settings.starts_run)
        throw error(failure::usage,
                    "nothing to do: say what to run with --all, --only NAME or --clear\n"
                    "seedbed --help lists all options");
}

/// What is left out by nobody's wish would be missed later: it ends the run before it begins.
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

void check_not_empty(const graph::plan& plan) {
    if (!plan.order.empty())
        return;
    std::string message = "no plugin is left to run";
    for (const graph::left_out& left : plan.left_out)
        message += fmt::format("\n{}: {}", left.name, left.reason);
    throw error(failure::usage, message);
}

void check_remote(const settings& settings, const database::target& target) {
    if (settings.allow_remote || settings.dry_run || database::is_local(target))
        return;
    throw error(failure::usage,
                fmt::format("{} (from {}) is not on this machine; seedbed writes there only with "
                            "--allow-remote",
                            target.display,
                            database::name_of(target.from)));
}

/// Connection details, and the way to reach the data by hand.
struct located_database {
    std::string conninfo;
    cli::destination destination;
};

located_database locate(const database::target& target, const program& program) {
    if (!target.embedded)
        return {target.conninfo, {target.display, fmt::format("psql \"{}\"", target.display)}};
    database::embedded_cluster cluster(
        database::embedded_cluster::default_directory(program.environment),
        [&](const std::string& text) {
            if (!program.settings.quiet)
                std::cerr << text << std::endl;
        });
    cluster.ensure_running();
    return {cluster.conninfo(),
            {"the embedded database", fmt::format("psql \"{}\"", cluster.url())}};
}

bool confirm_clear(const settings& settings, const located_database& where) {
    return !settings.clear || settings.dry_run ||
           confirm(settings,
                   fmt::format("Delete the plugins' rows in {}?", where.destination.display));
}

/// What --verbose adds: where everything came from.
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

std::string user_agent() {
    return "seedbed/" SEEDBED_VERSION " (database seeder)";
}

} // namespace

int run_command(const program& program) {
    const settings& settings = program.settings;
    check_starts_run(settings);
    const graph::plan plan =
        graph::make_plan(program.graph(), settings.selection, discovery::searched(program.plugins));
    check_nothing_refused(plan, program.graph());
    check_not_empty(plan);
    const auto target = database::resolve_target(settings.database, program.environment);
    check_remote(settings, target);
    if (settings.verbose)
        say_origins(program, plan, target);
    const run_info info = make_run_info(settings, now(), !database::is_local(target));
    const located_database where = locate(target, program);
    if (!confirm_clear(settings, where))
        return 0;

    const terminal err(stderr, settings.color);
    const terminal out(stdout, settings.color);
    run_display display(err, settings.quiet);
    const interrupts interrupts;
    const run::request request{.steps = make_steps(program, plan),
                               .info = info,
                               .conninfo = where.conninfo,
                               .http = {.ca_file = settings.ca_file, .user_agent = user_agent()},
                               .clear = settings.clear,
                               .seed = settings.seed,
                               .dry_run = settings.dry_run,
                               .keep_going = settings.keep_going};
    const run::run_report report = run::execute(request, display, interrupts.token());
    if (settings.json)
        out.write(summary_json(report, where.destination, info));
    else if (settings.quiet)
        err.write(failures_text(report, err));
    else
        out.write(summary_text(report, where.destination, info, out));
    return report.exit_code;
}

} // namespace seedbed::cli
