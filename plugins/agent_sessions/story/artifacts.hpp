#pragma once

#include "assignment.hpp"
#include "findings.hpp"
#include "narrator.hpp"

#include <string>
#include <vector>

namespace ohmycoins::agents {

/// A file that a session leaves behind.
struct artifact_file {
    std::string type; // model, plot, report, code
    std::string name;
    std::string description;
    std::string mime_type;
    std::string bytes;
    std::string metadata_json;
};

/// No session has more of them.
inline constexpr std::size_t most_artifacts = 4;

/// What a completed session leaves: the setting with its figures, the equity curves, a report that
/// stands alone, and the strategy as code.
std::vector<artifact_file>
make_artifacts(const assignment& task, const findings& found, const narration& told);

/// The strategy of that kind as Python source.
std::string python_source(const assignment& task, const candidate& choice);

} // namespace ohmycoins::agents
