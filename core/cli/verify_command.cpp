#include "core/cli/check_table.hpp"
#include "core/cli/interrupts.hpp"
#include "core/cli/program.hpp"
#include "core/cli/run_display.hpp"
#include "core/cli/run_setup.hpp"
#include "core/run/database_verification.hpp"

#include <seedbed/error.hpp>

#include <cstdio>

namespace seedbed::cli {
namespace {

/// An embedded database that nobody has filled holds nothing to verify: it is not made for that.
void check_made(const database::target& target, const program& program) {
    if (target.embedded &&
        embedded_database(program).status().state == database::cluster_state::absent)
        throw error(failure::database,
                    "there is no embedded database yet: fill one with seedbed --all, or name "
                    "another with --database URL");
}

} // namespace

int verify_command(const program& program) {
    const settings& settings = program.settings;
    const graph::plan plan = make_complete_plan(program);
    const auto target = database::resolve_target(settings.database, program.environment);
    check_made(target, program);
    if (settings.verbose)
        say_origins(program, plan, target);
    const located_database where = locate(target, program);

    const terminal err(stderr, settings.color);
    const terminal out(stdout, settings.color);
    run_display display(err, settings.quiet);
    const interrupts interrupts;
    const run::verification_request request{
        .steps = make_steps(program, plan),
        .info = make_run_info(settings, now(), !database::is_local(target)),
        .conninfo = where.conninfo};
    const run::verification_report report =
        run::verify_database(request, display, interrupts.token());
    const std::size_t examples = settings.verbose ? most_violations : few_examples;
    if (settings.json)
        out.write(verification_json(report, where.destination.display));
    else if (settings.quiet)
        err.write(violations_text(report.checks, examples, err));
    else
        out.write(verification_text(report, examples, out));
    return report.exit_code;
}

} // namespace seedbed::cli
