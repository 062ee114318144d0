#include "core/discovery/trust.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <pwd.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace seedbed::discovery {
namespace {

constexpr gid_t root_group = 0;
constexpr uid_t root_user = 0;
constexpr int most_links = 40; // as many as Linux follows

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

void append_reasons(const std::filesystem::path& path,
                    const struct stat& facts,
                    std::vector<std::string>& reasons) {
    // To look up a group reads files: only where it matters.
    const bool group_matters = (facts.st_mode & S_IWGRP) != 0;
    const gid_t owners_group = group_matters ? own_group(facts.st_uid) : facts.st_gid;
    const ownership file{facts.st_uid, facts.st_gid, owners_group, facts.st_mode};
    for (const std::string& reason : reasons_to_distrust(file, geteuid())) {
        reasons.push_back(path.string() + " " + reason);
    }
}

void append_reasons(const std::filesystem::path& directory, std::vector<std::string>& reasons) {
    struct stat facts {};
    if (stat(directory.c_str(), &facts) == 0) {
        append_reasons(directory, facts, reasons);
    }
}

// Moves on to where the link points.
bool follow(std::filesystem::path& link) {
    std::error_code failed;
    const std::filesystem::path target = std::filesystem::read_symlink(link, failed);
    link = link.parent_path() / target; // an absolute target stays as it is
    return !failed;
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
    std::vector<std::string> reasons;
    std::filesystem::path place = path;
    struct stat facts {};
    bool is_there = lstat(place.c_str(), &facts) == 0;
    // Who can write to a directory on the way can put another file there. One call where there is
    // no link: this is asked of every file of every plugin.
    for (int links = 0; is_there && S_ISLNK(facts.st_mode); ++links) {
        if (links == most_links || !follow(place)) {
            return reasons; // it leads nowhere, so nothing is loaded from there
        }
        append_reasons(place.parent_path(), reasons);
        is_there = lstat(place.c_str(), &facts) == 0;
    }
    if (is_there) {
        append_reasons(place, facts, reasons);
    }
    return reasons;
}

} // namespace seedbed::discovery
