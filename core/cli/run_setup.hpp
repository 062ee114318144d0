#pragma once

#include "core/cli/program.hpp"
#include "core/cli/run_summary.hpp"
#include "core/database/embedded_cluster.hpp"
#include "core/database/target.hpp"
#include "core/graph/selection.hpp"
#include "core/run/step.hpp"

#include <seedbed/timestamp.hpp>

#include <string>
#include <vector>

namespace seedbed::cli {

/// The plan for the selection. Throws error for a plan that is empty (unless --allow-empty), and
/// where a plugin is left out by nobody's wish, which would be missed later.
graph::plan make_complete_plan(const program& program);

/// Throws error(failure::usage) for a plan that is empty, with what is left out and why.
void check_not_empty(const graph::plan& plan, bool allow_empty);

/// The steps of the plan, with each plugin's library, options and requirements.
std::vector<run::step> make_steps(const program& program, const graph::plan& plan);

/// The embedded database of this environment; says on standard error what it does.
database::embedded_cluster embedded_database(const program& program);

/// Connection details, and the way to reach the data by hand.
struct located_database {
    std::string conninfo;
    cli::destination destination;
};

/// Where the target leads. The embedded database is made, if need be, and started.
located_database locate(const database::target& target, const program& program);

/// Throws error(failure::usage) where the run would write to another machine without
/// --allow-remote.
void refuse_remote(const settings& settings, const database::target& target);

/// What --verbose adds: where everything came from.
void say_origins(const program& program, const graph::plan& plan, const database::target& target);

timestamp now();

} // namespace seedbed::cli
