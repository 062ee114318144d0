#pragma once

#include <cstdlib>
#include <functional>
#include <optional>
#include <string>

namespace seedbed::database {

/// Looks an environment variable up; nothing when it is not set.
using environment_lookup = std::function<std::optional<std::string>(const std::string& name)>;

/// The environment of this process.
inline environment_lookup process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

} // namespace seedbed::database
