#pragma once

#include "core/database/environment.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace seedbed::database {

/// An installed PostgreSQL server: a directory with initdb, pg_ctl and postgres in it.
struct server_binaries {
    int major;
    std::string version; ///< "15.20"
    std::filesystem::path directory;
};

/// The major versions that seedbed is written for.
inline constexpr int oldest_supported_server = 14;
inline constexpr int newest_supported_server = 18;

/// Every server found where Debian (/usr/lib/postgresql/*/bin) and PostgreSQL's own RPMs
/// (/usr/pgsql-*/bin) put them, where pg_config points to, and in PATH; newest first.
std::vector<server_binaries> installed_servers(const environment_lookup& environment);

/// The newest of them that is supported. Throws error(failure::database) when there is none.
const server_binaries& choose_server(const std::vector<server_binaries>& installed);

/// The one for a cluster of this major version, which lies in `cluster`. Throws
/// error(failure::database) when that version is not installed.
const server_binaries& choose_server(const std::vector<server_binaries>& installed,
                                     int major,
                                     const std::filesystem::path& cluster);

/// The program in PATH, if there.
std::optional<std::filesystem::path> find_in_path(const std::string& program,
                                                  const environment_lookup& environment);

} // namespace seedbed::database
