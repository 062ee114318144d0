#pragma once

#include "core/conformance/finding.hpp"

#include <filesystem>

namespace seedbed::conformance {

/// Judges what a plugin's library defines for others: its descriptor, and no second copy of what
/// must exist once in a process (libseedbed with Asio and Beast in it, ODB).
finding judge_symbols(const std::filesystem::path& library);

} // namespace seedbed::conformance
