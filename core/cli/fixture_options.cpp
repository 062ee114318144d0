#include "core/cli/fixture_options.hpp"

#include <cstdint>
#include <utility>

namespace seedbed::cli {
namespace {

using discovery::option_type;

command_option made(std::string name,
                    option_type type,
                    std::string placeholder,
                    std::string description,
                    std::vector<std::string> commands) {
    command_option made;
    made.option.name = std::move(name);
    made.option.type = type;
    made.option.placeholder = std::move(placeholder);
    made.option.description = std::move(description);
    made.commands = std::move(commands);
    return made;
}

std::vector<command_option> make_options() {
    std::vector<command_option> all{
        made("set",
             option_type::list,
             "COLUMN=TEXT",
             "create: give a column, or an input of the model, this value; repeated for several",
             {"create"}),
        made("set-json",
             option_type::list,
             "COLUMN=JSON",
             "create: the same with a JSON value: null, a list, a document",
             {"create"}),
        made("as",
             option_type::list,
             "VARIATION",
             "create: make the row a named variation of its model; repeated for several",
             {"create"}),
        made("count", option_type::integer, "N", "create: how many rows", {"create"}),
        made("rows", option_type::integer, "N", "preview: how many rows, also -n", {"preview"}),
        made("build", option_type::flag, "", "create: print the rows, write none", {"create"}),
        made("stdin",
             option_type::flag,
             "",
             "create: take commands from standard input, a JSON object a line, and answer each so",
             {"create"})};
    for (command_option& each : all)
        if (each.option.type == option_type::integer)
            each.option.default_value = std::int64_t{each.option.name == "rows" ? 5 : 1};
    return all;
}

} // namespace

const std::vector<command_option>& fixture_options() {
    static const std::vector<command_option> options = make_options();
    return options;
}

option_group fixture_option_group() {
    option_group group{.title = "How to make rows for tests", .plugin = "", .options = {}};
    for (const command_option& each : fixture_options())
        group.options.push_back(each.option);
    return group;
}

} // namespace seedbed::cli
