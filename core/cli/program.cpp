#include "core/cli/program.hpp"

#include "core/cli/checked_plugin.hpp"
#include "core/cli/completion.hpp"
#include "core/cli/manual.hpp"
#include "core/discovery/search_path.hpp"

#include <seedbed/detail/fingerprint.hpp>
#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <unistd.h>

namespace seedbed::cli {
namespace {

/// $XDG_CONFIG_HOME/seedbed/seedbed.toml, where a user's own defaults stand.
std::optional<std::filesystem::path>
default_configuration(const database::environment_lookup& environment) {
    std::filesystem::path base;
    if (const auto directory = environment("XDG_CONFIG_HOME"); directory && !directory->empty())
        base = *directory;
    else if (const auto home = environment("HOME"); home && !home->empty())
        base = std::filesystem::path(*home) / ".config";
    else
        return std::nullopt;
    const std::filesystem::path file = base / "seedbed" / "seedbed.toml";
    return std::filesystem::exists(file) ? std::optional(file) : std::nullopt;
}

option_texts configuration_for(const option_texts& command_line,
                               const database::environment_lookup& environment) {
    if (const auto named = command_line.find("config"); named != command_line.end())
        return read_configuration(named->second.back());
    if (const auto named = environment("SEEDBED_CONFIG"); named && !named->empty())
        return read_configuration(*named);
    const auto file = default_configuration(environment);
    return file ? read_configuration(*file) : option_texts();
}

/// The options that say where plugins are, resolved ahead of all others: those belong to plugins
/// that are not known yet.
resolved_options resolve_places(const option_texts& command_line,
                                const option_texts& configuration,
                                const database::environment_lookup& environment) {
    const std::vector<option_group> places{place_options()};
    option_texts own;
    for (const discovery::option& option : places.front().options)
        if (const auto found = configuration.find(option.name); found != configuration.end())
            own.insert(*found);
    return resolve_options(places, command_line, own, environment);
}

/// As they were written: a comma may be part of a directory's name.
std::vector<std::string> plugin_directories(value_origin origin,
                                            const option_texts& command_line,
                                            const option_texts& configuration) {
    if (origin == value_origin::command_line)
        return command_line.at("plugin-dir");
    if (origin == value_origin::configuration)
        return configuration.at("plugin-dir");
    return {}; // search_path reads the variable, which has a form of its own
}

discovery::discovery_result find_plugins(const option_texts& command_line,
                                         const option_texts& configuration,
                                         const database::environment_lookup& environment,
                                         const std::filesystem::path& origin,
                                         const std::optional<plugin_place>& checked) {
    const resolved_options own = resolve_places(command_line, configuration, environment);
    const auto flags = plugin_directories(own.at("plugin-dir").origin, command_line, configuration);
    std::vector<std::filesystem::path> directories =
        discovery::search_path(flags, environment("SEEDBED_PLUGIN_PATH"), origin);
    if (checked)
        directories.insert(directories.begin(), checked->directory);
    return discovery::discover(
        {.directories = std::move(directories),
         .host = host_fingerprint(),
         .reserved_options = reserved_names(),
         .allow_insecure = std::get<bool>(own.at("allow-insecure-plugins").value)});
}

/// An option that a command does not know would seem to work: --check on a run, to write nothing.
void check_options_fit(const program& program) {
    const settings& given = program.settings;
    const auto belongs = [&](bool is_given, const char* option, command where, const char* name) {
        if (is_given && program.invocation.command != where)
            throw error(failure::usage, fmt::format("{} belongs to seedbed {}", option, name));
    };
    belongs(given.dot, "--dot", command::graph, "graph");
    belongs(given.mermaid, "--mermaid", command::graph, "graph");
    belongs(!given.why.empty(), "--why", command::graph, "graph");
    belongs(given.check, "--check", command::plan, "plan");
    belongs(given.recording.has_value(), "--recording", command::check_plugin, "check-plugin");
    const bool shows_all =
        program.invocation.command == command::list || program.invocation.command == command::graph;
    for (const char* option : {"only", "skip"})
        if (shows_all && program.invocation.options.contains(option))
            throw error(failure::usage,
                        fmt::format("list and graph show every plugin; seedbed plan shows what "
                                    "--{} chooses",
                                    option));
    if (given.dot + given.mermaid + given.json > 1)
        throw error(failure::usage, "--dot, --mermaid and --json exclude each other: give one");
    if (!given.why.empty() && (given.dot || given.mermaid))
        throw error(failure::usage, "--why prints a path, as text or with --json");
    if (!given.why.empty() && given.why.size() != 2)
        throw error(failure::usage, "--why takes two plugins: --why orders users");
}

int dispatch(const program& program) {
    if (program.invocation.version) {
        std::cout << "seedbed " SEEDBED_VERSION "\n" SEEDBED_FINGERPRINT "\n";
        return 0;
    }
    if (program.invocation.help) {
        std::cout << help_text(program.groups, program.plugins);
        return 0;
    }
    check_options_fit(program);
    switch (program.invocation.command) {
    case command::list:
        return list_command(program);
    case command::graph:
        return graph_command(program);
    case command::plan:
        return plan_command(program);
    case command::verify:
        return verify_command(program);
    case command::manual:
        std::cout << manual_page(program);
        return 0;
    case command::create:
        return create_command(program);
    case command::preview:
        return preview_command(program);
    case command::models:
        return models_command(program);
    case command::new_plugin:
        return new_plugin_command(program);
    case command::check_plugin:
        return check_plugin_command(program);
    case command::database:
        return database_command(program);
    case command::run:
        break;
    }
    return run_command(program);
}

/// Whoever reads a result has to know that it is not whole.
void check_output() {
    if (!std::cout.flush())
        throw error(failure::seeding,
                    fmt::format("standard output cannot be written: {}", std::strerror(errno)));
}

} // namespace

void print_error(const std::string& message) {
    std::cerr << "seedbed: error: " << message << std::endl;
}

void print_warning(const std::string& message) {
    std::cerr << "seedbed: warning: " << message << std::endl;
}

discovery::fingerprint host_fingerprint() {
    discovery::fingerprint fields;
    std::string_view rest = SEEDBED_FINGERPRINT;
    while (!rest.empty()) {
        const std::string_view field = rest.substr(0, rest.find(';'));
        const auto equals = field.find('=');
        fields[std::string(field.substr(0, equals))] = field.substr(equals + 1);
        rest.remove_prefix(std::min(rest.size(), field.size() + 1));
    }
    fields["version"] = SEEDBED_VERSION;
    return fields;
}

std::filesystem::path executable() {
    return std::filesystem::read_symlink("/proc/self/exe");
}

program prepare(const std::vector<std::string>& arguments,
                const database::environment_lookup& environment,
                const std::filesystem::path& origin) {
    program made;
    made.environment = environment;
    const option_texts scanned = scan_own_options(arguments);
    const option_texts configuration = configuration_for(scanned, environment);
    const auto find = [&](const std::optional<plugin_place>& checked) {
        return find_plugins(scanned, configuration, environment, origin, checked);
    };
    made.plugins = find(std::nullopt);
    if (const auto checked = place_in(arguments, made.plugins.candidates))
        made.plugins = find(checked);
    made.groups = all_options(made.plugins);
    made.invocation = parse_command_line(made.groups, arguments);
    made.options =
        resolve_options(made.groups, made.invocation.options, configuration, environment);
    made.settings = read_settings(made.options, made.groups);
    return made;
}

int run_program(const std::vector<std::string>& arguments) {
    if (!arguments.empty() && arguments.front() == "complete")
        return complete_command({arguments.begin() + 1, arguments.end()});
    try {
        program program = prepare(arguments, database::process_environment());
        program.invocation.help = program.invocation.help || arguments.empty();
        if (!program.settings.quiet)
            for (const std::string& warning : program.plugins.warnings)
                print_warning(warning);
        const int exit_code = dispatch(program);
        check_output();
        return exit_code;
    } catch (const error& e) {
        print_error(e.what());
        return static_cast<int>(e.kind());
    } catch (const std::exception& e) {
        print_error(fmt::format("{}; this is a defect of seedbed: please report it", e.what()));
        return static_cast<int>(failure::seeding);
    }
}

bool confirm(const settings& settings, const std::string& question) {
    if (settings.yes)
        return true;
    if (isatty(STDIN_FILENO) != 1)
        throw error(failure::usage, question + "\nthere is no terminal to ask on: add --yes");
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

} // namespace seedbed::cli
