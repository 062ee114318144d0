#include "core/graph/dependency_graph.hpp"

#include "core/text/suggest.hpp"

#include <seedbed/error.hpp>

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

void release(waiting_list& waiting, const std::string& name) {
    waiting.erase(name);
    for (auto& [other, awaited] : waiting) {
        awaited.erase(name);
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

dependency_graph::dependency_graph(std::vector<candidate> plugins) {
    for (candidate& plugin : plugins) {
        std::string name = plugin.manifest.name;
        plugins_.emplace(std::move(name), std::move(plugin));
    }
}

const candidate* dependency_graph::find(const std::string& name) const {
    const auto found = plugins_.find(name);
    return found == plugins_.end() ? nullptr : &found->second;
}

std::vector<std::string> dependency_graph::required_chain(const std::string& from,
                                                          const std::string& to) const {
    std::map<std::string, std::string> reached_from{{from, ""}};
    std::deque<std::string> frontier{from};
    while (!frontier.empty() && reached_from.count(to) == 0) {
        const candidate* plugin = find(frontier.front());
        for (const dependency& each : plugin->manifest.depends) {
            const bool is_step = !each.optional && find(each.plugin) != nullptr;
            if (is_step && reached_from.emplace(each.plugin, frontier.front()).second) {
                frontier.push_back(each.plugin);
            }
        }
        frontier.pop_front();
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

std::set<std::string> dependency_graph::dependants(const std::set<std::string>& names) const {
    std::set<std::string> closure;
    std::deque<std::string> frontier(names.begin(), names.end());
    for (; !frontier.empty(); frontier.pop_front()) {
        for (const auto& [name, plugin] : plugins_) {
            const bool depends = plugin.state == plugin_state::found &&
                                 dependency_on(plugin, frontier.front()) != nullptr;
            if (depends && closure.insert(name).second) {
                frontier.push_back(name);
            }
        }
    }
    return closure;
}

std::vector<std::string> dependency_graph::required_by(const std::string& name,
                                                       const std::set<std::string>& members) const {
    std::vector<std::string> askers;
    for (const std::string& member : members) {
        if (member != name && requires_plugin(plugins_.at(member), name)) {
            askers.push_back(member);
        }
    }
    return askers;
}

std::vector<std::string> dependency_graph::order(const std::set<std::string>& members) const {
    std::vector<std::string> problems = unmet_dependencies(members);
    waiting_list waiting;
    for (const std::string& member : members) {
        std::set<std::string>& awaited = waiting[member];
        for (const dependency& each : plugins_.at(member).manifest.depends) {
            if (members.count(each.plugin) != 0) {
                awaited.insert(each.plugin);
            }
        }
    }
    std::vector<std::string> ordered;
    while (!waiting.empty()) {
        const auto ready = std::find_if(
            waiting.begin(), waiting.end(), [](const auto& each) { return each.second.empty(); });
        if (ready != waiting.end()) {
            ordered.push_back(ready->first);
            release(waiting, ordered.back());
            continue;
        }
        const std::vector<std::string> cycle = find_cycle(waiting);
        problems.push_back(describe_cycle(cycle));
        for (const std::string& name : cycle) {
            release(waiting, name);
        }
    }
    if (!problems.empty()) {
        throw error(failure::plugin, fmt::format("{}", fmt::join(problems, "\n")));
    }
    return ordered;
}

std::vector<std::string>
dependency_graph::unmet_dependencies(const std::set<std::string>& members) const {
    std::vector<std::string> problems;
    for (const std::string& member : members) {
        const candidate& dependant = plugins_.at(member);
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
        return asks + ": not found" + text::did_you_mean(dependency.plugin, names);
    }
    if (needed->state == plugin_state::refused) {
        return asks + ": " + refusal(*needed);
    }
    if (dependency.versions.contains(needed->manifest.version)) {
        return "";
    }
    const std::string hint =
        dependency.optional ? "; update it, or leave one of the two out with --skip" : "";
    return fmt::format("{}: found {} {} at {}{}",
                       asks,
                       dependency.plugin,
                       needed->manifest.version.text(),
                       needed->path.string(),
                       hint);
}

std::string dependency_graph::describe_cycle(const std::vector<std::string>& cycle) const {
    std::string edges;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
        const candidate& from = plugins_.at(cycle[i]);
        const dependency& edge = *dependency_on(from, cycle[(i + 1) % cycle.size()]);
        edges += fmt::format("\n  {} {} {}: declared in {}",
                             cycle[i],
                             edge.optional ? "can use" : "requires",
                             describe(edge),
                             from.path.string());
    }
    return fmt::format(
        "dependency cycle: {} -> {}{}", fmt::join(cycle, " -> "), cycle.front(), edges);
}

} // namespace seedbed::graph
