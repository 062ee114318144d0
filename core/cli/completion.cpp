#include "core/cli/completion.hpp"

#include "core/cli/fixture_options.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iostream>
#include <optional>

namespace seedbed::cli {
namespace {

using discovery::option;
using discovery::option_type;
using words = std::vector<std::string>;

void offer(std::vector<completion>& candidates, const std::string& word, const std::string& what) {
    candidates.push_back({word, what});
}

std::optional<option> find_option(const std::string& word, const program& program) {
    if (!word.starts_with("--"))
        return std::nullopt;
    for (const option_group& group : program.groups)
        for (const option& each : group.options)
            if ("--" + each.name == word && each.type != option_type::flag)
                return each;
    for (const command_option& each : fixture_options())
        if ("--" + each.option.name == word && each.option.type != option_type::flag)
            return each.option;
    return std::nullopt;
}

bool belongs_to(const command_option& option, const std::string& command) {
    return std::find(option.commands.begin(), option.commands.end(), command) !=
           option.commands.end();
}

bool names_models(const std::string& command) {
    return std::any_of(fixture_options().begin(),
                       fixture_options().end(),
                       [&](const command_option& each) { return belongs_to(each, command); });
}

/// Names behind what the word has already: "users,ord" or "+ord".
std::vector<completion> plugin_names(const std::string& word, const program& program) {
    const std::size_t begin = word.find_last_of(",+") + 1; // 0 where there is none
    std::vector<completion> candidates;
    for (const discovery::candidate& each : program.plugins.candidates)
        offer(candidates, word.substr(0, begin) + each.manifest.name, each.manifest.description);
    return candidates;
}

std::vector<completion>
values_of(const option& wanted, const std::string& word, const program& program) {
    if (wanted.name == "color")
        return {{"auto", ""}, {"always", ""}, {"never", ""}};
    const bool names_plugins = wanted.type == option_type::list &&
                               (wanted.placeholder == "NAME" || wanted.placeholder == "FROM TO");
    return names_plugins ? plugin_names(word, program) : std::vector<completion>();
}

std::vector<completion> option_names(const std::string& command, const program& program) {
    std::vector<completion> candidates{{"--help", "Print the help"},
                                       {"--version", "Print the version"}};
    for (const option_group& group : program.groups)
        for (const option& each : group.options)
            offer(candidates, "--" + each.name, each.description);
    for (const command_option& each : fixture_options())
        if (belongs_to(each, command))
            offer(candidates, "--" + each.option.name, each.option.description);
    return candidates;
}

std::vector<completion> model_names(const program& program) {
    std::vector<completion> candidates;
    for (const discovery::candidate& each : program.plugins.candidates)
        for (const std::string& model : each.manifest.models)
            offer(candidates, model, each.manifest.description);
    return candidates;
}

std::vector<completion> command_words(const std::string& command, const program& program) {
    if (names_models(command))
        return model_names(program);
    std::vector<completion> candidates;
    for (const std::string& name : subcommands(command))
        offer(candidates, name, "");
    return candidates;
}

std::vector<completion> all_candidates(const words& given, const program& program) {
    const std::string& last = given.back();
    if (const auto wanted = find_option(given.size() > 1 ? given[given.size() - 2] : "", program))
        return values_of(*wanted, last, program);
    words before(given.begin(), given.end() - 1);
    std::erase_if(before, [](const std::string& word) { return word.starts_with('-'); });
    const std::string command = before.empty() ? "" : before.front();
    if (last.starts_with('-'))
        return option_names(command, program);
    return before.size() > 1 ? std::vector<completion>() : command_words(command, program);
}

/// Of what is typed so far, what says where plugins are.
words places_in(const words& given) {
    words places{"list"};
    for (std::size_t i = 0; i + 2 < given.size(); ++i)
        if (given[i] == "--plugin-dir" || given[i] == "--config")
            places.insert(places.end(), {given[i], given[i + 1]});
    if (std::find(given.begin(), given.end(), "--allow-insecure-plugins") != given.end())
        places.emplace_back("--allow-insecure-plugins");
    return places;
}

} // namespace

std::vector<completion> complete(const words& given, const program& program) {
    if (given.empty())
        return {};
    words parted; // bash takes "--only=use" for three words, other shells for one
    for (const std::string& word : given) {
        const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
        parted.push_back(word.substr(0, equals));
        if (equals != std::string::npos)
            parted.push_back(word.substr(equals + 1));
    }
    std::erase(parted, "=");
    if (given.back() == "=")
        parted.emplace_back();
    const std::string whole = given.back();
    const std::string front = whole.substr(0, whole.size() - parted.back().size());
    std::vector<completion> candidates = all_candidates(parted, program);
    std::erase_if(candidates,
                  [&](const completion& each) { return !each.word.starts_with(parted.back()); });
    for (completion& each : candidates)
        each.word.insert(0, whole == "=" ? "" : front);
    return candidates;
}

int complete_command(const words& given) {
    try {
        const program program = prepare(places_in(given), database::process_environment());
        for (const completion& each : complete(given, program))
            std::cout << each.word << (each.description.empty() ? "" : "\t") << each.description
                      << '\n';
    } catch (const std::exception&) {
        return static_cast<int>(failure::usage);
    }
    return 0;
}

} // namespace seedbed::cli
