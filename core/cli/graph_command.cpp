#include "core/cli/program.hpp"
#include "core/graph/drawing.hpp"
#include "core/graph/overview.hpp"
#include "core/text/wrap.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>

namespace seedbed::cli {
namespace {

using graph::edge;
using graph::node;
using graph::overview;

boost::json::array edges_json(const std::vector<edge>& edges) {
    boost::json::array array;
    for (const edge& each : edges)
        array.push_back({{"from", each.from},
                         {"to", each.to},
                         {"versions", each.versions},
                         {"optional", each.optional},
                         {"state", graph::name_of(each.state)},
                         {"declared_in", each.declared_in}});
    return array;
}

boost::json::array nodes_json(const std::vector<node>& nodes) {
    boost::json::array array;
    for (const node& each : nodes)
        array.push_back({{"name", each.name},
                         {"version", each.version},
                         {"state", graph::name_of(each.state)},
                         {"reason", each.reason}});
    return array;
}

void print(const boost::json::object& document) {
    std::cout << boost::json::serialize(document) << '\n';
}

std::string unknown(const std::string& name, const program& program, const overview& all) {
    std::vector<std::string> names;
    for (const node& each : all.nodes)
        names.push_back(each.name);
    return fmt::format("--why: unknown plugin '{}'{}\nsearched: {}",
                       name,
                       text::did_you_mean(name, names),
                       fmt::join(discovery::searched(program.plugins), ", "));
}

/// Missing ones are known, too: "why does it want that?" is asked of them first of all.
void check_names(const program& program, const overview& all) {
    for (const std::string& name : program.settings.why)
        if (std::none_of(all.nodes.begin(), all.nodes.end(), [&](const node& each) {
                return each.name == name;
            }))
            throw error(failure::usage, unknown(name, program, all));
}

void print_path(const std::vector<edge>& path, const std::string& from, const std::string& to) {
    if (path.empty())
        std::cout << fmt::format(
            "{} {} on {}\n", from, from == to ? "does not depend" : "depends in no way", to);
    for (const edge& each : path)
        std::cout << fmt::format("{} {} {}{}{}\n  declared in {}\n",
                                 each.from,
                                 each.optional ? "can use" : "requires",
                                 each.to,
                                 each.versions == "*" ? "" : " " + each.versions,
                                 each.state == graph::edge_state::met
                                     ? ""
                                     : fmt::format(" [{}]", graph::name_of(each.state)),
                                 each.declared_in);
}

int print_why(const program& program, const graph::dependency_graph& plugins, const overview& all) {
    check_names(program, all);
    const std::string& from = program.settings.why.front();
    const std::string& to = program.settings.why.back();
    const std::vector<edge> path = plugins.find(from) != nullptr
                                       ? graph::shortest_path(plugins, from, to)
                                       : std::vector<edge>();
    if (program.settings.json)
        print({{"from", from}, {"to", to}, {"path", edges_json(path)}});
    else
        print_path(path, from, to);
    return 0;
}

/// Why what is drawn as refused or unmet is so.
void print_reasons(const overview& all) {
    for (const node& each : all.nodes)
        if (!each.reason.empty())
            std::cout << fmt::format("\n{} is {}:\n  {}\n",
                                     each.name,
                                     graph::name_of(each.state),
                                     text::hang(each.reason, 2));
}

void print_tree(const program& program, const overview& all) {
    std::cout << graph::draw_tree(all);
    print_reasons(all);
    if (all.nodes.empty())
        for (const std::string& directory : discovery::searched(program.plugins))
            std::cout << fmt::format("searched {}\n", directory);
}

} // namespace

int graph_command(const program& program) {
    const settings& settings = program.settings;
    const graph::dependency_graph plugins = program.graph();
    const overview all = graph::look_over(plugins);
    if (!settings.why.empty())
        return print_why(program, plugins, all);
    if (settings.json)
        print({{"nodes", nodes_json(all.nodes)}, {"edges", edges_json(all.edges)}});
    else if (settings.dot)
        std::cout << graph::draw_dot(all);
    else if (settings.mermaid)
        std::cout << graph::draw_mermaid(all);
    else
        print_tree(program, all);
    return 0;
}

} // namespace seedbed::cli
