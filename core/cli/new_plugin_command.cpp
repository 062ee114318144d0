#include "core/cli/fixture_options.hpp"
#include "core/cli/program.hpp"
#include "core/scaffold/new_plugin.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>

namespace seedbed::cli {
namespace {

constexpr const char* next_steps = R"({0} is there. Next:
  cmake -S {0} -B {0}/build
  cmake --build {0}/build
  seedbed --plugin-dir {0}/build/plugins --only {1}{2}
Its README.md has the rest.
)";

/// As one word of a shell, where blanks are all that needs quotes.
std::string word(const std::string& path) {
    return path.find(' ') == std::string::npos ? path : "'" + path + "'";
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
    const bool source = program.invocation.source;
    const auto kind = source ? discovery::plugin_kind::source : discovery::plugin_kind::model;
    const std::filesystem::path folder = folder_of(program.invocation.plugin_name);
    const scaffold::plugin_words words =
        scaffold::words_for(folder.filename().string(),
                            kind,
                            scaffold::names_in_use(program.plugins, names_of_options()));
    scaffold::write_folder(std::filesystem::absolute(folder), scaffold::render(words, kind));
    if (program.settings.quiet)
        return 0;
    const std::string replay =
        source ? " --replay " + word(folder.string() + "/tests/recording") : std::string();
    std::cout << fmt::format(next_steps, word(folder.string()), words.plugin, replay);
    return 0;
}

} // namespace seedbed::cli
