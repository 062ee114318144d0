#pragma once

#include "core/graph/dependency_graph.hpp"

#include <string>
#include <vector>

namespace seedbed::graph {

enum class node_state {
    found,   ///< its manifest is right, and what it requires is there
    unmet,   ///< its manifest is right, but it cannot run: something it requires is not there
    refused, ///< its manifest or its files keep it from being opened
    missing  ///< nobody installed it; a manifest names it
};

struct node {
    std::string name;
    std::string version; ///< empty where it is not known
    node_state state = node_state::found;
    std::string reason; ///< of unmet and refused ones
};

enum class edge_state { met, misfit, refused, missing };

struct edge {
    std::string from;
    std::string to;
    std::string versions; ///< "*" for any
    bool optional = false;
    edge_state state = edge_state::met;
    std::string declared_in; ///< the manifest's path
};

/// The whole graph as people see it: what is refused or missing stays visible.
struct overview {
    std::vector<node> nodes; ///< by name
    std::vector<edge> edges; ///< by the name they start from, in the manifest's order
};

overview look_over(const dependency_graph& graph);

/// The edges along one shortest chain of dependencies, from a plugin to itself along one shortest
/// cycle; empty when there is none. `from` is installed.
std::vector<edge>
shortest_path(const dependency_graph& graph, const std::string& from, const std::string& to);

/// The word for a state that texts and --json use.
const char* name_of(node_state state);
const char* name_of(edge_state state);

} // namespace seedbed::graph
