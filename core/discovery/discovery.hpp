#pragma once

#include "core/discovery/candidate.hpp"
#include "core/discovery/fingerprint.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace seedbed::discovery {

struct discovery_request {
    std::vector<std::filesystem::path> directories; ///< earlier ones win; see search_path
    fingerprint host;                               ///< of this seedbed
    std::vector<std::string> reserved_options;      ///< the host's own, which no plugin may declare
    bool allow_insecure = false; ///< take what others can change (--allow-insecure-plugins)
};

struct searched_directory {
    std::filesystem::path path; ///< absolute
    std::string remark;         ///< "did not exist", "held no plugin", why it was refused; or empty
};

struct discovery_result {
    std::vector<candidate> candidates;           ///< one for each name, by name
    std::vector<searched_directory> directories; ///< in the order of the search
    std::vector<std::string> warnings;
};

/// Reads every *.seedbed.json in the directories and says of each whether it can be used: the
/// manifest is right, nobody else can change it, its fingerprint is the host's, its library is
/// there, and no other plugin declares the same option or model. Opens no library. The result does
/// not depend on the order in which the file system lists files. Throws error(failure::usage) where
/// a directory is relative to a working directory that is gone.
discovery_result discover(const discovery_request& request);

/// "/opt/plugins (did not exist)" for each directory, in the order of the search.
std::vector<std::string> searched(const discovery_result& result);

} // namespace seedbed::discovery
