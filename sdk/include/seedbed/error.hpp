#pragma once

#include <stdexcept>
#include <string>

namespace seedbed {

/// What kind of thing went wrong. The value is the exit code of the command (docs/cli.md).
enum class failure : int {
    seeding = 1,       ///< a plugin failed, a check is violated, or only a part was kept
    usage = 2,         ///< the command line, a configuration file or an option's value is wrong
    plugin = 3,        ///< a plugin is refused, missing, or in a dependency cycle
    database = 4,      ///< the database cannot be reached, or its tables do not fit
    interrupted = 130, ///< SIGINT or SIGTERM; everything was rolled back
};

/// The one exception type of seedbed: what failed, and a message that says what was wrong,
/// where, with which values, and what to do next. A message may have several lines when several
/// problems of a kind were found together.
class error : public std::runtime_error {
public:
    error(failure kind, const std::string& message);
    ~error() override; // out of line: one typeinfo, in libseedbed, for all plugins

    failure kind() const noexcept { return kind_; }

private:
    failure kind_;
};

} // namespace seedbed
