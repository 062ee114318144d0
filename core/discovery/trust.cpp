#include "core/discovery/trust.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace seedbed::discovery {
namespace {

constexpr gid_t root_group = 0;
constexpr uid_t root_user = 0;

std::optional<gid_t> primary_group(uid_t user) {
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 16384> strings{};
    if (getpwuid_r(user, &entry, strings.data(), strings.size(), &found) != 0 || found == nullptr) {
        return std::nullopt; // a container's user id often has no name
    }
    return entry.pw_gid;
}

gid_t own_group(uid_t user) {
    const gid_t fallback = user == geteuid() ? getegid() : root_group;
    return primary_group(user).value_or(fallback);
}

} // namespace

std::vector<std::string> reasons_to_distrust(const ownership& file, uid_t current_user) {
    std::vector<std::string> reasons;
    if (file.owner != root_user && file.owner != current_user) {
        reasons.push_back(fmt::format(
            "is owned by user id {}, neither root nor you (user id {})", file.owner, current_user));
    }
    if ((file.mode & S_IWOTH) != 0) {
        reasons.push_back(
            fmt::format("is writable by everybody (mode {:04o}); chmod o-w takes that "
                        "away",
                        file.mode & 07777U));
    }
    const bool familiar_group = file.group == root_group || file.group == file.owners_group;
    if ((file.mode & S_IWGRP) != 0 && !familiar_group) {
        reasons.push_back(fmt::format("is writable by group id {} (mode {:04o}); chmod g-w takes "
                                      "that away",
                                      file.group,
                                      file.mode & 07777U));
    }
    return reasons;
}

std::vector<std::string> reasons_to_distrust(const std::filesystem::path& path) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) {
        return {};
    }
    // To look up a group reads files: only where it matters.
    const bool group_matters = (facts.st_mode & S_IWGRP) != 0;
    const gid_t owners_group = group_matters ? own_group(facts.st_uid) : facts.st_gid;
    const ownership file{facts.st_uid, facts.st_gid, owners_group, facts.st_mode};
    std::vector<std::string> reasons = reasons_to_distrust(file, geteuid());
    for (std::string& reason : reasons) {
        reason.insert(0, path.string() + " ");
    }
    return reasons;
}

} // namespace seedbed::discovery
