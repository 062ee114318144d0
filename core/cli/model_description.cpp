#include "core/cli/model_description.hpp"

#include "core/cli/command_line.hpp"
#include "core/cli/row_table.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>

namespace seedbed::cli {
namespace {

namespace json = boost::json;

/// The model whose table it is; empty for a table that no model has.
std::string model_of(const std::string& table, const std::vector<described_model>& all) {
    const auto found = std::ranges::find_if(all, [&](const described_model& each) {
        return each.factory->layout().table().name == table;
    });
    return found == all.end() ? "" : std::string(found->factory->model());
}

std::vector<std::string> parents_of(const row_factory& factory,
                                    const std::vector<described_model>& all) {
    std::vector<std::string> parents;
    for (const mapped_column& column : factory.layout().table().columns)
        if (column.references)
            if (const std::string parent = model_of(column.references->table, all);
                !parent.empty() && std::ranges::count(parents, parent) == 0)
                parents.push_back(parent);
    return parents;
}

std::vector<std::string> variation_names(const row_factory& factory) {
    std::vector<std::string> names;
    for (const variation_info& each : factory.variations())
        names.push_back(each.name);
    return names;
}

std::string constraints_of(const mapped_column& column) {
    std::vector<std::string> words;
    if (column.primary_key)
        words.emplace_back("key");
    words.emplace_back(column.nullable ? "may be NULL" : "NOT NULL");
    if (column.has_default)
        words.emplace_back("has a default");
    if (column.references)
        words.push_back(
            fmt::format("refers to {}.{}", column.references->table, column.references->column));
    return fmt::format("{}", fmt::join(words, ", "));
}

json::object column_json(const mapped_column& column, const std::vector<described_model>& all) {
    json::object made{{"name", column.name},
                      {"type", column.type},
                      {"nullable", column.nullable},
                      {"primary_key", column.primary_key},
                      {"has_default", column.has_default},
                      {"references", nullptr}};
    if (column.references) {
        const std::string model = model_of(column.references->table, all);
        made["references"] =
            json::object{{"model", model.empty() ? json::value(nullptr) : json::value(model)},
                         {"table", column.references->table},
                         {"column", column.references->column}};
    }
    return made;
}

json::value default_json(const discovery::option& option) {
    struct json_of {
        json::value operator()(std::monostate) const { return nullptr; }
        json::value operator()(std::int64_t value) const { return value; }
        json::value operator()(double value) const { return value; }
        json::value operator()(const std::string& value) const { return json::value(value); }
        json::value operator()(bool value) const { return value; }
        json::value operator()(const std::vector<std::string>& value) const {
            return json::value_from(value);
        }
    };
    return option.secret ? json::value(nullptr) : std::visit(json_of(), option.default_value);
}

} // namespace

std::string models_text(const std::vector<described_model>& models) {
    std::vector<std::vector<std::string>> lines{
        {"model", "plugin", "table", "refers to", "variations"}};
    for (const described_model& each : models)
        lines.push_back({std::string(each.factory->model()),
                         each.plugin->name,
                         each.factory->layout().table().name,
                         fmt::format("{}", fmt::join(parents_of(*each.factory, models), ", ")),
                         fmt::format("{}", fmt::join(variation_names(*each.factory), ", "))});
    return table_text(lines) + "seedbed models NAME shows one with its columns\n";
}

std::string model_text(const described_model& model, const std::vector<described_model>& all) {
    const row_factory& factory = *model.factory;
    std::string text = fmt::format("{}: {}\nplugin {}, table {}\n",
                                   factory.model(),
                                   model.plugin->description,
                                   model.plugin->name,
                                   factory.layout().table().name);
    const auto add = [&](const char* title, const std::vector<std::vector<std::string>>& lines) {
        if (!lines.empty())
            text += fmt::format("\n{}\n{}", title, table_text(lines));
    };
    std::vector<std::vector<std::string>> lines;
    for (const mapped_column& column : factory.layout().table().columns)
        lines.push_back({"  " + column.name, column.type, constraints_of(column)});
    add("columns", lines);
    lines.clear();
    for (const fixture_input& each : factory.inputs())
        lines.push_back({"  " + each.name, each.type, each.description});
    add("inputs", lines);
    lines.clear();
    for (const variation_info& each : factory.variations())
        lines.push_back({"  " + each.name, each.description});
    add("variations", lines);
    lines.clear();
    for (const discovery::option& option : model.plugin->options)
        lines.push_back({"  " + option_term(option), option_meaning(option)});
    add("options", lines);
    if (const auto parents = parents_of(factory, all); !parents.empty())
        text += fmt::format("\nrefers to rows of {}, which are made where none is given\n",
                            fmt::join(parents, ", "));
    return text;
}

json::object model_json(const described_model& model, const std::vector<described_model>& all) {
    const row_factory& factory = *model.factory;
    json::array columns;
    for (const mapped_column& column : factory.layout().table().columns)
        columns.push_back(column_json(column, all));
    json::array inputs;
    for (const fixture_input& each : factory.inputs())
        inputs.push_back(json::object{
            {"name", each.name}, {"type", each.type}, {"description", each.description}});
    json::array variations;
    for (const variation_info& each : factory.variations())
        variations.push_back(json::object{{"name", each.name}, {"description", each.description}});
    json::array options;
    for (const discovery::option& option : model.plugin->options)
        options.push_back(json::object{{"name", option.name},
                                       {"default", default_json(option)},
                                       {"description", option.description}});
    return {{"model", std::string(factory.model())},
            {"plugin", model.plugin->name},
            {"description", model.plugin->description},
            {"table", factory.layout().table().name},
            {"series", factory.is_series()},
            {"columns", std::move(columns)},
            {"parents", json::value_from(parents_of(factory, all))},
            {"inputs", std::move(inputs)},
            {"variations", std::move(variations)},
            {"options", std::move(options)}};
}

} // namespace seedbed::cli
