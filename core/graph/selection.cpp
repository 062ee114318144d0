#include "core/graph/selection.hpp"

#include "core/graph/selector.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

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

bool matches(const std::string& pattern, const candidate& plugin) {
    constexpr std::string_view tag = "tag:";
    if (pattern.starts_with(tag)) {
        const std::vector<std::string>& tags = plugin.manifest.tags;
        return std::find(tags.begin(), tags.end(), pattern.substr(tag.size())) != tags.end();
    }
    return fnmatch(pattern.c_str(), plugin.manifest.name.c_str(), 0) == 0;
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
        plan made = draft();
        if (!made.problems.empty()) {
            throw error(failure::plugin, fmt::format("{}", fmt::join(made.problems, "\n")));
        }
        return made;
    }

    plan draft() {
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
        for (const std::string& text : split_lists(selection_.only)) {
            selector wanted = parse_selector(text);
            if (selection_.with_dependents) {
                wanted.down = all_steps;
            }
            const name_set chosen =
                is_pattern(wanted.name) ? choose_matches(wanted.name) : choose_named(wanted.name);
            for (const std::string& name : graph_.dependencies(chosen, wanted.up)) {
                choose_without_naming(name);
            }
            roots_.merge(graph_.dependants(chosen, wanted.down));
        }
    }

    name_set choose_matches(const std::string& pattern) {
        name_set matches = resolve("--only", pattern);
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
            if (plugin->manifest.kind == plugin_kind::source) {
                excluded_.emplace(name, "--no-real-data");
            }
        }
    }

    // The plugins that the name or pattern stands for; none, and a problem, when there are none.
    name_set resolve(const std::string& flag, const std::string& name) {
        name_set found;
        const bool pattern = is_pattern(name);
        for (const auto& [each, plugin] : graph_.plugins()) {
            if (each == name || (pattern && matches(name, *plugin))) {
                found.insert(each);
            }
        }
        if (!found.empty()) {
            return found;
        }
        if (name.empty()) {
            misused_.push_back(flag + ": a name is empty; write names separated by commas");
        } else if (pattern) {
            unknown_.push_back(fmt::format("no plugin matches '{}'", name));
        } else {
            unknown_.push_back(
                fmt::format("unknown plugin '{}'{}", name, text::did_you_mean(name, names_)));
        }
        return found;
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
        plan plan;
        std::vector<std::string> order = graph_.order(graph_.with_required(kept), plan.problems);
        if (!plan.problems.empty()) {
            add_refused(plan.problems);
            leave_out_unmet(kept, plan);
            std::vector<std::string> remaining;
            order = graph_.order(graph_.with_required(kept), remaining);
            if (!remaining.empty()) {
                order.clear();
            }
        }
        add_order(order, kept, plan);
        add_left_out(plan);
        return plan;
    }

    // Whoever puts right what order() complains of should not be met by the next problem.
    void add_refused(std::vector<std::string>& problems) const {
        const std::string told = fmt::format("{}", fmt::join(problems, "\n"));
        for (const auto& [name, reason] : left_out_) {
            const candidate& plugin = *graph_.find(name);
            if (plugin.state == plugin_state::refused && excluded_.count(name) == 0 &&
                told.find(refusal(plugin)) == std::string::npos) {
                problems.push_back(refusal(plugin));
            }
        }
    }

    void leave_out_unmet(name_set& kept, plan& plan) const {
        for (const auto& [name, obstacle] : graph_.obstacles(kept)) {
            kept.erase(name);
            plan.left_out.push_back({name, "unmet: " + obstacle, false, true});
        }
    }

    void add_order(const std::vector<std::string>& order, const name_set& kept, plan& plan) const {
        const name_set members(order.begin(), order.end());
        for (const std::string& name : order) {
            const bool selected = kept.count(name) != 0;
            plan.order.push_back({name,
                                  why_planned(name, kept, members),
                                  selected,
                                  selected || !selection_.without_dependencies});
        }
    }

    void add_left_out(plan& plan) const {
        for (const auto& [name, reason] : left_out_) {
            const bool refused = graph_.find(name)->state == plugin_state::refused;
            const bool unwanted = excluded_.count(name) != 0;
            plan.left_out.push_back(
                {name, unwanted ? why_left_out({name}) : reason, refused && !unwanted});
        }
        std::ranges::sort(plan.left_out, {}, &graph::left_out::name);
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
        const std::string askers =
            fmt::format("needed by {}", fmt::join(graph_.required_by(name, members), ", "));
        return selection_.without_dependencies ? askers + ", not run: --no-deps" : askers;
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

plan draft_plan(const dependency_graph& graph,
                const selection& selection,
                const std::vector<std::string>& searched) {
    return planner(graph, selection, searched).draft();
}

} // namespace seedbed::graph
