#include "core/cli/fixture_options.hpp"
#include "core/cli/program.hpp"
#include "core/scaffold/new_plugin.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <iostream>
#include <set>
#include <string_view>
#include <system_error>

namespace seedbed::cli {
namespace {

constexpr const char* next_steps = R"({0} is there. Next:
  cmake -S {0} -B {0}/build
  cmake --build {0}/build
  seedbed --plugin-dir {0}/build/plugins --only {1}{2}
Its README.md has the rest.
)";

/// As one word of a shell.
std::string word(const std::string& path) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789/._-+:@%";
    if (!path.empty() && path.find_first_not_of(plain) == std::string::npos)
        return path;
    std::string quoted = "'";
    for (const char letter : path)
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + "'";
}

/// What it passed over in silence would seem to work: --dry-run, and the folder is written.
void check_options(const invocation& given) {
    std::set<std::string> taken{"quiet", "verbose", "color", "yes"};
    for (const discovery::option& place : place_options().options)
        taken.insert(place.name);
    std::vector<std::string> refused;
    for (const auto& [name, texts] : given.options)
        if (!taken.contains(name))
            refused.push_back("--" + name);
    if (!refused.empty())
        throw error(failure::usage,
                    fmt::format("seedbed new-plugin does not take {}; it takes --source, --quiet "
                                "and the options that say where plugins are",
                                fmt::join(refused, ", ")));
}

std::filesystem::path from_root(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::path made = std::filesystem::absolute(folder, failed);
    if (failed)
        throw error(failure::usage,
                    fmt::format("{} cannot be made: the working directory is not there any more "
                                "({}); change to one that is, or write the path from the root",
                                folder.string(),
                                failed.message()));
    return made;
}

/// Completion of a shell leaves a slash behind a folder.
std::filesystem::path folder_of(const std::string& name) {
    const std::filesystem::path folder(name);
    return folder.has_filename() ? folder : folder.parent_path();
}

/// seedbed's own, those of single commands among them.
std::vector<std::string> names_of_options() {
    std::vector<std::string> names = reserved_names();
    for (const command_option& each : fixture_options())
        names.push_back(each.option.name);
    names.emplace_back("source");
    return names;
}

} // namespace

int new_plugin_command(const program& program) {
    check_options(program.invocation);
    const bool source = program.invocation.source;
    const auto kind = source ? discovery::plugin_kind::source : discovery::plugin_kind::model;
    const std::filesystem::path folder = folder_of(program.invocation.plugin_name);
    const scaffold::plugin_words words =
        scaffold::words_for(folder.filename().string(),
                            kind,
                            scaffold::names_in_use(program.plugins, names_of_options()));
    scaffold::write_folder(from_root(folder), scaffold::render(words, kind));
    if (program.settings.quiet)
        return 0;
    const std::string replay =
        source ? " --replay " + word(folder.string() + "/tests/recording") : std::string();
    std::cout << fmt::format(next_steps, word(folder.string()), words.plugin, replay);
    return 0;
}

} // namespace seedbed::cli
