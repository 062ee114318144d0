#include "core/cli/option_values.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <set>
#include <string_view>
#include <utility>

namespace seedbed::cli {
namespace {

using discovery::option;
using discovery::option_type;
using discovery::option_value;

template <class Number>
option_value read_number(std::string_view text) {
    Number number{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size())
        return {};
    return number;
}

option_value read_flag(std::string_view text) {
    const std::set<std::string_view> yes{"true", "1", "yes", "on"};
    const std::set<std::string_view> no{"false", "0", "no", "off"};
    if (yes.contains(text) || no.contains(text))
        return yes.contains(text);
    return {};
}

std::vector<std::string> read_list(const std::vector<std::string>& texts) {
    std::vector<std::string> list;
    for (const std::string& text : texts) {
        std::string_view rest = text;
        for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
            list.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(comma + 1);
        }
        list.emplace_back(rest);
    }
    return list;
}

/// What an unset variable in a shell's line leaves behind. Read as an empty list, it would mean
/// all plugins where one was to be named.
bool has_empty_item(const option_value& value) {
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    return list && std::find(list->begin(), list->end(), "") != list->end();
}

/// What the texts mean for this option; std::monostate when they mean nothing.
option_value understand(const option& option, const std::vector<std::string>& texts) {
    const std::string last = texts.empty() ? "" : texts.back(); // repeated: the last one counts
    switch (option.type) {
    case option_type::integer:
        return read_number<std::int64_t>(last);
    case option_type::number:
        return read_number<double>(last);
    case option_type::text:
        return last;
    case option_type::flag:
        return read_flag(last);
    case option_type::list:
        return read_list(texts);
    }
    return {};
}

const char* expected(option_type type) {
    switch (type) {
    case option_type::integer:
        return "a whole number";
    case option_type::number:
        return "a number";
    case option_type::flag:
        return "true or false";
    default:
        return "text";
    }
}

class resolver {
public:
    resolver(const option_texts& command_line,
             const option_texts& configuration,
             const database::environment_lookup& environment)
        : command_line_(command_line), configuration_(configuration), environment_(environment) {}

    resolved_option resolve(const option& option) {
        if (const auto at = command_line_.find(option.name); at != command_line_.end())
            return take(option, at->second, value_origin::command_line, "--" + option.name);
        if (!option.environment_variable.empty()) {
            const auto text = environment_(option.environment_variable);
            if (text && !text->empty())
                return take(option,
                            {*text},
                            value_origin::environment,
                            "environment variable " + option.environment_variable);
        }
        if (const auto at = configuration_.find(option.name); at != configuration_.end())
            return take(option,
                        at->second,
                        value_origin::configuration,
                        "'" + option.name + "' in the configuration file");
        return {option.default_value, value_origin::built_in};
    }

    void add_problem(std::string problem) { problems_.push_back(std::move(problem)); }

    void throw_problems() const {
        if (!problems_.empty())
            throw error(failure::usage, fmt::format("{}", fmt::join(problems_, "\n")));
    }

private:
    resolved_option take(const option& option,
                         const std::vector<std::string>& texts,
                         value_origin origin,
                         const std::string& where) {
        option_value value = understand(option, texts);
        if (value.index() == 0)
            add_problem(option.secret
                            ? fmt::format("{}: its value is not {}", where, expected(option.type))
                            : fmt::format("{}: '{}' is not {}",
                                          where,
                                          fmt::join(texts, ","),
                                          expected(option.type)));
        else if (has_empty_item(value))
            add_problem(fmt::format("{}: '{}' has an empty item; put one comma between two",
                                    where,
                                    fmt::join(texts, ",")));
        else if (const auto problem = misfit(option, value))
            add_problem(fmt::format("{}: {}", where, *problem));
        return {std::move(value), origin};
    }

    const option_texts& command_line_;
    const option_texts& configuration_;
    const database::environment_lookup& environment_;
    std::vector<std::string> problems_;
};

} // namespace

option_texts read_configuration(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in || std::filesystem::is_directory(file)) // which opens, and reads as empty
        throw error(failure::usage,
                    fmt::format("the configuration file '{}' cannot be read", file.string()));
    option_texts texts;
    try {
        for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_config(in))
            texts[item.name] = item.inputs;
    } catch (const CLI::Error& e) {
        throw error(failure::usage,
                    fmt::format("the configuration file '{}': {}", file.string(), e.what()));
    }
    return texts;
}

resolved_options resolve_options(const std::vector<option_group>& groups,
                                 const option_texts& command_line,
                                 const option_texts& configuration,
                                 const database::environment_lookup& environment) {
    resolver resolve(command_line, configuration, environment);
    resolved_options resolved;
    std::vector<std::string> names;
    for (const option_group& group : groups) {
        for (const option& option : group.options) {
            names.push_back(option.name);
            resolved[option.name] = resolve.resolve(option);
        }
    }
    for (const auto& [name, texts] : configuration)
        if (!resolved.contains(name))
            resolve.add_problem(fmt::format("'{}' in the configuration file is no option{}",
                                            name,
                                            text::did_you_mean(name, names)));
    resolve.throw_problems();
    return resolved;
}

} // namespace seedbed::cli
