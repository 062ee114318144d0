#include "core/cli/settings.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace seedbed::cli {
namespace {

class reader {
public:
    explicit reader(const resolved_options& options) : options_(options) {}

    bool flag(const std::string& name) const { return get<bool>(name); }
    bool given(const std::string& name) const {
        return options_.at(name).origin != value_origin::built_in;
    }
    template <class T>
    const T& get(const std::string& name) const {
        return std::get<T>(options_.at(name).value);
    }
    std::optional<std::string> text(const std::string& name) const {
        return given(name) ? std::optional(get<std::string>(name)) : std::nullopt;
    }

private:
    const resolved_options& options_;
};

color_mode read_color(const std::string& text) {
    if (text == "auto")
        return color_mode::automatic;
    if (text == "always")
        return color_mode::always;
    if (text == "never")
        return color_mode::never;
    throw error(failure::usage, "--color: '" + text + "' is none of auto, always, never");
}

std::optional<timestamp> read_as_of(const std::optional<std::string>& text) {
    if (!text || *text == "now")
        return std::nullopt;
    try {
        return timestamp::parse(*text).floor_to(as_of_step);
    } catch (const error& e) {
        throw error(failure::usage, std::string("--as-of: ") + e.what());
    }
}

/// The earlier seeder ran everything on a count flag alone; so does this one.
bool count_given(const resolved_options& options, const std::vector<option_group>& groups) {
    for (const option_group& group : groups)
        for (const discovery::option& option : group.options)
            if (option.count && options.at(option.name).origin == value_origin::command_line)
                return true;
    return false;
}

void check_network_options(const settings& s) {
    const auto exclude = [](bool both, const char* message) {
        if (both)
            throw error(failure::usage, message);
    };
    exclude(s.record && s.replay, "--record and --replay exclude each other: give one of them");
    exclude(s.record && s.offline,
            "--record and --offline exclude each other: nothing would be recorded");
    exclude(!s.require.empty() && s.selection.no_real_data,
            "--require and --no-real-data exclude each other: no source takes part");
    exclude(!s.require.empty() && s.offline && !s.replay,
            "--require and --offline exclude each other: no source would be asked");
}

struct to_sdk_value {
    seedbed::option_value operator()(std::monostate) const { return std::string(); }
    template <class T>
    seedbed::option_value operator()(const T& held) const {
        return held;
    }
};

} // namespace

settings read_settings(const resolved_options& options, const std::vector<option_group>& groups) {
    const reader read(options);
    settings s;
    s.all = read.flag("all");
    s.selection.only = read.get<std::vector<std::string>>("only");
    s.selection.skip = read.get<std::vector<std::string>>("skip");
    s.selection.no_real_data = read.flag("no-real-data");
    s.selection.with_dependents = read.flag("with-dependents");
    s.selection.without_dependencies = read.flag("no-deps");
    s.allow_empty = read.flag("allow-empty");
    if (s.all && !s.selection.only.empty())
        throw error(failure::usage, "--all and --only exclude each other: give one of them");
    s.clear = read.flag("clear");
    const bool seeds = s.all || !s.selection.only.empty() || count_given(options, groups);
    s.seed = seeds || !s.clear;
    s.starts_run = seeds || s.clear || s.selection.no_real_data || !s.selection.skip.empty();
    s.dry_run = read.flag("dry-run");
    s.keep_going = read.flag("keep-going");
    s.verify = !read.flag("no-verify");
    s.yes = read.flag("yes");
    s.json = read.flag("json");
    s.dot = read.flag("dot");
    s.mermaid = read.flag("mermaid");
    s.why = read.get<std::vector<std::string>>("why");
    s.check = read.flag("check");
    s.quiet = read.flag("quiet");
    s.verbose = read.flag("verbose");
    s.allow_remote = read.flag("allow-remote");
    s.color = read_color(read.get<std::string>("color"));
    s.database = read.text("database");
    s.ca_file = read.text("ca-file");
    s.record = read.text("record");
    s.replay = read.text("replay");
    s.recording = read.text("recording");
    s.offline = read.flag("offline");
    s.cache = !read.flag("no-cache");
    s.require = read.get<std::vector<std::string>>("require");
    check_network_options(s);
    s.run_seed = static_cast<std::uint64_t>(read.get<std::int64_t>("seed"));
    s.as_of = read_as_of(read.text("as-of"));
    return s;
}

option_values plugin_options(const discovery::manifest& manifest,
                             const resolved_options& options,
                             const database::environment_lookup& environment) {
    std::map<std::string, seedbed::option_value> values;
    std::set<std::string> given;
    for (const discovery::option& option : manifest.options) {
        const resolved_option& resolved = options.at(option.name);
        values[option.name] = std::visit(to_sdk_value(), resolved.value);
        if (resolved.origin != value_origin::built_in)
            given.insert(option.name);
    }
    std::map<std::string, std::optional<std::string>> variables;
    for (const discovery::environment_variable& variable : manifest.environment) {
        const auto value = environment(variable.name);
        variables[variable.name] = value && !value->empty() ? value : std::nullopt;
    }
    return {manifest.name, std::move(values), std::move(given), std::move(variables)};
}

run_info make_run_info(const settings& settings, timestamp now, bool remote) {
    const timestamp present = now.floor_to(as_of_step);
    const timestamp as_of = settings.as_of.value_or(present);
    return {.seed = settings.run_seed,
            .as_of = as_of,
            .present = present,
            .as_of_now = as_of == present,
            .remote = remote};
}

} // namespace seedbed::cli
