#pragma once

#include "core/discovery/candidate.hpp"
#include "core/graph/dependency_graph.hpp"

#include <string>
#include <utility>
#include <vector>

namespace seedbed::test {

/// A plugin as discovery would have found it, without files.
class plugin {
public:
    explicit plugin(const std::string& name, const std::string& version = "1.0") {
        built_.manifest.name = name;
        built_.manifest.version = discovery::version(version);
        built_.path = "/plugins/" + name + ".seedbed.json";
    }

    plugin&& needs(const std::string& other, const std::string& range = "*") && {
        built_.manifest.depends.push_back({other, discovery::version_range(range), false});
        return std::move(*this);
    }

    plugin&& can_use(const std::string& other, const std::string& range = "*") && {
        built_.manifest.depends.push_back({other, discovery::version_range(range), true});
        return std::move(*this);
    }

    plugin&& conflicts_with(const std::string& other, const std::string& range = "*") && {
        built_.manifest.conflicts.push_back({other, discovery::version_range(range)});
        return std::move(*this);
    }

    plugin&& tagged(const std::string& tag) && {
        built_.manifest.tags.push_back(tag);
        return std::move(*this);
    }

    plugin&& source() && {
        built_.manifest.kind = discovery::plugin_kind::source;
        return std::move(*this);
    }

    plugin&& refused(const std::string& reason) && {
        built_.refuse(reason);
        return std::move(*this);
    }

    operator discovery::candidate() && { return std::move(built_); }

private:
    discovery::candidate built_;
};

struct held_plugins {
    const std::vector<discovery::candidate> held;
};

/// A graph that holds its plugins itself.
struct graph_of : private held_plugins, graph::dependency_graph {
    explicit graph_of(std::vector<discovery::candidate> plugins)
        : held_plugins{std::move(plugins)}, dependency_graph(held) {}
    graph_of(const graph_of&) = delete;
    graph_of& operator=(const graph_of&) = delete;
};

} // namespace seedbed::test
