#pragma once

#include "core/graph/overview.hpp"

#include <string>

namespace seedbed::graph {

/// Each plugin that nobody depends on, and below it what it depends on. What was drawn with its
/// dependencies before is marked "(above)" the next time.
std::string draw_tree(const overview& graph);

/// For Graphviz: `dot -Tsvg`.
std::string draw_dot(const overview& graph);

/// For Mermaid, as in a Markdown page.
std::string draw_mermaid(const overview& graph);

} // namespace seedbed::graph
