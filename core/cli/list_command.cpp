#include "core/cli/program.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>

namespace seedbed::cli {
namespace {

const char* name_of(discovery::plugin_kind kind) {
    return kind == discovery::plugin_kind::source ? "source" : "model";
}

const char* name_of(discovery::plugin_state state) {
    return state == discovery::plugin_state::found ? "found" : "refused";
}

std::vector<std::string> dependency_names(const discovery::manifest& manifest) {
    std::vector<std::string> names;
    for (const discovery::dependency& dependency : manifest.depends)
        names.push_back(dependency.plugin + (dependency.optional ? " (optional)" : ""));
    return names;
}

void print_table(const program& program) {
    for (const discovery::candidate& candidate : program.plugins.candidates) {
        const discovery::manifest& manifest = candidate.manifest;
        std::cout << fmt::format("{:<20} {:<8} {:<7} {:<8} {}\n",
                                 manifest.name,
                                 manifest.version.text(),
                                 name_of(manifest.kind),
                                 name_of(candidate.state),
                                 manifest.description);
        if (const auto names = dependency_names(manifest); !names.empty())
            std::cout << fmt::format("{:<20} needs {}\n", "", fmt::join(names, ", "));
        if (program.settings.verbose)
            std::cout << fmt::format("{:<20} {}\n", "", candidate.path.string());
        for (const std::string& reason : candidate.reasons)
            std::cout << fmt::format("{:<20} {}\n", "", reason);
    }
    if (program.settings.verbose || program.plugins.candidates.empty())
        for (const std::string& directory : discovery::searched(program.plugins))
            std::cout << fmt::format("searched {}\n", directory);
}

void print_json(const program& program) {
    boost::json::array plugins;
    for (const discovery::candidate& candidate : program.plugins.candidates)
        plugins.push_back(boost::json::object{
            {"name", candidate.manifest.name},
            {"version", candidate.manifest.version.text()},
            {"kind", name_of(candidate.manifest.kind)},
            {"state", name_of(candidate.state)},
            {"description", candidate.manifest.description},
            {"path", candidate.path.string()},
            {"depends", boost::json::value_from(dependency_names(candidate.manifest))},
            {"reasons", boost::json::value_from(candidate.reasons)}});
    const boost::json::object document{
        {"plugins", plugins},
        {"searched", boost::json::value_from(discovery::searched(program.plugins))}};
    std::cout << boost::json::serialize(document) << '\n';
}

} // namespace

int list_command(const program& program) {
    if (program.settings.json)
        print_json(program);
    else
        print_table(program);
    return 0;
}

} // namespace seedbed::cli
