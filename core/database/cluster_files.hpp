#pragma once

#include "core/database/server_account.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>

namespace seedbed::database {

/// Where the parts of the embedded cluster lie. All of it is under `home`, except the lock beside
/// it and, where the path is too long for a socket, the socket directory.
struct cluster_files {
    std::filesystem::path home;   ///< <data directory>/postgresql, the server account's, mode 0700
    std::filesystem::path data;   ///< PGDATA
    std::filesystem::path log;    ///< what the server wrote since its last start
    std::filesystem::path socket; ///< the socket's directory, mode 0700
    std::filesystem::path lock;   ///< held while a process starts, stops or removes the cluster
    std::string mark;             ///< cluster_name: stands in the titles of the server's processes

    std::filesystem::path socket_file() const;
};

/// `data_directory` is absolute. The same directory gives the same paths in every environment, so
/// that a server started in one session is found from another.
cluster_files locate_cluster(const std::filesystem::path& data_directory);

/// Contents of the settings file that goes into PGDATA at each start.
std::string server_settings(const cluster_files& files);

/// The major version that the cluster was made with; nothing when there is no cluster.
std::optional<int> cluster_version(const cluster_files& files);

/// The cluster's server process, if it lives. A number left behind in postmaster.pid that another
/// program has by now does not count.
std::optional<pid_t> find_server(const cluster_files& files);

/// Whether any process of the cluster's server lives, be it one that its killed parent left.
bool any_process_left(const cluster_files& files);

/// Removes what a killed server left behind and what would keep the next from starting because its
/// process number was given to another program. Call it only when no process of it is left.
void remove_leftovers(const cluster_files& files);

/// The end of the server's log, for messages.
std::string log_tail(const cluster_files& files);

} // namespace seedbed::database
