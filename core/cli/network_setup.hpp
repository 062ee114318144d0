#pragma once

#include "core/cli/program.hpp"
#include "core/graph/selection.hpp"
#include "core/run/recorded_run.hpp"

#include <seedbed/http_options.hpp>

#include <string>
#include <vector>

namespace seedbed::cli {

/// How the run's sources reach the network: what options, environment and manifests say.
http::client_options network_options(const program& program, const graph::plan& plan);

/// How one source treats the hosts that it asks.
http::source_rules source_rules(const discovery::manifest& manifest);

/// The sources that --require names, each once. Throws error(failure::usage) with every name that
/// is none of the plan's sources.
std::vector<std::string> required_sources(const program& program, const graph::plan& plan);

/// What a recording of this run has to say of it.
run::recorded_run
run_to_record(const program& program, const graph::plan& plan, const run_info& info);

/// The same program where a recording takes the network's place: the sources' secret variables are
/// set, to no matter what, where they were set then.
program as_recorded(const program& program, const run::recorded_run& recorded);

} // namespace seedbed::cli
