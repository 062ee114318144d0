#include "core/cli/interrupts.hpp"
#include "core/cli/network_setup.hpp"
#include "core/cli/program.hpp"
#include "core/cli/run_setup.hpp"
#include "core/cli/terminal.hpp"
#include "core/database/target.hpp"
#include "core/run/row_counts.hpp"
#include "core/text/wrap.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>
#include <optional>

namespace seedbed::cli {
namespace {

using counted_rows = std::optional<std::vector<run::plugin_rows>>; // with --check

/// How many rows of its model the plugin is to have in all; nothing where its manifest does not
/// tell: it writes several models, or how many rows depends on more than one number.
std::optional<std::int64_t> expected_rows(const discovery::manifest& manifest,
                                          const resolved_options& options) {
    const auto counts = [](const discovery::option& option) { return option.count; };
    const auto& declared = manifest.options;
    if (manifest.models.size() != 1 || std::count_if(declared.begin(), declared.end(), counts) != 1)
        return std::nullopt;
    const auto counting = std::find_if(declared.begin(), declared.end(), counts);
    return std::get<std::int64_t>(options.at(counting->name).value);
}

/// An embedded database that was never made has no table; it is not made for that.
std::optional<std::string> conninfo_of(const database::target& target, const program& program) {
    if (target.embedded &&
        embedded_database(program).status().state == database::cluster_state::absent)
        return std::nullopt;
    return locate(target, program).conninfo;
}

counted_rows
count_rows(const program& program, const graph::plan& plan, const database::target& target) {
    if (!program.settings.check)
        return std::nullopt;
    const interrupts interrupts;
    const bool remote = !database::is_local(target);
    return run::count_rows(make_steps(program, plan),
                           make_run_info(program.settings, now(), remote),
                           conninfo_of(target, program),
                           interrupts.token());
}

/// What a plan comes to, ready to be printed.
struct view {
    const cli::program& program;
    const graph::dependency_graph graph;
    const graph::plan plan;
    const database::target target;
    const counted_rows counted;

    std::optional<std::int64_t> rows_of(const graph::planned& planned) const {
        return planned.writes ? expected_rows(graph.find(planned.name)->manifest, program.options)
                              : std::int64_t{0};
    }

    /// Those that keep a run from starting, by what keeps them.
    std::vector<std::string> names_of(bool graph::left_out::*obstacle) const {
        std::vector<std::string> names;
        for (const graph::left_out& left : plan.left_out)
            if (left.*obstacle)
                names.push_back(left.name);
        return names;
    }

    bool runnable() const {
        return plan.problems.empty() && names_of(&graph::left_out::refused).empty();
    }
};

std::size_t widest_name(const graph::plan& plan) {
    std::size_t width = 0;
    for (const graph::planned& each : plan.order)
        width = std::max(width, each.name.size());
    for (const graph::left_out& each : plan.left_out)
        width = std::max(width, each.name.size());
    return width;
}

std::string rows_text(const std::optional<std::int64_t>& rows) {
    return rows ? with_separators(static_cast<std::uint64_t>(*rows)) : "?";
}

std::string tables_text(const run::plugin_rows& plugin, std::size_t indent) {
    std::string text;
    for (const run::row_count& each : plugin.tables)
        text += fmt::format("{:>{}}{}: {}\n",
                            "",
                            indent,
                            each.table,
                            each.rows ? with_separators(*each.rows) + " rows stand there"
                                      : "the table is not there yet");
    return text;
}

void print_order(const view& view, std::size_t width) {
    const bool seeds = view.program.settings.seed;
    if (view.plan.order.empty())
        std::cout << (view.plan.problems.empty() ? "nothing to run\n" : "nothing can run\n");
    else
        std::cout << fmt::format("  #  {:<{}} {:>9}  why\n", "plugin", width, seeds ? "rows" : "");
    for (std::size_t i = 0; i < view.plan.order.size(); ++i) {
        const graph::planned& each = view.plan.order[i];
        std::cout << fmt::format("{:>3}  {:<{}} {:>9}  {}\n",
                                 i + 1,
                                 each.name,
                                 width,
                                 seeds ? rows_text(view.rows_of(each)) : "",
                                 each.reason);
        if (view.counted)
            std::cout << tables_text((*view.counted)[i], 7);
    }
}

/// --clear alone deletes and writes nothing, so the order is not one of writing.
void print_clearing(const view& view) {
    const settings& settings = view.program.settings;
    if (settings.clear && !view.plan.order.empty())
        std::cout << "clears the rows of these plugins, except the superuser"
                  << (settings.seed ? ", before it writes\n" : ", and writes nothing\n");
}

/// To skip what --only names is a conflict of its own.
std::string remedy(const view& view, const std::vector<std::string>& stopped) {
    const std::vector<std::string>& only = view.program.settings.selection.only;
    const auto is_named = [&](const std::string& each) { return std::ranges::count(only, each); };
    return std::ranges::any_of(stopped, is_named)
               ? ""
               : fmt::format(", or add --skip {}", fmt::join(stopped, ","));
}

/// What a run would end with, and what helps.
void print_obstacles(const view& view) {
    std::vector<std::string> stopped = view.names_of(&graph::left_out::refused);
    const std::vector<std::string> unmet = view.names_of(&graph::left_out::unmet);
    const char* what = unmet.empty() ? "refused" : stopped.empty() ? "unmet" : "refused or unmet";
    stopped.insert(stopped.end(), unmet.begin(), unmet.end());
    if (!stopped.empty())
        std::cout << fmt::format(
            "a run ends with 3 here: mend what is {}{}\n", what, remedy(view, stopped));
    else if (!view.plan.problems.empty())
        std::cout << "a run ends with 3 here: see the error\n";
}

void print_text(const view& view) {
    constexpr std::size_t reason_column = 17; // behind number, name's margin and rows
    const std::size_t width = widest_name(view.plan);
    print_order(view, width);
    for (const graph::left_out& each : view.plan.left_out)
        std::cout << fmt::format("  -  {:<{}} {:>9}  {}\n",
                                 each.name,
                                 width,
                                 "",
                                 each.unmet ? "unmet: see the error"
                                            : text::hang(each.reason, width + reason_column));
    print_clearing(view);
    const bool seeds = view.program.settings.seed;
    std::cout << fmt::format("{} {} (from {})\n",
                             seeds ? "into" : "in",
                             view.target.display,
                             database::name_of(view.target.from));
    const auto unknown =
        seeds && std::any_of(view.plan.order.begin(), view.plan.order.end(), [&](const auto& each) {
            return !view.rows_of(each);
        });
    if (unknown)
        std::cout << "?: known to the plugin only; the same line with --dry-run opens it, and "
                     "counts\n";
    print_obstacles(view);
}

boost::json::array tables_json(const run::plugin_rows& plugin) {
    boost::json::array tables;
    for (const run::row_count& each : plugin.tables) {
        boost::json::object table{{"table", each.table}, {"exists", each.rows.has_value()}};
        table["rows"] = each.rows.value_or(0);
        tables.push_back(std::move(table));
    }
    return tables;
}

boost::json::array order_json(const view& view) {
    boost::json::array order;
    for (std::size_t i = 0; i < view.plan.order.size(); ++i) {
        const graph::planned& each = view.plan.order[i];
        boost::json::object planned{{"plugin", each.name},
                                    {"reason", each.reason},
                                    {"selected", each.selected},
                                    {"writes", each.writes}};
        const auto rows = view.program.settings.seed ? view.rows_of(each) : std::nullopt;
        planned["rows_expected"] = rows ? boost::json::value(*rows) : nullptr;
        if (view.counted)
            planned["tables"] = tables_json((*view.counted)[i]);
        order.push_back(std::move(planned));
    }
    return order;
}

void print_json(const view& view) {
    boost::json::array left_out;
    for (const graph::left_out& left : view.plan.left_out)
        left_out.push_back({{"plugin", left.name},
                            {"reason", left.reason},
                            {"refused", left.refused},
                            {"unmet", left.unmet}});
    const boost::json::object document{{"order", order_json(view)},
                                       {"left_out", left_out},
                                       {"problems", boost::json::value_from(view.plan.problems)},
                                       {"clears", view.program.settings.clear},
                                       {"seeds", view.program.settings.seed},
                                       {"database", view.target.display},
                                       {"runnable", view.runnable()}};
    std::cout << boost::json::serialize(document) << '\n';
}

/// Throws what a run of this plan would. What cannot run is told in the plan itself.
void check_runs(const program& program, const graph::plan& plan) {
    if (!plan.problems.empty() || std::ranges::any_of(plan.left_out, &graph::left_out::refused))
        return;
    check_not_empty(plan, program.settings.allow_empty);
    if (!plan.order.empty())
        required_sources(program, plan);
}

} // namespace

int plan_command(const program& program) {
    graph::dependency_graph graph = program.graph();
    graph::plan plan =
        graph::draft_plan(graph, program.settings.selection, discovery::searched(program.plugins));
    check_runs(program, plan);
    database::target target =
        database::resolve_target(program.settings.database, program.environment);
    counted_rows counted = count_rows(program, plan, target);
    const view view{
        program, std::move(graph), std::move(plan), std::move(target), std::move(counted)};
    if (program.settings.json)
        print_json(view);
    else
        print_text(view);
    if (!view.plan.problems.empty()) {
        std::cout << std::flush; // the plan speaks of the error as of what follows
        throw error(failure::plugin, fmt::format("{}", fmt::join(view.plan.problems, "\n")));
    }
    return 0;
}

} // namespace seedbed::cli
