#include "core/graph/overview.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

namespace seedbed::graph {
namespace {

using discovery::candidate;
using discovery::dependency;
using discovery::plugin_state;

edge_state judge(const dependency& dependency, const candidate* needed) {
    if (needed == nullptr) {
        return edge_state::missing;
    }
    if (needed->state == plugin_state::refused) {
        return edge_state::refused;
    }
    return dependency.versions.contains(needed->manifest.version) ? edge_state::met
                                                                  : edge_state::misfit;
}

edge make_edge(const dependency_graph& graph, const candidate& from, const dependency& each) {
    return {from.manifest.name,
            each.plugin,
            each.versions.text(),
            each.optional,
            judge(each, graph.find(each.plugin)),
            from.path.string()};
}

node make_node(const candidate& plugin, const std::map<std::string, std::string>& obstacles) {
    node made{plugin.manifest.name, plugin.manifest.version.text(), node_state::found, ""};
    if (plugin.state == plugin_state::refused) {
        made.state = node_state::refused;
        made.reason = fmt::format("{}", fmt::join(plugin.reasons, "\n"));
    } else if (const auto found = obstacles.find(made.name); found != obstacles.end()) {
        made.state = node_state::unmet;
        made.reason = found->second;
    }
    return made;
}

// Behind `from`, as the chains of the graph begin with it.
std::vector<std::string> shortest_cycle(const dependency_graph& graph, const std::string& from) {
    std::vector<std::string> shortest;
    for (const dependency& first : graph.find(from)->manifest.depends) {
        std::vector<std::string> rest = graph.chain(first.plugin, from);
        if (!rest.empty() && (shortest.empty() || rest.size() < shortest.size())) {
            shortest = std::move(rest);
        }
    }
    if (!shortest.empty()) {
        shortest.insert(shortest.begin(), from);
    }
    return shortest;
}

} // namespace

overview look_over(const dependency_graph& graph) {
    overview all;
    const std::map<std::string, std::string> obstacles = graph.obstacles();
    std::set<std::string> missing;
    for (const auto& [name, plugin] : graph.plugins()) {
        all.nodes.push_back(make_node(*plugin, obstacles));
        for (const dependency& each : plugin->manifest.depends) {
            all.edges.push_back(make_edge(graph, *plugin, each));
            if (graph.find(each.plugin) == nullptr) {
                missing.insert(each.plugin);
            }
        }
    }
    for (const std::string& name : missing) {
        all.nodes.push_back({name, "", node_state::missing, ""});
    }
    std::sort(all.nodes.begin(), all.nodes.end(), [](const node& left, const node& right) {
        return left.name < right.name;
    });
    return all;
}

std::vector<edge>
shortest_path(const dependency_graph& graph, const std::string& from, const std::string& to) {
    const std::vector<std::string> chain =
        from == to ? shortest_cycle(graph, from) : graph.chain(from, to);
    std::vector<edge> path;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const candidate& declarer = *graph.find(chain[i - 1]);
        for (const dependency& each : declarer.manifest.depends) {
            if (each.plugin == chain[i]) {
                path.push_back(make_edge(graph, declarer, each));
                break;
            }
        }
    }
    return path;
}

const char* name_of(node_state state) {
    switch (state) {
    case node_state::found:
        return "found";
    case node_state::unmet:
        return "unmet";
    case node_state::refused:
        return "refused";
    case node_state::missing:
        return "missing";
    }
    return "";
}

const char* name_of(edge_state state) {
    switch (state) {
    case edge_state::met:
        return "met";
    case edge_state::misfit:
        return "misfit";
    case edge_state::refused:
        return "refused";
    case edge_state::missing:
        return "missing";
    }
    return "";
}

} // namespace seedbed::graph
