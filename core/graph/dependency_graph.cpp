#include "core/graph/dependency_graph.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>

namespace seedbed::graph {
namespace {

using discovery::candidate;
using discovery::dependency;
using discovery::plugin_state;

// By plugin, the plugins it still waits for.
using waiting_list = std::map<std::string, std::set<std::string>>;

std::string introduce(const candidate& plugin) {
    return fmt::format(
        "{} ({}, {})", plugin.manifest.name, plugin.manifest.version.text(), plugin.path.string());
}

std::string describe(const dependency& dependency) {
    const std::string versions = dependency.versions.text();
    return versions == "*" ? dependency.plugin : dependency.plugin + " " + versions;
}

std::string leave_out(const std::string& name) {
    return fmt::format("leave {0} out with --skip {0}", name);
}

const dependency* dependency_on(const candidate& plugin, const std::string& name) {
    const auto found = std::find_if(plugin.manifest.depends.begin(),
                                    plugin.manifest.depends.end(),
                                    [&](const dependency& each) { return each.plugin == name; });
    return found == plugin.manifest.depends.end() ? nullptr : &*found;
}

bool requires_plugin(const candidate& plugin, const std::string& name) {
    const dependency* found = dependency_on(plugin, name);
    return found != nullptr && !found->optional;
}

// By plugin, those that wait for it.
using dependant_list = std::map<std::string, std::vector<std::string>>;

// Takes the plugin out, and puts those that waited for it alone among the ready ones.
void release(waiting_list& waiting,
             const dependant_list& dependants,
             const std::string& name,
             std::set<std::string>& ready) {
    waiting.erase(name);
    ready.erase(name);
    const auto found = dependants.find(name);
    if (found == dependants.end()) {
        return;
    }
    for (const std::string& dependant : found->second) {
        const auto each = waiting.find(dependant);
        if (each != waiting.end() && each->second.erase(name) != 0 && each->second.empty()) {
            ready.insert(dependant);
        }
    }
}

// Every plugin in `waiting` waits for another one there, so a walk must come back to where it was.
std::vector<std::string> find_cycle(const waiting_list& waiting) {
    std::vector<std::string> walk;
    std::string current = waiting.begin()->first;
    auto seen = walk.end();
    while (seen == walk.end()) {
        walk.push_back(current);
        current = *waiting.at(current).begin();
        seen = std::find(walk.begin(), walk.end(), current);
    }
    std::vector<std::string> cycle(seen, walk.end());
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    return cycle;
}

} // namespace

dependency_graph::dependency_graph(const std::vector<candidate>& plugins) {
    for (const candidate& plugin : plugins) {
        plugins_.emplace(plugin.manifest.name, &plugin);
    }
}

const candidate* dependency_graph::find(const std::string& name) const {
    const auto found = plugins_.find(name);
    return found == plugins_.end() ? nullptr : found->second;
}

std::vector<std::string> dependency_graph::required_chain(const std::string& from,
                                                          const std::string& to) const {
    return shortest_chain(from, to, [](const dependency& each) { return !each.optional; });
}

std::vector<std::string> dependency_graph::chain(const std::string& from,
                                                 const std::string& to) const {
    return shortest_chain(from, to, [](const dependency&) { return true; });
}

std::vector<std::string> dependency_graph::shortest_chain(const std::string& from,
                                                          const std::string& to,
                                                          edge_filter follows) const {
    std::map<std::string, std::string> reached_from{{from, ""}};
    std::deque<std::string> frontier{from};
    for (; !frontier.empty() && reached_from.count(to) == 0; frontier.pop_front()) {
        const candidate* plugin = find(frontier.front());
        if (plugin == nullptr) {
            continue; // missing: nobody knows what it depends on
        }
        for (const dependency& each : plugin->manifest.depends) {
            if (follows(each) && reached_from.emplace(each.plugin, frontier.front()).second) {
                frontier.push_back(each.plugin);
            }
        }
    }
    std::vector<std::string> chain;
    for (auto step = reached_from.find(to); step != reached_from.end();
         step = reached_from.find(step->second)) {
        chain.insert(chain.begin(), step->first);
    }
    return chain;
}

std::set<std::string> dependency_graph::with_required(const std::set<std::string>& names) const {
    std::set<std::string> closure = names;
    std::deque<std::string> frontier(names.begin(), names.end());
    for (; !frontier.empty(); frontier.pop_front()) {
        for (const dependency& each : find(frontier.front())->manifest.depends) {
            const candidate* needed = find(each.plugin);
            const bool usable = needed != nullptr && needed->state == plugin_state::found;
            if (!each.optional && usable && closure.insert(each.plugin).second) {
                frontier.push_back(each.plugin);
            }
        }
    }
    return closure;
}

std::set<std::string> dependency_graph::dependencies(const std::set<std::string>& names,
                                                     std::size_t steps) const {
    std::set<std::string> closure;
    std::set<std::string> frontier = names;
    for (std::size_t step = 0; step < steps && !frontier.empty(); ++step) {
        std::set<std::string> reached;
        for (const std::string& name : frontier) {
            for (const dependency& each : find(name)->manifest.depends) {
                if (find(each.plugin) != nullptr && closure.insert(each.plugin).second) {
                    reached.insert(each.plugin);
                }
            }
        }
        frontier = std::move(reached);
    }
    return closure;
}

std::set<std::string> dependency_graph::dependants(const std::set<std::string>& names,
                                                   std::size_t steps) const {
    const auto depends_on_one = [](const candidate& plugin, const std::set<std::string>& those) {
        return std::any_of(plugin.manifest.depends.begin(),
                           plugin.manifest.depends.end(),
                           [&](const dependency& each) { return those.count(each.plugin) != 0; });
    };
    std::set<std::string> closure;
    std::set<std::string> frontier = names;
    for (std::size_t step = 0; step < steps && !frontier.empty(); ++step) {
        std::set<std::string> reached;
        for (const auto& [name, plugin] : plugins_) {
            if (plugin->state == plugin_state::found && depends_on_one(*plugin, frontier) &&
                closure.insert(name).second) {
                reached.insert(name);
            }
        }
        frontier = std::move(reached);
    }
    return closure;
}

std::vector<std::string> dependency_graph::required_by(const std::string& name,
                                                       const std::set<std::string>& members) const {
    std::vector<std::string> askers;
    for (const std::string& member : members) {
        if (member != name && requires_plugin(*plugins_.at(member), name)) {
            askers.push_back(member);
        }
    }
    return askers;
}

std::vector<std::string> dependency_graph::order(const std::set<std::string>& members) const {
    std::vector<std::string> problems;
    std::vector<std::string> ordered = order(members, problems);
    if (!problems.empty()) {
        throw error(failure::plugin, fmt::format("{}", fmt::join(problems, "\n")));
    }
    return ordered;
}

std::vector<std::string> dependency_graph::order(const std::set<std::string>& members,
                                                 std::vector<std::string>& problems) const {
    problems = unmet_dependencies(members);
    for (std::string& conflict : conflicts(members)) {
        problems.push_back(std::move(conflict));
    }
    waiting_list waiting;
    dependant_list dependants;
    std::set<std::string> ready;
    for (const std::string& member : members) {
        std::set<std::string>& awaited = waiting[member];
        for (const dependency& each : plugins_.at(member)->manifest.depends) {
            if (members.count(each.plugin) != 0 && awaited.insert(each.plugin).second) {
                dependants[each.plugin].push_back(member);
            }
        }
        if (awaited.empty()) {
            ready.insert(member);
        }
    }
    std::vector<std::string> ordered;
    while (!waiting.empty()) {
        if (!ready.empty()) {
            ordered.push_back(*ready.begin());
            release(waiting, dependants, ordered.back(), ready);
            continue;
        }
        const std::vector<std::string> cycle = find_cycle(waiting);
        problems.push_back(describe_cycle(cycle));
        for (const std::string& name : cycle) {
            release(waiting, dependants, name, ready);
        }
    }
    return ordered;
}

std::map<std::string, std::string> dependency_graph::obstacles() const {
    std::set<std::string> found;
    for (const auto& [name, plugin] : plugins_) {
        if (plugin->state == plugin_state::found) {
            found.insert(name);
        }
    }
    return obstacles(found);
}

std::map<std::string, std::string>
dependency_graph::obstacles(const std::set<std::string>& found) const {
    const auto obstacle_of = [this](const std::set<std::string>& members) {
        std::vector<std::string> problems;
        order(members, problems);
        return fmt::format("{}", fmt::join(problems, "\n"));
    };
    std::map<std::string, std::string> obstacles;
    if (obstacle_of(with_required(found)).empty()) {
        return obstacles; // the usual case, in one pass
    }
    for (const std::string& name : found) {
        std::string obstacle = obstacle_of(with_required({name}));
        if (!obstacle.empty()) {
            obstacles.emplace(name, std::move(obstacle));
        }
    }
    return obstacles;
}

std::vector<std::string>
dependency_graph::unmet_dependencies(const std::set<std::string>& members) const {
    std::vector<std::string> problems;
    for (const std::string& member : members) {
        const candidate& dependant = *plugins_.at(member);
        for (const dependency& each : dependant.manifest.depends) {
            std::string problem = unmet(dependant, each, members);
            if (problem.empty()) {
                continue;
            }
            const std::vector<std::string> askers = required_by(member, members);
            if (!askers.empty()) {
                problem += fmt::format("\n  {} is needed by {}", member, fmt::join(askers, ", "));
            }
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

std::vector<std::string> dependency_graph::conflicts(const std::set<std::string>& members) const {
    std::vector<std::string> problems;
    for (const std::string& member : members) {
        const candidate& declarer = *plugins_.at(member);
        for (const discovery::plugin_conflict& each : declarer.manifest.conflicts) {
            const candidate* other = find(each.plugin);
            if (other == nullptr || members.count(each.plugin) == 0 ||
                !each.versions.contains(other->manifest.version)) {
                continue;
            }
            const std::string versions = each.versions.text();
            problems.push_back(fmt::format("{} conflicts with {}{}: found {} {} at {}; {}",
                                           introduce(declarer),
                                           each.plugin,
                                           versions == "*" ? "" : " " + versions,
                                           each.plugin,
                                           other->manifest.version.text(),
                                           other->path.string(),
                                           way_out_of_conflict(member, each)));
        }
    }
    return problems;
}

// To choose between the two helps only where one of them can run without the other.
std::string
dependency_graph::way_out_of_conflict(const std::string& name,
                                      const discovery::plugin_conflict& conflict) const {
    if (required_chain(name, conflict.plugin).empty()) {
        return "leave one of the two out with --skip";
    }
    const bool is_itself = name == conflict.plugin;
    const bool always = is_itself || conflict.versions.text() == "*";
    return fmt::format("{}, so it cannot run {}, or {}",
                       is_itself ? "that is itself" : "it requires " + conflict.plugin,
                       always ? "at all: its manifest has to change"
                              : "with this version: install another one",
                       leave_out(name));
}

// What keeps the dependency from being met; empty when nothing does.
std::string dependency_graph::unmet(const candidate& dependant,
                                    const dependency& dependency,
                                    const std::set<std::string>& members) const {
    if (dependency.optional && members.count(dependency.plugin) == 0) {
        return "";
    }
    const std::string asks = fmt::format("{} {} {}",
                                         introduce(dependant),
                                         dependency.optional ? "can use" : "requires",
                                         describe(dependency));
    const candidate* needed = find(dependency.plugin);
    if (needed == nullptr) {
        std::vector<std::string> names;
        for (const auto& [name, plugin] : plugins_) {
            names.push_back(name);
        }
        const std::string near = text::did_you_mean(dependency.plugin, names);
        return fmt::format("{}: not found{}{} it, or {}",
                           asks,
                           near,
                           near.empty() ? "; install" : " Else install",
                           leave_out(dependant.manifest.name));
    }
    if (needed->state == plugin_state::refused) {
        return asks + ": " + refusal(*needed);
    }
    if (dependency.versions.contains(needed->manifest.version)) {
        return "";
    }
    const std::string hint =
        dependency.optional
            ? "update it, or leave one of the two out with --skip"
            : "install a version that fits, or " + leave_out(dependant.manifest.name);
    return fmt::format("{}: found {} {} at {}; {}",
                       asks,
                       dependency.plugin,
                       needed->manifest.version.text(),
                       needed->path.string(),
                       hint);
}

std::string dependency_graph::describe_cycle(const std::vector<std::string>& cycle) const {
    std::string edges;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
        const candidate& from = *plugins_.at(cycle[i]);
        const dependency& edge = *dependency_on(from, cycle[(i + 1) % cycle.size()]);
        edges += fmt::format("\n  {} {} {}: declared in {}",
                             cycle[i],
                             edge.optional ? "can use" : "requires",
                             describe(edge),
                             from.path.string());
    }
    return fmt::format("dependency cycle: {} -> {}{}\n  take {}, or {}",
                       fmt::join(cycle, " -> "),
                       cycle.front(),
                       edges,
                       cycle.size() == 1 ? "it out of the manifest"
                                         : "one of these out of its manifest",
                       leave_out(cycle.front()));
}

} // namespace seedbed::graph
