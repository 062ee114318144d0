#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace seedbed {

/// The value of one option: flag, integer, number, text, or list.
using option_value =
    std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// The options and environment variables that a plugin's manifest declares, with the values of
/// this run: from the command line, else the environment, else the configuration file, else the
/// manifest's default. Immutable while a run lasts, so any thread may read it.
///
/// Asking for a name that the manifest does not declare, or for another type than it declares,
/// is an error(failure::plugin): the manifest is the one source of truth.
class option_values {
public:
    option_values() = default;
    option_values(std::string plugin,
                  std::map<std::string, option_value> values,
                  std::set<std::string> given,
                  std::map<std::string, std::optional<std::string>> environment);

    bool flag(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    double number(std::string_view name) const;
    const std::string& text(std::string_view name) const;
    const std::vector<std::string>& list(std::string_view name) const;

    /// Whether the user gave the option, rather than the manifest's default standing in.
    bool given(std::string_view name) const;

    /// A declared environment variable; nothing where it is unset or empty.
    const std::optional<std::string>& environment(std::string_view variable) const;

private:
    template <class T>
    const T& get(std::string_view name, std::string_view type) const;

    std::string plugin_;
    std::map<std::string, option_value> values_;
    std::set<std::string> given_;
    std::map<std::string, std::optional<std::string>> environment_;
};

} // namespace seedbed
