#include "core/scaffold/new_plugin.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace seedbed::scaffold {
namespace {

/// It goes into names of indexes, of which PostgreSQL keeps 63 bytes.
constexpr std::size_t longest_name = 40;

/// Words of C++20, and namespaces that the generated code refers to.
const std::set<std::string> reserved_words{"alignas",
                                           "alignof",
                                           "and",
                                           "and_eq",
                                           "asm",
                                           "auto",
                                           "bitand",
                                           "bitor",
                                           "bool",
                                           "break",
                                           "case",
                                           "catch",
                                           "char",
                                           "char8_t",
                                           "char16_t",
                                           "char32_t",
                                           "class",
                                           "co_await",
                                           "co_return",
                                           "co_yield",
                                           "compl",
                                           "concept",
                                           "const",
                                           "const_cast",
                                           "consteval",
                                           "constexpr",
                                           "constinit",
                                           "continue",
                                           "decltype",
                                           "default",
                                           "delete",
                                           "do",
                                           "double",
                                           "dynamic_cast",
                                           "else",
                                           "enum",
                                           "explicit",
                                           "export",
                                           "extern",
                                           "false",
                                           "final",
                                           "float",
                                           "for",
                                           "friend",
                                           "goto",
                                           "if",
                                           "import",
                                           "inline",
                                           "int",
                                           "long",
                                           "module",
                                           "mutable",
                                           "namespace",
                                           "new",
                                           "noexcept",
                                           "not",
                                           "not_eq",
                                           "nullptr",
                                           "operator",
                                           "or",
                                           "or_eq",
                                           "override",
                                           "private",
                                           "protected",
                                           "public",
                                           "register",
                                           "reinterpret_cast",
                                           "requires",
                                           "return",
                                           "short",
                                           "signed",
                                           "sizeof",
                                           "static",
                                           "static_assert",
                                           "static_cast",
                                           "struct",
                                           "switch",
                                           "template",
                                           "this",
                                           "thread_local",
                                           "throw",
                                           "true",
                                           "try",
                                           "typedef",
                                           "typeid",
                                           "typename",
                                           "union",
                                           "unsigned",
                                           "using",
                                           "virtual",
                                           "void",
                                           "volatile",
                                           "wchar_t",
                                           "while",
                                           "xor",
                                           "xor_eq",
                                           "boost",
                                           "fmt",
                                           "odb",
                                           "seedbed",
                                           "std"};

/// What the templates call something else: no name for the mapped class.
const std::set<std::string> words_of_templates{
    "acceptor", "amount",    "answer", "check",      "client", "collect", "collector", "context",
    "fixture",  "generator", "here",   "known_name", "left",   "live",    "loopback",  "made",
    "made_at",  "model",     "name",   "note",       "option", "plugin",  "record",    "remark",
    "response", "result",    "right",  "row",        "same",   "seed",    "server",    "session",
    "table",    "thread",    "title",  "url",        "value",  "word"};

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
    throw error(failure::usage,
                fmt::format("'{}' cannot be a plugin's name: {}. A name has lower-case letters, "
                            "digits and single underscores, such as backtest_reports.",
                            name,
                            why));
}

bool is_lower(char letter) {
    return letter >= 'a' && letter <= 'z';
}

bool is_plain(char letter) {
    return is_lower(letter) || (letter >= '0' && letter <= '9') || letter == '_';
}

void check_spelling(const std::string& name) {
    if (name.empty())
        refuse(name, "it is empty");
    const auto odd = std::find_if_not(name.begin(), name.end(), is_plain);
    if (odd != name.end())
        refuse(name,
               *odd >= 'A' && *odd <= 'Z' ? fmt::format("'{}' is an upper-case letter", *odd)
                                          : "it has other characters than these");
    if (!is_lower(name.front()))
        refuse(name, fmt::format("it begins with '{}', not with a letter", name.front()));
    if (name.find("__") != std::string::npos || name.back() == '_')
        refuse(name, "its underscores do not each stand between two letters or digits");
    if (name.size() > longest_name)
        refuse(name,
               fmt::format("it has {} characters; {} are the most", name.size(), longest_name));
    if (reserved_words.contains(name))
        refuse(name, "the word is reserved in C++ or by a library that plugins use");
}

void check_free(const std::string& name, const std::string& option, const taken_names& taken) {
    if (taken.plugins.contains(name))
        refuse(name, "a plugin of that name is installed (seedbed list)");
    if (taken.options.contains(option))
        refuse(name, fmt::format("there is an option --{} already (seedbed --help)", option));
}

/// backtest_report for backtest_reports; another word where that one means something else.
std::string model_name(const std::string& plugin, const taken_names& taken) {
    const bool plural = plugin.size() > 2 && plugin.ends_with('s') && !plugin.ends_with("ss") &&
                        is_plain(plugin[plugin.size() - 2]) && plugin[plugin.size() - 2] != '_';
    const std::string singular = plural ? plugin.substr(0, plugin.size() - 1) : plugin;
    const bool usable = plural && !reserved_words.contains(singular) &&
                        !words_of_templates.contains(singular) && !taken.models.contains(singular);
    return usable ? singular : plugin + "_row";
}

} // namespace

taken_names names_in_use(const discovery::discovery_result& plugins,
                         const std::vector<std::string>& own_options) {
    taken_names taken;
    taken.options.insert(own_options.begin(), own_options.end());
    for (const discovery::candidate& candidate : plugins.candidates) {
        const discovery::manifest& manifest = candidate.manifest;
        taken.plugins.insert(manifest.name);
        taken.models.insert(manifest.models.begin(), manifest.models.end());
        for (const discovery::option& option : manifest.options)
            taken.options.insert(option.name);
    }
    return taken;
}

plugin_words
words_for(const std::string& name, discovery::plugin_kind kind, const taken_names& taken) {
    check_spelling(name);
    std::string option = name;
    std::replace(option.begin(), option.end(), '_', '-');
    check_free(name, option, taken);
    if (kind == discovery::plugin_kind::source)
        check_free(name, option + "-url", taken);
    return {.plugin = name,
            .model = model_name(name, taken),
            .option = option,
            .name_space = name + "_plugin"};
}

} // namespace seedbed::scaffold
