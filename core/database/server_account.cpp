#include "core/database/server_account.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace seedbed::database {

namespace {

constexpr const char* system_user = "postgres";
constexpr mode_t owner_only = 0700;

std::vector<gid_t> groups_of(const char* name, gid_t primary) {
    int count = 0;
    ::getgrouplist(name, primary, nullptr, &count);
    std::vector<gid_t> groups(static_cast<std::size_t>(count));
    ::getgrouplist(name, primary, groups.data(), &count);
    return groups;
}

std::string name_of_user(uid_t uid) {
    const passwd* const entry = ::getpwuid(uid);
    return entry != nullptr ? entry->pw_name : "user " + std::to_string(uid);
}

bool may_pass(const struct stat& directory, const account& who) {
    if (who.uid == 0) {
        return true;
    }
    if (directory.st_uid == who.uid) {
        return (directory.st_mode & S_IXUSR) != 0;
    }
    const bool in_group = directory.st_gid == who.gid ||
                          std::ranges::find(who.groups, directory.st_gid) != who.groups.end();
    return (directory.st_mode & (in_group ? S_IXGRP : S_IXOTH)) != 0;
}

} // namespace

void throw_system_error(const std::string& action, const std::filesystem::path& path) {
    const std::string reason = std::strerror(errno);
    throw error(failure::database, "cannot " + action + " " + path.string() + ": " + reason);
}

account server_account() {
    const uid_t caller = ::geteuid();
    if (caller != 0) {
        return {name_of_user(caller), caller, ::getegid(), {}};
    }
    const passwd* const entry = ::getpwnam(system_user);
    if (entry == nullptr) {
        throw error(
            failure::database,
            "PostgreSQL does not run as root, and there is no system user 'postgres' to run "
            "it as; install PostgreSQL's server package, which makes it, or run seedbed as "
            "another user");
    }
    return {system_user, entry->pw_uid, entry->pw_gid, groups_of(system_user, entry->pw_gid)};
}

bool differs_from_caller(const account& who) {
    return who.uid != ::geteuid();
}

void check_owner(const std::filesystem::path& directory, const account& owner) {
    struct stat found {};
    if (::lstat(directory.c_str(), &found) != 0) {
        if (errno == ENOENT) {
            return;
        }
        throw_system_error("look at", directory);
    }
    if (!S_ISDIR(found.st_mode)) {
        throw error(failure::database,
                    directory.string() + " is not a directory; seedbed needs one there for its "
                                         "database: move it away, or set SEEDBED_DATA_DIR");
    }
    if (found.st_uid != owner.uid) {
        throw error(failure::database,
                    directory.string() + " belongs to " + name_of_user(found.st_uid) +
                        ", but the database server would run as " + owner.name +
                        "; run seedbed as the user who made it, or set SEEDBED_DATA_DIR");
    }
}

void make_own_directory(const std::filesystem::path& directory, const account& owner) {
    if (::mkdir(directory.c_str(), owner_only) == 0) {
        if (differs_from_caller(owner) && ::lchown(directory.c_str(), owner.uid, owner.gid) != 0) {
            throw_system_error("give " + owner.name, directory);
        }
    } else if (errno != EEXIST) {
        throw_system_error("make the directory", directory);
    }
    check_owner(directory, owner);
    if (::chmod(directory.c_str(), owner_only) != 0) {
        throw_system_error("change the mode of", directory);
    }
}

void check_reachable(const std::filesystem::path& directory, const account& who) {
    std::filesystem::path passed;
    for (const auto& component : directory) {
        passed /= component;
        struct stat found {};
        if (::stat(passed.c_str(), &found) != 0) {
            return; // what does not exist yet is made passable
        }
        if (!may_pass(found, who)) {
            throw error(failure::database,
                        "the database server runs as " + who.name + ", who may not enter " +
                            passed.string() +
                            "; set SEEDBED_DATA_DIR to a directory that everyone may reach");
        }
    }
}

} // namespace seedbed::database
