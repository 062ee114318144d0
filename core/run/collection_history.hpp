#pragma once

#include "core/run/report.hpp"

#include <seedbed/run.hpp>
#include <seedbed/session.hpp>

#include <string>
#include <vector>

namespace seedbed::run {

/// Writes what the sources gave into seedbed.collections, which is made where it is missing, and
/// compares it with what they usually give. The notes name each source that gave fewer than half
/// of the median of its last five complete collections, and say why nothing could be written where
/// the role may not.
std::vector<std::string> remember_collections(const session& session,
                                              const run_info& info,
                                              const std::vector<plugin_report>& plugins);

} // namespace seedbed::run
