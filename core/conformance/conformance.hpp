#pragma once

#include "core/conformance/seeding_rules.hpp"
#include "core/conformance/subject.hpp"

#include <stop_token>

namespace seedbed::conformance {

/// Judges a plugin that was found and whose dependencies are there: its library, how it seeds, and
/// for a source what it makes of faults. `tell` hears each finding when it is known. Everything
/// that runs the plugin's code does so in a process of its own, on databases that are dropped
/// at the end. Throws error(failure::database) where none can be made, and
/// error(failure::interrupted) after a stop request.
void check_plugin(const subject& subject,
                  const finding_listener& tell,
                  const std::stop_token& stop);

} // namespace seedbed::conformance
