#pragma once

#include "core/discovery/candidate.hpp"

#include <span>
#include <string>
#include <vector>

namespace seedbed::discovery {

/// Refuses the found candidates that declare an option of the host, and all that declare an option
/// or a model which another found candidate declares too: --days and "create price" must mean one
/// thing. The reason names the other plugin.
void refuse_conflicts(std::vector<candidate>& candidates,
                      std::span<const std::string> reserved_options);

} // namespace seedbed::discovery
