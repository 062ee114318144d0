#include "core/cli/command_line.hpp"

#include "core/cli/fixture_options.hpp"
#include "core/text/wrap.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace seedbed::cli {
namespace {

using discovery::option;
using discovery::option_type;

constexpr const char* more_help = "\nseedbed --help lists all options";

std::string flag_names(const std::string& name) {
    static const std::map<std::string, std::string> short_names = {
        {"verbose", "-v"}, {"quiet", "-q"}, {"yes", "-y"}};
    const auto found = short_names.find(name);
    return found == short_names.end() ? "--" + name : found->second + ",--" + name;
}

/// How many words behind the option are its value.
int values_of(const option& option) {
    return option.name == "why" ? 2 : 1;
}

/// What the arguments give a value or switch on: "--users=5" is "--users".
std::set<std::string> given_names(const std::vector<std::string>& arguments) {
    std::set<std::string> names;
    for (const std::string& argument : arguments)
        names.insert(argument.substr(0, argument.find('=')));
    return names;
}

/// The command's own option of that name, if there is one: "--count" is create's.
const command_option* find_command_option(const std::string& name) {
    const std::string full = name == "-n" ? "--rows" : name;
    for (const command_option& each : fixture_options())
        if ("--" + each.option.name == full)
            return &each;
    return nullptr;
}

/// What its command cannot do without. CLI11 would ask for it beside --help, too.
void check_operand(const invocation& found) {
    struct operand {
        cli::command command;
        const std::string& value;
        const char* form;
    };
    const operand operands[] = {
        {command::new_plugin, found.plugin_name, "new-plugin NAME"},
        {command::check_plugin, found.plugin_name, "check-plugin PATH"},
        {command::preview, found.model, "preview MODEL"},
    };
    for (const operand& each : operands)
        if (each.command == found.command && each.value.empty() && !found.help && !found.version)
            throw error(failure::usage,
                        fmt::format("something is missing: seedbed {}{}", each.form, more_help));
}

/// The parser and the places where it leaves what it finds. Of the plugins' options it knows those
/// that the arguments have: CLI11 compares each with all others, which takes long with hundreds.
class parser {
public:
    parser(const std::vector<option_group>& groups, const std::vector<std::string>& arguments)
        : app_("", "seedbed") {
        app_.set_help_flag("");
        app_.add_flag("-h,--help", found_.help);
        app_.add_flag("--version", found_.version);
        const std::set<std::string> given = given_names(arguments);
        for (const option_group& group : groups)
            for (const option& option : group.options) {
                names_.push_back("--" + option.name);
                if (group.plugin.empty() || given.contains(names_.back()))
                    add(option);
            }
    }

    void add_commands() {
        add_command("list", command::list);
        add_command("graph", command::graph);
        add_command("plan", command::plan);
        add_command("verify", command::verify);
        add_command("manual", command::manual);
        CLI::App* new_plugin = add_command("new-plugin", command::new_plugin);
        new_plugin->add_option("NAME", found_.plugin_name);
        new_plugin->add_flag("--source", found_.source);
        add_command("check-plugin", command::check_plugin)->add_option("PATH", found_.plugin_name);
        add_fixture_command("create", command::create);
        add_fixture_command("preview", command::preview);
        add_fixture_command("models", command::models);
        CLI::App* database = add_command("db", command::database);
        for (const char* action : {"start", "stop", "status", "url", "psql", "destroy"}) {
            CLI::App* sub = database->add_subcommand(action);
            sub->set_help_flag("");
            sub->fallthrough();
            sub->parse_complete_callback([this, action] { found_.database_action = action; });
        }
        psql_ = database->get_subcommand("psql");
        psql_->fallthrough(false);
        psql_->prefix_command(); // what follows is psql's
    }

    CLI::App& app() { return app_; }

    /// Those of the program, or the actions of one of them; none where it has none.
    std::vector<std::string> names_of_commands(const std::string& command = {}) const {
        std::vector<std::string> names;
        for (const CLI::App* each : app_.get_subcommands(nullptr))
            if (command.empty())
                names.push_back(each->get_name());
            else if (each->get_name() == command)
                for (const CLI::App* action : each->get_subcommands(nullptr))
                    names.push_back(action->get_name());
        return names;
    }

    invocation take(const std::vector<std::string>& arguments) {
        // CLI11 takes them from the back.
        app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
        for (const auto& [name, made] : options_)
            if (made->count() > 0)
                found_.options[name] = made->results();
        for (const auto& [name, made] : fixture_options_)
            if (made->count() > 0)
                found_.fixture_options[name] = made->results();
        if (psql_)
            found_.psql_arguments = psql_->remaining();
        return std::move(found_);
    }

    /// Every argument that nothing expects, with the nearest thing that is expected.
    std::string describe_unexpected() const {
        const std::vector<std::string> commands = names_of_commands();
        std::vector<std::string> problems;
        bool is_value = false; // of the option before it
        for (const std::string& word : app_.remaining(true)) {
            const bool is_option = word.starts_with('-');
            if (std::exchange(is_value, false) && !is_option)
                continue;
            const std::string name = word.substr(0, word.find('='));
            if (const command_option* owned = is_option ? find_command_option(name) : nullptr) {
                problems.push_back(describe_misplaced(name, owned->commands.front()));
                is_value = owned->option.type != option_type::flag && name == word;
                continue;
            }
            problems.push_back(
                fmt::format("unknown {} '{}'{}",
                            is_option ? "option" : "argument",
                            name,
                            text::did_you_mean(name, is_option ? names_ : commands)));
        }
        return fmt::format("{}", fmt::join(problems, "\n"));
    }

private:
    std::string describe_misplaced(const std::string& option, const std::string& command) const {
        return fmt::format("{} belongs to seedbed {}{}",
                           option,
                           command,
                           app_.got_subcommand(command) ? ": it stands behind that word" : "");
    }

    CLI::App* add_fixture_command(const std::string& name, command which) {
        CLI::App* sub = add_command(name, which);
        sub->add_option("MODEL", found_.model);
        for (const auto& [option, commands] : fixture_options()) {
            if (std::ranges::count(commands, name) == 0)
                continue;
            const std::string names = (option.name == "rows" ? "-n,--" : "--") + option.name;
            CLI::Option* made = option.type == option_type::flag
                                    ? sub->add_flag(names)
                                    : sub->add_option(names)->expected(1);
            made->multi_option_policy(option.type == option_type::list
                                          ? CLI::MultiOptionPolicy::TakeAll
                                          : CLI::MultiOptionPolicy::TakeLast);
            fixture_options_[option.name] = made;
            names_.push_back("--" + option.name);
        }
        return sub;
    }

    void add(const option& option) {
        CLI::Option* made = nullptr;
        if (option.type == option_type::flag)
            made = app_.add_flag(flag_names(option.name));
        else
            made = app_.add_option(flag_names(option.name))->expected(values_of(option));
        made->multi_option_policy(option.type == option_type::list
                                      ? CLI::MultiOptionPolicy::TakeAll
                                      : CLI::MultiOptionPolicy::TakeLast);
        options_[option.name] = made;
    }

    CLI::App* add_command(const std::string& name, command which) {
        CLI::App* sub = app_.add_subcommand(name);
        sub->set_help_flag("");
        sub->fallthrough();
        sub->parse_complete_callback([this, which] { found_.command = which; });
        return sub;
    }

    CLI::App app_;
    invocation found_;
    std::map<std::string, CLI::Option*> options_;
    std::map<std::string, CLI::Option*> fixture_options_;
    std::vector<std::string> names_{"--help", "--version"};
    CLI::App* psql_ = nullptr;
};

/// "  --users N             Users in all [default: 10]", wrapped beside the first column.
std::string help_entry(const std::string& left, const std::string& right) {
    constexpr std::size_t column = 28;
    constexpr std::size_t width = 98;
    std::string entry = "  " + left;
    if (entry.size() >= column)
        entry += '\n' + std::string(column, ' ');
    else
        entry.resize(column, ' ');
    const std::vector<std::string> lines = text::wrap(right, width - column);
    for (std::size_t i = 0; i < lines.size(); ++i)
        entry += (i == 0 ? "" : std::string(column, ' ')) + lines[i] + '\n';
    return entry;
}

std::string shown_default(const option& option) {
    struct text_of {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(std::int64_t value) const { return fmt::to_string(value); }
        std::string operator()(double value) const { return fmt::to_string(value); }
        std::string operator()(const std::string& value) const { return value; }
        std::string operator()(bool) const { return {}; } // flags are off
        std::string operator()(const std::vector<std::string>& value) const {
            std::string joined;
            for (const std::string& item : value)
                joined += (joined.empty() ? "" : ",") + item;
            return joined;
        }
    };
    return option.secret ? std::string() : std::visit(text_of(), option.default_value);
}

std::string help_entry(const option& option) {
    return help_entry(option_term(option), option_meaning(option));
}

constexpr const char* usage = R"(seedbed fills a PostgreSQL database with data people can believe.

Usage:
  seedbed --all [OPTIONS]        run every plugin
  seedbed --only NAME [OPTIONS]  run some plugins and what they need
  seedbed --clear [OPTIONS]      delete the plugins' rows
  seedbed plan [OPTIONS]         show the order of a run; opens no plugin and no database, unless
                                 --check
  seedbed verify [OPTIONS]       judge the plugins' checks on the database as it is; writes nothing
  seedbed list                   show the plugins, refused ones with the reason; opens none
  seedbed graph                  show what depends on what; opens no plugin
  seedbed create MODEL           write rows for a test, and print them; --stdin: one after another
  seedbed preview MODEL          show the rows that a run would write; opens no database
  seedbed models [MODEL]         describe the models: columns, variations, options
  seedbed new-plugin NAME        make a folder with a model of one's own; --source: with a source
  seedbed check-plugin PATH      hold a plugin to the rules that every plugin keeps
  seedbed manual                 print the manual page
  seedbed db ACTION              the embedded database: start, stop, status, url, psql, destroy
)";

constexpr const char* exit_codes = R"(
Exit codes:
  0    everything asked for is in the database; verify: every check holds; check-plugin: no rule
       is broken
  1    a plugin failed: nothing was kept, unless --keep-going; or a check is violated, a rule broken
  2    the command line, a configuration file or an option's value is wrong
  3    a plugin is refused, missing, or in a dependency cycle
  4    the database cannot be reached, or its tables do not fit
  130  interrupted; nothing was kept
)";

} // namespace

std::string option_term(const option& option) {
    std::string term = flag_names(option.name);
    if (const auto comma = term.find(','); comma != std::string::npos)
        term.insert(comma + 1, " ");
    if (option.type != option_type::flag)
        term += ' ' + (option.placeholder.empty() ? std::string("VALUE") : option.placeholder);
    return term;
}

std::string option_meaning(const option& option) {
    std::string meaning = option.description;
    if (const std::string value = shown_default(option); !value.empty())
        meaning += " [default: " + value + "]";
    if (!option.environment_variable.empty())
        meaning += " [environment: " + option.environment_variable + "]";
    return meaning;
}

std::string usage_lines() {
    const std::string text = usage;
    return text.substr(text.find("  seedbed "));
}

std::string exit_code_lines() {
    const std::string text = exit_codes;
    return text.substr(text.find("  0 "));
}

std::vector<std::string> subcommands(const std::string& command) {
    parser parse({}, {});
    parse.add_commands();
    return parse.names_of_commands(command);
}

option_texts scan_own_options(const std::vector<std::string>& arguments) {
    parser parse(own_options(), arguments);
    parse.app().allow_extras();
    try {
        return parse.take(arguments).options;
    } catch (const CLI::ParseError&) {
        return {}; // the real parse, which knows all options, says what is wrong
    }
}

invocation parse_command_line(const std::vector<option_group>& groups,
                              const std::vector<std::string>& arguments) {
    parser parse(groups, arguments);
    parse.add_commands();
    try {
        invocation found = parse.take(arguments);
        check_operand(found);
        return found;
    } catch (const CLI::ExtrasError&) {
        throw error(failure::usage, parse.describe_unexpected() + more_help);
    } catch (const CLI::ParseError& e) {
        throw error(failure::usage, e.what() + std::string(more_help));
    }
}

std::string help_text(const std::vector<option_group>& groups,
                      const discovery::discovery_result& plugins) {
    std::string text = usage;
    for (const option_group& group : groups) {
        text += "\n" + group.title + ":\n";
        for (const option& option : group.options)
            text += help_entry(option);
    }
    const option_group fixtures = fixture_option_group();
    text += "\n" + fixtures.title + ":\n";
    for (const option& option : fixtures.options)
        text += help_entry(option);
    text += "\nOther:\n";
    text += help_entry("-h, --help", "Print this text");
    text += help_entry("--version", "Print the version and what plugins have to be built with");
    text += "\nEnvironment variables that plugins read:\n";
    for (const discovery::candidate& candidate : plugins.candidates)
        for (const auto& variable : candidate.manifest.environment)
            text +=
                help_entry(variable.name, candidate.manifest.name + ": " + variable.description);
    return text + exit_codes;
}

} // namespace seedbed::cli
