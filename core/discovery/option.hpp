#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace seedbed::discovery {

class manifest_fields;

enum class option_type { integer, number, text, flag, list };

/// std::monostate stands for "no value"; the others are in the order of option_type.
using option_value =
    std::variant<std::monostate, std::int64_t, double, std::string, bool, std::vector<std::string>>;

/// An option that a plugin adds to the command line as --name.
struct option {
    std::string name;
    option_type type = option_type::text;
    option_value default_value; ///< fits the type and the range
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::string environment_variable; ///< gives the value when the flag does not; may be empty
    bool count = false;               ///< says how many rows to make: giving it starts a run
    std::string placeholder;          ///< stands for the value in --help; may be empty
    bool secret = false;              ///< its value is never printed
    std::string description;
};

/// What keeps a value from fitting an option (its type, its range), or nothing. A secret option's
/// value is not in the text.
std::optional<std::string> misfit(const option& option, const option_value& value);

/// Reads one element of a manifest's "options".
option read_option(manifest_fields& fields);

} // namespace seedbed::discovery
