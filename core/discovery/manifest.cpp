#include "core/discovery/manifest.hpp"

#include "core/discovery/manifest_fields.hpp"

#include <seedbed/error.hpp>

#include <boost/json/object.hpp>
#include <boost/json/stream_parser.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

namespace seedbed::discovery {
namespace {

// Left empty when the text does not parse; the fields' log says why.
template <class Parsed>
Parsed parse_or_log(manifest_fields& fields, const std::string& key, const std::string& text) {
    if (text.empty()) {
        return Parsed();
    }
    try {
        return Parsed(text);
    } catch (const error& problem) {
        fields.add_problem(key, problem.what());
        return Parsed();
    }
}

void refuse_second(manifest_fields& fields,
                   const std::string& key,
                   const std::string& name,
                   std::set<std::string>& seen) {
    if (!name.empty() && !seen.insert(name).second) {
        fields.add_problem(key, fmt::format("'{}' stands twice", name));
    }
}

std::vector<dependency> read_dependencies(manifest_fields& fields) {
    std::vector<dependency> dependencies;
    std::set<std::string> seen;
    fields.each_object("depends", [&](manifest_fields& each) {
        dependency dependency;
        dependency.plugin = each.required_name("plugin", '_');
        refuse_second(each, "plugin", dependency.plugin, seen);
        dependency.versions = parse_or_log<version_range>(each, "version", each.text("version"));
        dependency.optional = each.flag("optional");
        dependencies.push_back(std::move(dependency));
    });
    return dependencies;
}

std::vector<plugin_conflict> read_conflicts(manifest_fields& fields) {
    std::vector<plugin_conflict> conflicts;
    std::set<std::string> seen;
    fields.each_object("conflicts", [&](manifest_fields& each) {
        plugin_conflict conflict;
        conflict.plugin = each.required_name("plugin", '_');
        refuse_second(each, "plugin", conflict.plugin, seen);
        conflict.versions = parse_or_log<version_range>(each, "version", each.text("version"));
        conflicts.push_back(std::move(conflict));
    });
    return conflicts;
}

std::vector<std::string> read_names(manifest_fields& fields, const std::string& key) {
    std::vector<std::string> names = fields.texts(key);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string path = element_path(key, i);
        if (!names[i].empty()) {
            fields.check_name(path, names[i], '_');
        }
        refuse_second(fields, path, names[i], seen);
    }
    return names;
}

std::vector<option> read_options(manifest_fields& fields) {
    std::vector<option> options;
    std::set<std::string> seen;
    fields.each_object("options", [&](manifest_fields& each) {
        options.push_back(read_option(each));
        refuse_second(each, "name", options.back().name, seen);
    });
    return options;
}

std::vector<environment_variable> read_environment(manifest_fields& fields) {
    std::vector<environment_variable> environment;
    fields.each_object("environment", [&](manifest_fields& each) {
        environment_variable variable;
        variable.name = each.environment_name("name", each.required_text("name"));
        variable.description = each.required_text("description");
        variable.secret = each.flag("secret");
        environment.push_back(std::move(variable));
    });
    return environment;
}

// Keeps `held` where the member is left out.
template <class Number>
void read_number(
    manifest_fields& fields, const std::string& key, double least, double most, Number& held) {
    const std::optional<double> number = fields.number(key);
    if (!number) {
        return;
    }
    const bool whole = std::floor(*number) == *number;
    if (*number < least || *number > most || (std::is_integral_v<Number> && !whole)) {
        fields.add_problem(key,
                           fmt::format("{} is no {} between {} and {}",
                                       *number,
                                       std::is_integral_v<Number> ? "whole number" : "number",
                                       least,
                                       most));
        return;
    }
    held = static_cast<Number>(*number);
}

bool is_host_pattern(std::string_view text) {
    if (text.starts_with("*.")) {
        text.remove_prefix(2);
    }
    const bool named = std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '-' || letter == '.';
    });
    return named && !text.empty() && text.front() != '.';
}

void read_http_members(manifest_fields& each, http_rules& rules) {
    constexpr std::int64_t month = 31L * 24 * 60 * 60;
    read_number(each, "requests_per_second", 0.001, 1000, rules.requests_per_second);
    read_number(each, "concurrent", 1, 100, rules.concurrent);
    std::int64_t cache_seconds = 0;
    read_number(each, "cache_seconds", 0, month, cache_seconds);
    rules.cache = std::chrono::seconds(cache_seconds);
    rules.redirect_to = each.texts("redirect_to");
    for (std::size_t i = 0; i < rules.redirect_to.size(); ++i) {
        if (!rules.redirect_to[i].empty() && !is_host_pattern(rules.redirect_to[i])) {
            each.add_problem(element_path("redirect_to", i),
                             fmt::format("'{}' is no host; write a name in lower case, such as "
                                         "api.example.com, or *.example.com",
                                         rules.redirect_to[i]));
        }
    }
}

// Nothing is said of a kind that could not be read.
http_rules read_http(manifest_fields& fields, std::optional<plugin_kind> kind) {
    http_rules rules;
    fields.each_member("http", [&](manifest_fields& each) {
        read_http_members(each, rules);
        if (kind == plugin_kind::model) {
            fields.add_problem("http", "only a source asks the network; its kind is \"source\"");
        }
    });
    return rules;
}

std::string read_library(manifest_fields& fields) {
    std::string library = fields.required_text("library");
    const bool is_path =
        library.find('/') != std::string::npos || library == "." || library == "..";
    if (is_path) {
        fields.add_problem("library",
                           fmt::format("'{}' must be a file name without directories: the library "
                                       "stands beside its manifest",
                                       library));
        return "";
    }
    return library;
}

std::optional<plugin_kind> read_kind(manifest_fields& fields) {
    const std::optional<std::size_t> word = fields.required_choice("kind", {"model", "source"});
    if (!word) {
        return std::nullopt;
    }
    return *word == 1U ? plugin_kind::source : plugin_kind::model;
}

manifest read_manifest(const boost::json::object& object, problem_log& log) {
    manifest_fields fields(object, "", log);
    manifest manifest;
    manifest.name = fields.required_name("name", '_');
    manifest.version = parse_or_log<version>(fields, "version", fields.required_text("version"));
    const std::optional<plugin_kind> kind = read_kind(fields);
    manifest.kind = kind.value_or(plugin_kind::model);
    manifest.description = fields.required_text("description");
    manifest.library = read_library(fields);
    manifest.sdk = fields.required_text_map("sdk");
    manifest.depends = read_dependencies(fields);
    manifest.conflicts = read_conflicts(fields);
    manifest.models = read_names(fields, "models");
    manifest.tags = read_names(fields, "tags");
    manifest.options = read_options(fields);
    manifest.environment = read_environment(fields);
    manifest.http = read_http(fields, kind);
    fields.finish();
    return manifest;
}

std::string syntax_problem(std::string_view text,
                           std::size_t consumed,
                           const std::string& file,
                           const boost::json::error_code& code) {
    const std::string_view read = text.substr(0, consumed);
    return fmt::format("{}:{}: not valid JSON: {}",
                       file,
                       1 + std::count(read.begin(), read.end(), '\n'),
                       code.message());
}

} // namespace

parsed_manifest parse_manifest(std::string_view text, const std::string& file) {
    boost::json::stream_parser parser;
    boost::json::error_code code;
    const std::size_t consumed = parser.write(text.data(), text.size(), code);
    if (!code) {
        parser.finish(code);
    }
    if (code) {
        return {{}, {syntax_problem(text, consumed, file, code)}};
    }
    const boost::json::value value = parser.release();
    problem_log log(file, text);
    if (repeats_keys(text, value)) {
        log.add_repeated_keys();
    }
    if (!value.is_object()) {
        log.add("", fmt::format("expected object, got {}", describe(value)));
        return {{}, log.take()};
    }
    manifest read = read_manifest(value.get_object(), log);
    return {std::move(read), log.take()};
}

} // namespace seedbed::discovery
