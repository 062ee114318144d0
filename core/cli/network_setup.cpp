#include "core/cli/network_setup.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fnmatch.h>
#include <functional>
#include <set>

namespace seedbed::cli {
namespace {

using discovery::manifest;

std::string user_agent() {
    return "seedbed/" SEEDBED_VERSION " (database seeder)";
}

bool is_source(const manifest& manifest) {
    return manifest.kind == discovery::plugin_kind::source;
}

/// The manifests of the plan's sources.
std::vector<manifest> sources_of(const program& program, const graph::plan& plan) {
    const graph::dependency_graph graph = program.graph();
    std::vector<manifest> sources;
    for (const graph::planned& planned : plan.order)
        if (const manifest& each = graph.find(planned.name)->manifest; is_source(each))
            sources.push_back(each);
    return sources;
}

void for_each_secret_variable(const std::vector<manifest>& sources,
                              const std::function<void(const std::string&)>& name) {
    for (const manifest& source : sources)
        for (const discovery::environment_variable& variable : source.environment)
            if (variable.secret)
                name(variable.name);
}

/// The values of the sources' secret variables and options.
std::vector<std::string> secrets_of(const program& program, const std::vector<manifest>& sources) {
    std::vector<std::string> secrets;
    for_each_secret_variable(sources, [&](const std::string& name) {
        if (const auto value = program.environment(name))
            secrets.push_back(*value);
    });
    for (const manifest& source : sources)
        for (const discovery::option& option : source.options)
            if (const auto* text = std::get_if<std::string>(&program.options.at(option.name).value);
                text != nullptr && option.secret)
                secrets.push_back(*text);
    return secrets;
}

/// The first of the variables that is set.
std::string first_set(const program& program, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const auto value = program.environment(name); value && !value->empty())
            return *value;
    return {};
}

/// HTTP_PROXY in upper case is left out, as by curl: under CGI a visitor sets it.
http::proxy_variables proxies_of(const program& program) {
    return {.https = first_set(program, {"https_proxy", "HTTPS_PROXY"}),
            .http = first_set(program, {"http_proxy"}),
            .all = first_set(program, {"all_proxy", "ALL_PROXY"}),
            .none = first_set(program, {"no_proxy", "NO_PROXY"})};
}

http::network_use network_use_of(const settings& settings) {
    if (settings.replay)
        return http::network_use::replay;
    if (settings.offline)
        return http::network_use::forbidden;
    return settings.record ? http::network_use::record : http::network_use::live;
}

/// $XDG_CACHE_HOME/seedbed; nothing where no directory of the user's is known.
std::optional<std::filesystem::path> cache_directory(const program& program) {
    const std::string named = first_set(program, {"XDG_CACHE_HOME"});
    if (!named.empty() && std::filesystem::path(named).is_absolute())
        return std::filesystem::path(named) / "seedbed";
    const std::string home = first_set(program, {"HOME"});
    if (home.empty())
        return std::nullopt;
    return std::filesystem::path(home) / ".cache" / "seedbed";
}

std::string describe_unknown(const std::string& name, const std::vector<std::string>& sources) {
    if (sources.empty())
        return fmt::format("--require {}: no source takes part in this run", name);
    return fmt::format("--require {}: no source of that name takes part in this run{}",
                       name,
                       text::did_you_mean(name, sources));
}

} // namespace

http::client_options network_options(const program& program, const graph::plan& plan) {
    const settings& settings = program.settings;
    http::client_options options{.user_agent = user_agent(),
                                 .secrets = secrets_of(program, sources_of(program, plan)),
                                 .proxies = proxies_of(program),
                                 .network = network_use_of(settings),
                                 .recording =
                                     settings.replay.value_or(settings.record.value_or(""))};
    if (settings.ca_file)
        options.ca_file = *settings.ca_file;
    if (settings.cache)
        options.cache = cache_directory(program);
    return options;
}

http::source_rules source_rules(const manifest& manifest) {
    return {.source = manifest.name,
            .requests_per_second = manifest.http.requests_per_second,
            .concurrent = static_cast<unsigned>(manifest.http.concurrent),
            .redirect_to = manifest.http.redirect_to,
            .cache_for = manifest.http.cache};
}

std::vector<std::string> required_sources(const program& program, const graph::plan& plan) {
    const bool only_clears = program.settings.clear && !program.settings.seed;
    if (only_clears && !program.settings.require.empty())
        throw error(failure::usage,
                    "--require is about what a run collects, and --clear alone collects nothing; "
                    "add --all or --only NAME, or leave it out");
    std::vector<std::string> names;
    for (const manifest& source : sources_of(program, plan))
        names.push_back(source.name);
    std::set<std::string> required;
    std::vector<std::string> problems;
    for (const std::string& wanted : program.settings.require) {
        bool found = false;
        for (const std::string& name : names)
            if (fnmatch(wanted.c_str(), name.c_str(), 0) == 0) {
                required.insert(name);
                found = true;
            }
        if (!found)
            problems.push_back(describe_unknown(wanted, names));
    }
    if (!problems.empty())
        throw error(failure::usage, fmt::format("{}", fmt::join(problems, "\n")));
    return {required.begin(), required.end()};
}

run::recorded_run
run_to_record(const program& program, const graph::plan& plan, const run_info& info) {
    run::recorded_run run{.as_of = info.as_of, .present = info.present, .variables = {}};
    for_each_secret_variable(sources_of(program, plan), [&](const std::string& name) {
        if (const auto value = program.environment(name); value && !value->empty())
            run.variables.insert(name);
    });
    return run;
}

program as_recorded(const program& program, const run::recorded_run& recorded) {
    cli::program changed = program;
    std::set<std::string> secret;
    for (const discovery::candidate& candidate : program.plugins.candidates)
        if (is_source(candidate.manifest))
            for_each_secret_variable({candidate.manifest},
                                     [&](const std::string& name) { secret.insert(name); });
    changed.environment = [secret, recorded, outer = program.environment](
                              const std::string& name) -> std::optional<std::string> {
        if (!secret.contains(name))
            return outer(name);
        return recorded.variables.contains(name) ? std::optional<std::string>("REDACTED")
                                                 : std::nullopt;
    };
    return changed;
}

} // namespace seedbed::cli
