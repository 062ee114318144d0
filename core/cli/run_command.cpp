#include "core/cli/interrupts.hpp"
#include "core/cli/network_setup.hpp"
#include "core/cli/program.hpp"
#include "core/cli/run_display.hpp"
#include "core/cli/run_setup.hpp"
#include "core/cli/run_summary.hpp"
#include "core/database/target.hpp"
#include "core/run/run.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <cstdio>
#include <optional>

namespace seedbed::cli {
namespace {

void check_starts_run(const settings& settings) {
    if (!settings.starts_run)
        throw error(failure::usage,
                    "nothing to do: say what to run with --all, --only NAME or --clear\n"
                    "seedbed --help lists all options");
}

bool confirm_clear(const settings& settings, const located_database& where) {
    return !settings.clear || settings.dry_run ||
           confirm(settings,
                   fmt::format("Delete the plugins' rows in {}?", where.destination.display));
}

/// What --allow-empty takes for success; the database is not touched.
int say_nothing_to_run(const settings& settings, const database::target& target) {
    const terminal out(stdout, settings.color);
    run::run_report nothing;
    nothing.untouched = true;
    if (settings.json)
        out.write(summary_json(nothing,
                               {target.display, ""},
                               make_run_info(settings, now(), !database::is_local(target))));
    else if (!settings.quiet)
        out.write("nothing to run: the selection leaves no plugin over\n");
    return 0;
}

/// Seed, as-of and, in a replay, the present of the recorded run.
run_info
info_of(const settings& settings, const std::optional<run::recorded_run>& recorded, bool remote) {
    if (!recorded)
        return make_run_info(settings, now(), remote);
    cli::settings as_recorded = settings;
    as_recorded.as_of = settings.as_of.value_or(recorded->as_of);
    return make_run_info(as_recorded, recorded->present, remote);
}

} // namespace

int run_command(const program& program) {
    const settings& settings = program.settings;
    check_starts_run(settings);
    const graph::plan plan = make_complete_plan(program);
    const auto target = database::resolve_target(settings.database, program.environment);
    if (plan.order.empty())
        return say_nothing_to_run(settings, target);
    refuse_remote(settings, target);
    if (settings.verbose)
        say_origins(program, plan, target);
    const auto recorded =
        settings.replay ? std::optional(run::read_recording(*settings.replay)) : std::nullopt;
    const run_info info = info_of(settings, recorded, !database::is_local(target));
    const http::client_options network = network_options(program, plan);
    const std::vector<std::string> required = required_sources(program, plan);
    const located_database where = locate(target, program);
    if (!confirm_clear(settings, where))
        return 0;

    if (settings.record && settings.seed && !settings.dry_run)
        run::begin_recording(*settings.record, run_to_record(program, plan, info));
    const terminal err(stderr, settings.color);
    const terminal out(stdout, settings.color);
    run_display display(err, settings.quiet);
    const interrupts interrupts;
    const run::request request{
        .steps = make_steps(recorded ? as_recorded(program, *recorded) : program, plan),
        .info = info,
        .conninfo = where.conninfo,
        .http = network,
        .clear = settings.clear,
        .seed = settings.seed,
        .dry_run = settings.dry_run,
        .keep_going = settings.keep_going,
        .require = required,
        .verify = settings.verify};
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
