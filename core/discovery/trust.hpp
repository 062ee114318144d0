#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace seedbed::discovery {

/// Who may change a file or directory.
struct ownership {
    uid_t owner = 0;
    gid_t group = 0;
    gid_t owners_group = 0; ///< the owner's own (primary) group
    mode_t mode = 0;
};

/// Why code from there should not be loaded: a stranger owns it, or others can write to it. A
/// plugin runs with all the rights that the user of seedbed has, on the machine and in the
/// database. Writing by the group is accepted when the group is root's or the owner's own.
std::vector<std::string> reasons_to_distrust(const ownership& file, uid_t current_user);

/// The same for what stands at `path`, each reason beginning with the path that it is about. A
/// symbolic link is followed, and each directory that it leads into counts, too. Empty when there
/// is nothing at `path`.
std::vector<std::string> reasons_to_distrust(const std::filesystem::path& path);

} // namespace seedbed::discovery
