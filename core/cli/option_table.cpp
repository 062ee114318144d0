#include "core/cli/option_table.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace seedbed::cli {
namespace {

using discovery::option;
using discovery::option_type;

option flag(std::string name, std::string description) {
    option made;
    made.name = std::move(name);
    made.type = option_type::flag;
    made.default_value = false;
    made.description = std::move(description);
    return made;
}

option valued(std::string name,
              option_type type,
              std::string placeholder,
              std::string description,
              std::string environment = {}) {
    option made;
    made.name = std::move(name);
    made.type = type;
    made.placeholder = std::move(placeholder);
    made.description = std::move(description);
    made.environment_variable = std::move(environment);
    if (type == option_type::list)
        made.default_value = std::vector<std::string>();
    return made;
}

option seed_option() {
    option seed = valued("seed",
                         option_type::integer,
                         "N",
                         "Everything generated is a function of it: same seed, same data");
    seed.default_value = std::int64_t{42};
    seed.minimum = 0;
    return seed;
}

option color_option() {
    option color = valued("color",
                          option_type::text,
                          "WHEN",
                          "auto, always or never; NO_COLOR and TERM=dumb mean never");
    color.default_value = std::string("auto");
    return color;
}

std::vector<option_group> make_own_options() {
    return {
        {.title = "What to run",
         .plugin = "",
         .options =
             {flag("all", "Run every plugin"),
              valued("only",
                     option_type::list,
                     "NAME",
                     "Run these plugins and what they need; several with commas or repeated"),
              flag("with-dependents", "Run what depends on the plugins named, too"),
              flag("no-deps", "Do not write what they need: take its rows for written"),
              valued("skip", option_type::list, "NAME", "Leave these and their dependants out"),
              flag("allow-empty", "Take a selection that leaves nothing to run for success"),
              flag("no-real-data", "Leave out what collects from the network"),
              valued("require",
                     option_type::list,
                     "NAME",
                     "Write nothing unless these sources give everything that was asked for"),
              flag("clear",
                   "Delete the plugins' rows, except the superuser; alone, nothing more")}},
        {.title = "What the data is a function of",
         .plugin = "",
         .options = {seed_option(),
                     valued("as-of",
                            option_type::text,
                            "TIME",
                            "The present of the data, cut to 5 minutes (default: now)")}},
        {.title = "Which database",
         .plugin = "",
         .options = {valued("database",
                            option_type::text,
                            "URL",
                            "Where to write; without it DATABASE_URL, POSTGRES_SERVER and its "
                            "companions, libpq's variables, the embedded database"),
                     flag("allow-remote", "Write to a database on another machine")}},
        {.title = "How to run",
         .plugin = "",
         .options = {flag("dry-run", "Say what would be written, and write nothing"),
                     flag("keep-going",
                          "Keep what succeeded when a plugin fails; still exits non-zero"),
                     flag("no-verify", "Commit without judging the plugins' cheap checks"),
                     flag("yes", "Answer every question with yes")}},
        {.title = "How to use the network",
         .plugin = "",
         .options = {valued("record",
                            option_type::text,
                            "DIR",
                            "Keep every answer of the network in this directory, without secrets"),
                     valued("replay",
                            option_type::text,
                            "DIR",
                            "Answer from such a directory in place of the network"),
                     valued("recording",
                            option_type::text,
                            "DIR",
                            "check-plugin: a source's recorded answers, which its faults spoil "
                            "(default: recording or tests/recording near the plugin)"),
                     flag("offline", "Do not use the network: sources give nothing"),
                     flag("no-cache", "Ask the network also for what was answered a moment ago"),
                     valued("ca-file",
                            option_type::text,
                            "FILE",
                            "Trust this certificate authority, too")}},
        {.title = "What to print",
         .plugin = "",
         .options = {flag("json", "Print the result as JSON on standard output"),
                     flag("quiet", "Print errors only"),
                     flag("verbose", "Print what is searched, loaded and created, too"),
                     color_option()}},
        {.title = "How to look at plugins",
         .plugin = "",
         .options = {valued("why",
                            option_type::list,
                            "FROM TO",
                            "graph: print one shortest path from a plugin to one it depends on"),
                     flag("dot", "graph: print it for Graphviz"),
                     flag("mermaid", "graph: print it for Mermaid"),
                     flag("check",
                          "plan: open plugins and database, and count the rows that stand there; "
                          "writes nothing")}},
        {.title = "Where to look",
         .plugin = "",
         .options = {valued("plugin-dir",
                            option_type::list,
                            "DIR",
                            "Look for plugins here and nowhere else; may be repeated",
                            "SEEDBED_PLUGIN_PATH"),
                     flag("allow-insecure-plugins", "Load plugins that other users can change"),
                     valued("config",
                            option_type::text,
                            "FILE",
                            "Read options from this file: one 'name = value' a line",
                            "SEEDBED_CONFIG")}},
    };
}

} // namespace

const std::vector<option_group>& own_options() {
    static const std::vector<option_group> groups = make_own_options();
    return groups;
}

const option_group& place_options() {
    return own_options().back();
}

std::vector<std::string> reserved_names() {
    std::vector<std::string> names{"help", "version"};
    for (const option_group& group : own_options())
        for (const option& option : group.options)
            names.push_back(option.name);
    return names;
}

std::vector<option_group> all_options(const discovery::discovery_result& plugins) {
    std::vector<option_group> groups = own_options();
    for (const discovery::candidate& candidate : plugins.candidates) {
        const discovery::manifest& manifest = candidate.manifest;
        if (candidate.state == discovery::plugin_state::found && !manifest.options.empty())
            groups.push_back({.title = fmt::format("{}: {}", manifest.name, manifest.description),
                              .plugin = manifest.name,
                              .options = manifest.options});
    }
    return groups;
}

} // namespace seedbed::cli
