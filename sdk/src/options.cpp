#include <seedbed/error.hpp>
#include <seedbed/options.hpp>

#include <fmt/format.h>

#include <utility>

namespace seedbed {

option_values::option_values(std::string plugin,
                             std::map<std::string, option_value> values,
                             std::set<std::string> given,
                             std::map<std::string, std::optional<std::string>> environment)
    : plugin_(std::move(plugin)), values_(std::move(values)), given_(std::move(given)),
      environment_(std::move(environment)) {}

template <class T>
const T& option_values::get(std::string_view name, std::string_view type) const {
    const auto found = values_.find(std::string(name));
    if (found == values_.end())
        throw error(failure::plugin,
                    fmt::format("plugin '{}' asks for option '{}', which its manifest does not "
                                "declare",
                                plugin_,
                                name));
    if (const T* value = std::get_if<T>(&found->second))
        return *value;
    throw error(failure::plugin,
                fmt::format("plugin '{}' reads option '{}' as {}, but its manifest declares "
                            "another type",
                            plugin_,
                            name,
                            type));
}

bool option_values::flag(std::string_view name) const {
    return get<bool>(name, "a flag");
}

std::int64_t option_values::integer(std::string_view name) const {
    return get<std::int64_t>(name, "an integer");
}

double option_values::number(std::string_view name) const {
    return get<double>(name, "a number");
}

const std::string& option_values::text(std::string_view name) const {
    return get<std::string>(name, "text");
}

const std::vector<std::string>& option_values::list(std::string_view name) const {
    return get<std::vector<std::string>>(name, "a list");
}

bool option_values::given(std::string_view name) const {
    return given_.contains(std::string(name));
}

const std::optional<std::string>& option_values::environment(std::string_view variable) const {
    const auto found = environment_.find(std::string(variable));
    if (found == environment_.end())
        throw error(failure::plugin,
                    fmt::format("plugin '{}' asks for environment variable '{}', which its "
                                "manifest does not declare",
                                plugin_,
                                variable));
    return found->second;
}

} // namespace seedbed
