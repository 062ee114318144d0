#include "core/graph/selection.hpp"

#include "core/text/suggest.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fnmatch.h>
#include <map>
#include <set>
#include <string_view>

namespace seedbed::graph {
namespace {

using discovery::candidate;
using discovery::plugin_kind;
using discovery::plugin_state;

using name_set = std::set<std::string>;

bool is_glob(const std::string& name) {
    return name.find_first_of("*?[") != std::string::npos;
}

std::vector<std::string> split_lists(const std::vector<std::string>& lists) {
    std::vector<std::string> names;
    for (std::string_view rest : lists) {
        while (true) {
            const std::size_t end = rest.find(',');
            names.emplace_back(rest.substr(0, end));
            if (end == std::string_view::npos) {
                break;
            }
            rest.remove_prefix(end + 1);
        }
    }
    return names;
}

class planner {
public:
    planner(const dependency_graph& graph,
            const selection& selection,
            const std::vector<std::string>& searched)
        : graph_(graph), selection_(selection), searched_(searched) {
        for (const auto& [name, plugin] : graph.plugins()) {
            names_.push_back(name);
        }
    }

    plan make() {
        if (names_.empty()) {
            throw error(failure::plugin,
                        fmt::format("no plugins found; searched: {}", fmt::join(searched_, ", ")));
        }
        choose();
        exclude();
        find_conflicts();
        report_problems();
        return settle();
    }

private:
    void choose() {
        if (selection_.only.empty()) {
            for (const std::string& name : names_) {
                choose_without_naming(name);
            }
            return;
        }
        for (std::string name : split_lists(selection_.only)) {
            const bool dependants_too = name.ends_with('+');
            if (dependants_too) {
                name.pop_back();
            }
            const name_set chosen = is_glob(name) ? choose_glob(name) : choose_named(name);
            if (dependants_too) {
                roots_.merge(graph_.dependants(chosen));
            }
        }
    }

    name_set choose_glob(const std::string& glob) {
        name_set matches = resolve("--only", glob);
        for (const std::string& name : matches) {
            choose_without_naming(name);
        }
        return matches;
    }

    name_set choose_named(const std::string& name) {
        name_set match = resolve("--only", name);
        for (const std::string& each : match) {
            const candidate& plugin = *graph_.find(each);
            if (plugin.state == plugin_state::refused) {
                refused_.push_back(refusal(plugin));
            } else {
                roots_.insert(each);
                named_.insert(each);
            }
        }
        return match;
    }

    void choose_without_naming(const std::string& name) {
        const candidate& plugin = *graph_.find(name);
        if (plugin.state == plugin_state::found) {
            roots_.insert(name);
            return;
        }
        left_out_.emplace(name, fmt::format("refused: {}", fmt::join(plugin.reasons, "\n")));
    }

    void exclude() {
        for (const std::string& name : split_lists(selection_.skip)) {
            for (const std::string& each : resolve("--skip", name)) {
                excluded_.emplace(each, "--skip");
            }
        }
        if (!selection_.no_real_data) {
            return;
        }
        for (const auto& [name, plugin] : graph_.plugins()) {
            if (plugin.manifest.kind == plugin_kind::source) {
                excluded_.emplace(name, "--no-real-data");
            }
        }
    }

    // The plugins that the name or glob stands for; none, and a problem, when there are none.
    name_set resolve(const std::string& flag, const std::string& name) {
        name_set matches;
        for (const std::string& each : names_) {
            if (each == name || (is_glob(name) && fnmatch(name.c_str(), each.c_str(), 0) == 0)) {
                matches.insert(each);
            }
        }
        if (!matches.empty()) {
            return matches;
        }
        if (name.empty()) {
            misused_.push_back(flag + ": a name is empty; write names separated by commas");
        } else if (is_glob(name)) {
            unknown_.push_back(fmt::format("no plugin matches '{}'", name));
        } else {
            unknown_.push_back(
                fmt::format("unknown plugin '{}'{}", name, text::did_you_mean(name, names_)));
        }
        return matches;
    }

    void find_conflicts() {
        for (const std::string& name : named_) {
            const std::vector<std::string> chain = chain_to_excluded(name);
            if (chain.size() == 1) {
                misused_.push_back(fmt::format("--only asks for {}, but {} leaves it out; drop one "
                                               "of the two",
                                               name,
                                               excluded_.at(name)));
            } else if (!chain.empty()) {
                const std::string& declarer = chain[chain.size() - 2];
                misused_.push_back(fmt::format(
                    "--only asks for {}, but {} leaves {} out, and {} {} (declared in {})",
                    name,
                    excluded_.at(chain.back()),
                    chain.back(),
                    name,
                    requirements(chain),
                    graph_.find(declarer)->path.string()));
            }
        }
    }

    // "requires orders, which requires users".
    static std::string requirements(const std::vector<std::string>& chain) {
        return fmt::format("requires {}",
                           fmt::join(chain.begin() + 1, chain.end(), ", which requires "));
    }

    // The shortest chain of requirements from the plugin to one that is excluded; of equally short
    // ones the first by name.
    std::vector<std::string> chain_to_excluded(const std::string& name) const {
        std::vector<std::string> shortest;
        for (const auto& [excluded, flag] : excluded_) {
            std::vector<std::string> chain = graph_.required_chain(name, excluded);
            if (!chain.empty() && (shortest.empty() || chain.size() < shortest.size())) {
                shortest = std::move(chain);
            }
        }
        return shortest;
    }

    void report_problems() const {
        std::vector<std::string> problems = misused_;
        problems.insert(problems.end(), unknown_.begin(), unknown_.end());
        problems.insert(problems.end(), refused_.begin(), refused_.end());
        if (problems.empty()) {
            return;
        }
        std::string message = fmt::format("{}", fmt::join(problems, "\n"));
        if (!unknown_.empty()) {
            const bool inline_list = problems.size() == 1;
            message += !inline_list ? "\n" : (message.back() == '?' ? " " : "; ");
            message += fmt::format("searched: {}", fmt::join(searched_, ", "));
        }
        const bool is_usage = !misused_.empty() || !unknown_.empty();
        throw error(is_usage ? failure::usage : failure::plugin, message);
    }

    plan settle() {
        name_set kept;
        for (const std::string& name : graph_.with_required(roots_)) {
            const std::vector<std::string> chain = chain_to_excluded(name);
            if (!chain.empty()) {
                left_out_.emplace(name, why_left_out(chain));
            } else if (roots_.count(name) != 0) {
                kept.insert(name);
            }
        }
        const name_set members = graph_.with_required(kept);
        plan plan;
        for (const std::string& name : graph_.order(members)) {
            plan.order.push_back({name, why_planned(name, kept, members), kept.count(name) != 0});
        }
        for (const auto& [name, reason] : left_out_) {
            const bool refused = graph_.find(name)->state == plugin_state::refused;
            const bool unwanted = excluded_.count(name) != 0;
            plan.left_out.push_back(
                {name, unwanted ? why_left_out({name}) : reason, refused && !unwanted});
        }
        return plan;
    }

    std::string why_left_out(const std::vector<std::string>& chain) const {
        const std::string flag = "left out by " + excluded_.at(chain.back());
        return chain.size() == 1 ? flag : requirements(chain) + ", " + flag;
    }

    std::string
    why_planned(const std::string& name, const name_set& selected, const name_set& members) const {
        if (selected.count(name) != 0) {
            return "selected";
        }
        return fmt::format("needed by {}", fmt::join(graph_.required_by(name, members), ", "));
    }

    const dependency_graph& graph_;
    const selection& selection_;
    const std::vector<std::string>& searched_;
    std::vector<std::string> names_;
    name_set roots_;                              // selected, before anything is excluded
    name_set named_;                              // those of them that --only names in full
    std::map<std::string, std::string> excluded_; // with the flag that does it
    std::map<std::string, std::string> left_out_;
    std::vector<std::string> misused_;
    std::vector<std::string> unknown_;
    std::vector<std::string> refused_;
};

} // namespace

plan make_plan(const dependency_graph& graph,
               const selection& selection,
               const std::vector<std::string>& searched) {
    return planner(graph, selection, searched).make();
}

} // namespace seedbed::graph
