#include "core/discovery/option.hpp"

#include "core/discovery/manifest_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace seedbed::discovery {
namespace {

constexpr double largest_exact_integer = 9007199254740992.0; // 2^53

const std::vector<std::string> type_names{"integer", "number", "text", "flag", "list"};

std::optional<option_value> list_from(const boost::json::array& array) {
    std::vector<std::string> list;
    for (const boost::json::value& element : array) {
        if (!element.is_string()) {
            return std::nullopt;
        }
        list.emplace_back(std::string_view(element.get_string()));
    }
    return list;
}

std::optional<option_value> value_from(const boost::json::value& value, option_type type) {
    if (type == option_type::integer && value.is_int64()) {
        return value.get_int64();
    }
    if (type == option_type::number && value.is_number()) {
        return value.to_number<double>();
    }
    if (type == option_type::text && value.is_string()) {
        return std::string(std::string_view(value.get_string()));
    }
    if (type == option_type::flag && value.is_bool()) {
        return value.get_bool();
    }
    if (type == option_type::list && value.is_array()) {
        return list_from(value.get_array());
    }
    return std::nullopt;
}

std::string type_name(const option& option) {
    return option.type == option_type::list ? "array of strings"
                                            : type_names[static_cast<std::size_t>(option.type)];
}

std::string beyond_range(const option& option, double number, const std::string& shown) {
    if (!std::isfinite(number)) {
        return shown + " is not a finite number";
    }
    if (option.minimum && number < *option.minimum) {
        return fmt::format("{} is below the minimum {}", shown, *option.minimum);
    }
    if (option.maximum && number > *option.maximum) {
        return fmt::format("{} is above the maximum {}", shown, *option.maximum);
    }
    return "";
}

// The help prints it.
bool is_printable(const option_value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return !has_control_character(*text);
    }
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    return list == nullptr || std::none_of(list->begin(), list->end(), has_control_character);
}

void read_default(manifest_fields& fields, option& option) {
    const boost::json::value* value = fields.find("default");
    if (value == nullptr) {
        return;
    }
    const std::optional<option_value> read = value_from(*value, option.type);
    if (!read) {
        const std::string got = option.secret ? "another type" : describe(*value);
        fields.add_problem("default", fmt::format("expected {}, got {}", type_name(option), got));
        return;
    }
    if (!is_printable(*read)) {
        fields.add_problem("default", not_one_line);
        return;
    }
    option.default_value = *read;
    if (const auto problem = misfit(option, *read)) {
        fields.add_problem("default", *problem);
    }
}

void check_bound(manifest_fields& fields,
                 const std::string& key,
                 const option& option,
                 const std::optional<double>& bound) {
    if (!bound) {
        return;
    }
    if (option.type != option_type::integer && option.type != option_type::number) {
        fields.add_problem(key, "only an option of type integer or number has a range");
        return;
    }
    const bool whole = std::floor(*bound) == *bound && std::fabs(*bound) <= largest_exact_integer;
    if (option.type == option_type::integer && !whole) {
        fields.add_problem(key, fmt::format("expected a whole number up to 2^53, got {}", *bound));
    }
}

void read_range(manifest_fields& fields, option& option) {
    option.minimum = fields.number("minimum");
    option.maximum = fields.number("maximum");
    check_bound(fields, "minimum", option, option.minimum);
    check_bound(fields, "maximum", option, option.maximum);
    if (option.minimum && option.maximum && *option.minimum > *option.maximum) {
        fields.add_problem(
            "minimum", fmt::format("{} is above the maximum {}", *option.minimum, *option.maximum));
    }
}

void read_count(manifest_fields& fields, option& option) {
    option.count = fields.flag("count");
    if (option.count && option.type != option_type::integer) {
        fields.add_problem("count", "only an option of type integer counts rows");
    }
}

} // namespace

std::optional<std::string> misfit(const option& option, const option_value& value) {
    if (value.index() != static_cast<std::size_t>(option.type) + 1) {
        return fmt::format("expected {}", type_name(option));
    }
    std::string problem;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        const std::string shown = option.secret ? "its value" : fmt::to_string(*integer);
        problem = beyond_range(option, static_cast<double>(*integer), shown);
    } else if (const auto* number = std::get_if<double>(&value)) {
        const std::string shown = option.secret ? "its value" : fmt::to_string(*number);
        problem = beyond_range(option, *number, shown);
    }
    return problem.empty() ? std::nullopt : std::optional(problem);
}

option read_option(manifest_fields& fields) {
    option option;
    option.name = fields.required_name("name", '-');
    option.secret = fields.flag("secret");
    if (const auto type = fields.required_choice("type", type_names)) {
        option.type = static_cast<option_type>(*type);
        read_range(fields, option);
        read_default(fields, option);
        read_count(fields, option);
    } else {
        fields.leave_unread({"minimum", "maximum", "default", "count"});
    }
    option.environment_variable = fields.environment_name("env", fields.text("env"));
    option.placeholder = fields.text("value");
    option.description = fields.required_text("description");
    return option;
}

} // namespace seedbed::discovery
