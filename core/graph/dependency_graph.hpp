#pragma once

#include "core/discovery/candidate.hpp"
#include "core/graph/selector.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace seedbed::graph {

/// Which plugin depends on which, from their manifests alone. A view: the plugins must outlive it.
/// Immutable; no I/O.
///
/// A required dependency must be there in a version that fits. An optional one may be missing, but
/// when both plugins take part its version must fit and it comes first. Of two plugins in conflict
/// only one can take part.
class dependency_graph {
public:
    /// At most one candidate for each name, refused ones included, as discovery gives them.
    explicit dependency_graph(const std::vector<discovery::candidate>& plugins);
    explicit dependency_graph(std::vector<discovery::candidate>&& plugins) = delete;

    using plugin_map = std::map<std::string, const discovery::candidate*>;
    const plugin_map& plugins() const noexcept { return plugins_; }

    /// Nothing when there is no plugin of that name.
    const discovery::candidate* find(const std::string& name) const;

    /// The shortest chain of required dependencies that leads from one plugin to the other, both
    /// included ({from} when they are the same); empty when there is none. `from` must be known.
    std::vector<std::string> required_chain(const std::string& from, const std::string& to) const;

    /// The same over required and optional dependencies; the last one may be missing.
    std::vector<std::string> chain(const std::string& from, const std::string& to) const;

    /// The plugins and all found ones that they require, directly or not.
    std::set<std::string> with_required(const std::set<std::string>& names) const;

    /// All that are installed of what these depend on, required or not, refused ones included; as
    /// many steps away as given.
    std::set<std::string> dependencies(const std::set<std::string>& names,
                                       std::size_t steps = all_steps) const;

    /// All found plugins that depend on one of these, required or not; as many steps away as given.
    std::set<std::string> dependants(const std::set<std::string>& names,
                                     std::size_t steps = all_steps) const;

    /// Those of the members that require the plugin directly, by name.
    std::vector<std::string> required_by(const std::string& name,
                                         const std::set<std::string>& members) const;

    /// The members, each after all it depends on; by name where the dependencies leave a choice.
    /// `members` are found plugins together with the found ones that they require (with_required).
    /// Throws error(failure::plugin) with every dependency that is missing, of a version that does
    /// not fit, or refused, with every conflict, and with every cycle and who declares its edges.
    std::vector<std::string> order(const std::set<std::string>& members) const;

    /// The same with the problems told in place of thrown; the order is one only where there are
    /// none.
    std::vector<std::string> order(const std::set<std::string>& members,
                                   std::vector<std::string>& problems) const;

    /// What keeps found plugins from running, by plugin: something they require, directly or not.
    std::map<std::string, std::string> obstacles() const;

    /// The same of some found plugins alone.
    std::map<std::string, std::string> obstacles(const std::set<std::string>& found) const;

private:
    using edge_filter = bool (*)(const discovery::dependency&);
    std::vector<std::string>
    shortest_chain(const std::string& from, const std::string& to, edge_filter follows) const;
    std::vector<std::string> unmet_dependencies(const std::set<std::string>& members) const;
    std::string unmet(const discovery::candidate& dependant,
                      const discovery::dependency& dependency,
                      const std::set<std::string>& members) const;
    std::vector<std::string> conflicts(const std::set<std::string>& members) const;
    std::string way_out_of_conflict(const std::string& name,
                                    const discovery::plugin_conflict& conflict) const;
    std::string describe_cycle(const std::vector<std::string>& cycle) const;

    plugin_map plugins_;
};

} // namespace seedbed::graph
