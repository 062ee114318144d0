#pragma once

#include "core/graph/dependency_graph.hpp"

#include <string>
#include <vector>

namespace seedbed::graph {

/// Which plugins the user asks for. An entry is a list of names separated by commas; a name may be
/// a glob ("coinspot_*") or a tag ("tag:demo").
struct selection {
    std::vector<std::string> only;     ///< selectors (see parse_selector); empty means all found
    std::vector<std::string> skip;     ///< names, without '+'
    bool no_real_data = false;         ///< --no-real-data: no plugin of kind source
    bool with_dependents = false;      ///< --with-dependents: as "name+" for each one of `only`
    bool without_dependencies = false; ///< --no-deps: only what is selected writes
};

struct planned {
    std::string name;
    std::string reason; ///< "selected", "needed by orders"
    bool selected;      ///< as against needed by one that is
    bool writes = true; ///< as against opened only because a selected one computes with its models
};

struct left_out {
    std::string name;
    std::string reason;   ///< "left out by --skip", "requires users, left out by --skip"
    bool refused = false; ///< nobody wants it left out, but it cannot run
    bool unmet = false;   ///< the same: what it requires is not there; of a draft only
};

/// What a run does, in this order, and what it would have done but for a reason worth telling.
struct plan {
    std::vector<planned> order;
    std::vector<graph::left_out> left_out; ///< by name
    std::vector<std::string> problems;     ///< of a draft only: what make_plan would throw
};

/// Makes the plan: the selected plugins and what they require, without those that are skipped and
/// whatever requires them. May be empty. `searched` are the directories, for messages.
///
/// Throws error(failure::usage) for names that nobody has and for a plugin that is asked for by
/// name and excluded at once, error(failure::plugin) when there are no plugins, when one asked for
/// by name is refused, and whatever dependency_graph::order finds, together with the reasons of the
/// refused plugins that the selection has; each with all problems at once.
plan make_plan(const dependency_graph& graph,
               const selection& selection,
               const std::vector<std::string>& searched);

/// The same for people to look at: where dependency_graph::order finds something, it is told in the
/// plan in place of thrown. What cannot run because of it is left out, and the rest is in order;
/// where that does not help, as with two plugins in conflict, nothing is.
plan draft_plan(const dependency_graph& graph,
                const selection& selection,
                const std::vector<std::string>& searched);

} // namespace seedbed::graph
