#include "core/conformance/conformance.hpp"

#include "core/conformance/bench.hpp"
#include "core/conformance/chaos.hpp"
#include "core/conformance/library_rules.hpp"
#include "core/conformance/throwaway_database.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace seedbed::conformance {
namespace {

std::optional<description> load(bench& bench, const finding_listener& tell) {
    try {
        description read = bench.describe();
        const finding found = judge_descriptor(bench.subject().plugin.manifest, read);
        tell(found);
        return found.verdict == verdict::passed ? std::optional(std::move(read)) : std::nullopt;
    } catch (const error& e) {
        if (e.kind() != failure::plugin)
            throw;
        tell(fail("descriptor", e.what()));
        return std::nullopt;
    }
}

void judge_faults(bench& bench, const description& plugin, const finding_listener& tell) {
    try {
        chaos(bench, plugin, tell).judge();
    } catch (const error& e) {
        if (e.kind() != failure::usage)
            throw;
        tell(fail("fault.none", e.what()));
    }
}

std::string how_to_record(const std::string& source) {
    return fmt::format("what it makes of answers cannot be judged without a recording of good "
                       "ones: make one with seedbed --only {} --record tests/recording in the "
                       "plugin's folder, or name one with --recording DIR",
                       source);
}

} // namespace

void check_plugin(const subject& subject,
                  const finding_listener& tell,
                  const std::stop_token& stop) {
    bench bench(subject, stop);
    tell(judge_symbols(subject.plugin.library_path()));
    const auto plugin = load(bench, tell);
    if (!plugin)
        return;
    if (subject.is_source() && !subject.recording)
        return tell(fail("recording", how_to_record(subject.name())));
    drop_left_databases(subject.server);
    seeding_rules(bench, *plugin, tell).judge();
    if (subject.is_source())
        judge_faults(bench, *plugin, tell);
}

} // namespace seedbed::conformance
