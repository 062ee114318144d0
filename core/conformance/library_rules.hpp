#pragma once

#include "core/conformance/bench.hpp"
#include "core/conformance/finding.hpp"

#include <filesystem>

namespace seedbed::conformance {

/// Judges what a plugin's library defines for others: its descriptor, and no second copy of what
/// must exist once in a process (libseedbed with Asio and Beast in it, ODB).
finding judge_symbols(const std::filesystem::path& library);

/// Judges whether the library brings what the manifest says: the kind, and the models as far as it
/// names them. One that makes no rows for tests tells only how many tables there are.
finding judge_descriptor(const discovery::manifest& manifest, const description& library);

} // namespace seedbed::conformance
