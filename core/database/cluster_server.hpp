#pragma once

#include "core/database/cluster_files.hpp"
#include "core/database/file_lock.hpp"

#include <functional>
#include <string>

namespace seedbed::database {

/// Told, in one line without a newline, what takes time.
using progress_report = std::function<void(const std::string& line)>;

/// How long a server may take until it accepts connections: after a crash it replays its log first.
inline constexpr int recovery_seconds = 300;

// The caller of all of these holds the cluster's lock. They throw error(failure::database).

/// Makes the cluster with the newest supported server. An interrupted call leaves no cluster; the
/// lock stays taken as long as initdb runs, even when this process is killed.
void initialise_cluster(const cluster_files& files,
                        const account& owner,
                        const file_lock& held,
                        const progress_report& report);

/// Starts the cluster with the server of its own major version and waits until it accepts
/// connections. A server that is running already ends first.
void start_server(const cluster_files& files, const account& owner, const progress_report& report);

/// Sends the signal to the cluster's server, if one lives, and waits until all its processes have
/// ended; also those that a killed server left behind, which end by themselves.
void end_server(const cluster_files& files, int signal);

} // namespace seedbed::database
