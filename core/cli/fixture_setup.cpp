#include "core/cli/fixture_setup.hpp"

#include "core/cli/run_setup.hpp"

#include <seedbed/error.hpp>
#include <seedbed/suggest.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace seedbed::cli {
namespace {

bool is_source(const discovery::candidate& plugin) {
    return plugin.state != discovery::plugin_state::refused &&
           plugin.manifest.kind == discovery::plugin_kind::source;
}

const discovery::candidate& plugin_of(const std::string& model, const program& program) {
    std::set<std::string> names;
    for (const discovery::candidate& each : program.plugins.candidates) {
        const auto& models = each.manifest.models;
        const bool is_named = each.manifest.name == model;
        const bool without_model = is_source(each) && models.empty();
        if (is_named && without_model)
            throw error(failure::usage,
                        fmt::format("{} is a source and brings no model; seedbed models lists "
                                    "those that there are",
                                    model));
        if (is_named || std::ranges::count(models, model) > 0)
            return each;
        if (is_source(each) || each.state == discovery::plugin_state::refused)
            continue;
        names.insert(each.manifest.name);
        names.insert(models.begin(), models.end());
    }
    throw error(failure::usage,
                fmt::format("there is no model '{}'{}\nmodels and their plugins: {}",
                            model,
                            text::did_you_mean(model, std::vector(names.begin(), names.end())),
                            fmt::join(names, ", ")));
}

program for_models(program chosen, const std::optional<std::string>& model) {
    graph::selection& selection = chosen.settings.selection;
    if (model) {
        selection = {};
        selection.only = {plugin_of(*model, chosen).manifest.name};
    } else {
        selection.no_real_data = true;
    }
    return chosen;
}

std::vector<std::string> given(const invocation& invocation, const std::string& option) {
    const auto found = invocation.fixture_options.find(option);
    return found == invocation.fixture_options.end() ? std::vector<std::string>() : found->second;
}

void read_settings(const invocation& invocation,
                   const std::string& option,
                   value_form form,
                   fixture_request& request,
                   std::vector<std::string>& problems) {
    for (const std::string& text : given(invocation, option)) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            problems.push_back(fmt::format("--{} takes COLUMN={}: '{}'",
                                           option,
                                           form == value_form::json ? "JSON" : "TEXT",
                                           text));
        else
            request.set.push_back({text.substr(0, equals), text.substr(equals + 1), form});
    }
}

} // namespace

opened_models::opened_models(const program& program,
                             const std::optional<std::string>& model,
                             bool remote) {
    const cli::program chosen = for_models(program, model);
    steps_ = make_steps(chosen, make_complete_plan(chosen));
    models_ = std::make_unique<fixtures::fixture_models>(
        steps_, make_run_info(program.settings, now(), remote));
}

void check_model(const program& program, const std::string& model) {
    plugin_of(model, program);
}

fixture_request read_fixture_request(const invocation& invocation) {
    fixture_request request;
    request.model = invocation.model;
    std::vector<std::string> problems;
    read_settings(invocation, "set", value_form::text, request, problems);
    read_settings(invocation, "set-json", value_form::json, request, problems);
    if (!problems.empty())
        throw error(failure::usage, fmt::format("{}", fmt::join(problems, "\n")));
    request.variations = given(invocation, "as");
    request.count = read_number(invocation, "count", 1);
    return request;
}

std::uint64_t
read_number(const invocation& invocation, const std::string& option, std::uint64_t otherwise) {
    const std::vector<std::string> texts = given(invocation, option);
    if (texts.empty())
        return otherwise;
    const std::string& text = texts.back();
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number == 0)
        throw error(failure::usage,
                    fmt::format("--{} takes a number from 1 on: '{}'", option, text));
    return number;
}

} // namespace seedbed::cli
