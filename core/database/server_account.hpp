#pragma once

#include "core/database/subprocess.hpp"

#include <filesystem>

namespace seedbed::database {

/// Who a PostgreSQL server that this process starts runs as: the caller, or, because a server
/// refuses to run as root, the system user `postgres`.
/// Throws error(failure::database) when root has no such user.
account server_account();

/// Whether `who` is another account than this process's own, so that a child has to change to it.
bool differs_from_caller(const account& who);

/// Makes `directory` (its parent exists) with this mode, owned by `owner`.
/// Throws error(failure::database), also when it exists and is a symbolic link, no directory, or
/// someone else's.
void make_own_directory(const std::filesystem::path& directory, const account& owner);

/// Throws error(failure::database) when `directory` exists and belongs to someone else than
/// `owner`.
void check_owner(const std::filesystem::path& directory, const account& owner);

/// Throws error(failure::database) naming the first directory on the way to `directory` that
/// `who` may not pass through. Looks at the permission bits alone.
void check_reachable(const std::filesystem::path& directory, const account& who);

/// Throws error(failure::database) with what could not be done to `path`, and errno's text.
[[noreturn]] void throw_system_error(const std::string& action, const std::filesystem::path& path);

} // namespace seedbed::database
