#include "core/cli/program.hpp"
#include "core/graph/overview.hpp"
#include "core/text/wrap.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>

namespace seedbed::cli {
namespace {

using discovery::candidate;
using graph::node;

const char* name_of(discovery::plugin_kind kind) {
    return kind == discovery::plugin_kind::source ? "source" : "model";
}

/// A plugin, and what the graph says of it.
struct entry {
    const candidate& plugin;
    const node& in_graph;
};

/// The installed ones, by name, as both lists are; the graph also has what is missing.
std::vector<entry> entries(const std::vector<candidate>& plugins, const std::vector<node>& nodes) {
    std::vector<entry> all;
    auto node = nodes.begin();
    for (const candidate& plugin : plugins) {
        while (node->name != plugin.manifest.name)
            ++node;
        all.push_back({plugin, *node});
    }
    return all;
}

std::string needs_text(const discovery::manifest& manifest) {
    std::vector<std::string> needs;
    for (const discovery::dependency& each : manifest.depends)
        needs.push_back(fmt::format("{}{}{}",
                                    each.plugin,
                                    each.versions.text() == "*" ? "" : " " + each.versions.text(),
                                    each.optional ? " (optional)" : ""));
    return fmt::format("{}", fmt::join(needs, ", "));
}

/// Every line of it in one column.
std::string indented(const std::string& text, std::size_t column) {
    return std::string(column, ' ') + text::hang(text, column) + '\n';
}

void print_entry(const entry& each, std::size_t name_width, std::size_t version_width) {
    const discovery::manifest& manifest = each.plugin.manifest;
    std::cout << fmt::format("{:<{}}  {:<{}}  {:<6}  {:<7}  {}\n",
                             manifest.name,
                             name_width,
                             manifest.version.text(),
                             version_width,
                             name_of(manifest.kind),
                             graph::name_of(each.in_graph.state),
                             manifest.description);
    const std::size_t column = name_width + 2;
    std::cout << indented(each.plugin.path.string(), column);
    if (const std::string needs = needs_text(manifest); !needs.empty())
        std::cout << indented("needs " + needs, column);
    if (!each.in_graph.reason.empty())
        std::cout << indented(each.in_graph.reason, column);
}

void print_table(const program& program, const std::vector<entry>& plugins) {
    std::size_t name_width = 0;
    std::size_t version_width = 0;
    for (const entry& each : plugins) {
        name_width = std::max(name_width, each.plugin.manifest.name.size());
        version_width = std::max(version_width, each.plugin.manifest.version.text().size());
    }
    for (const entry& each : plugins)
        print_entry(each, name_width, version_width);
    if (program.settings.verbose || plugins.empty())
        for (const std::string& directory : discovery::searched(program.plugins))
            std::cout << fmt::format("searched {}\n", directory);
}

boost::json::array depends_json(const discovery::manifest& manifest) {
    boost::json::array depends;
    for (const discovery::dependency& each : manifest.depends)
        depends.push_back({{"plugin", each.plugin},
                           {"versions", each.versions.text()},
                           {"optional", each.optional}});
    return depends;
}

boost::json::array reasons_json(const entry& each) {
    boost::json::array reasons;
    for (const std::string& reason : each.plugin.reasons)
        reasons.emplace_back(reason);
    if (reasons.empty() && !each.in_graph.reason.empty())
        reasons.emplace_back(each.in_graph.reason);
    return reasons;
}

void print_json(const program& program, const std::vector<entry>& plugins) {
    boost::json::array listed;
    for (const entry& each : plugins) {
        const discovery::manifest& manifest = each.plugin.manifest;
        listed.push_back(boost::json::object{
            {"name", manifest.name},
            {"version", manifest.version.text()},
            {"kind", name_of(manifest.kind)},
            {"state", graph::name_of(each.in_graph.state)},
            {"description", manifest.description},
            {"path", each.plugin.path.string()},
            {"library", manifest.library.empty() ? "" : each.plugin.library_path().string()},
            {"models", boost::json::value_from(manifest.models)},
            {"tags", boost::json::value_from(manifest.tags)},
            {"depends", depends_json(manifest)},
            {"reasons", reasons_json(each)}});
    }
    boost::json::array searched;
    for (const discovery::searched_directory& each : program.plugins.directories)
        searched.push_back({{"directory", each.path.string()}, {"remark", each.remark}});
    const boost::json::object document{
        {"plugins", listed},
        {"searched", searched},
        {"warnings", boost::json::value_from(program.plugins.warnings)}};
    std::cout << boost::json::serialize(document) << '\n';
}

} // namespace

int list_command(const program& program) {
    const graph::overview all = graph::look_over(program.graph());
    const std::vector<entry> plugins = entries(program.plugins.candidates, all.nodes);
    if (program.settings.json)
        print_json(program, plugins);
    else
        print_table(program, plugins);
    return 0;
}

} // namespace seedbed::cli
