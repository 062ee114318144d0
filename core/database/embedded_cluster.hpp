#pragma once

#include "core/database/cluster_files.hpp"
#include "core/database/cluster_server.hpp"
#include "core/database/environment.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace seedbed::database {

enum class cluster_state {
    absent, ///< never started here
    stopped,
    running,
};

struct cluster_status {
    cluster_state state;
    std::filesystem::path directory; ///< where it lies, or would lie
    std::string version;             ///< "15.20 (…)" running, "15" stopped, "" absent
    std::uint64_t size = 0;          ///< bytes on disk
};

/// The database for those who name none: a private PostgreSQL cluster in the user's data directory,
/// with one database, `seedbed`. It is reached through a Unix socket that only its owner (and root)
/// may use, and nothing listens on the network. It is made and started on first use and then left
/// running.
///
/// As root the server runs as the system user `postgres`; any other user runs it as themselves.
/// What is written here is written for a database that can be seeded again: a power failure may
/// cost the last commits, but never the cluster.
///
/// Several processes may use one cluster: each change of its state is made under a lock. An object
/// is to be used by one thread at a time. All members throw error(failure::database), with the end
/// of the server's log where that helps, unless they say otherwise.
class embedded_cluster {
public:
    /// `data_directory` gets the cluster in a folder of its own; it need not exist.
    explicit embedded_cluster(const std::filesystem::path& data_directory,
                              progress_report report = {});

    /// $SEEDBED_DATA_DIR; else /var/lib/seedbed for root; else $XDG_DATA_HOME/seedbed, and without
    /// that variable ~/.local/share/seedbed. Throws error(failure::usage) when none can be told.
    static std::filesystem::path default_directory(const environment_lookup& environment);

    /// Looks, and changes nothing.
    cluster_status status() const;

    /// Makes the cluster if there is none, starts it if it is down, and returns when the database
    /// accepts connections. Costs one connection when it is running already. A cluster of another
    /// major version than the newest is started with its own.
    void ensure_running();

    /// Ends the server and its connections, after it has written everything. Nothing to do is fine.
    void stop();

    /// Ends the server and removes the cluster with all data. Nothing to do is fine.
    void destroy();

    /// For psql, the application and libpq: postgresql://seedbed@/seedbed?host=…&port=5432
    std::string url() const;

    /// The same for libpq as keyword/value pairs, safe from PGHOSTADDR.
    std::string conninfo() const;

    /// The psql that belongs to the cluster's server, or the one in PATH.
    std::filesystem::path psql() const;

private:
    std::string conninfo_for(const std::string& database) const;
    bool accepts_connections() const;
    bool becomes_ready() const;
    file_lock lock() const;
    bool exists() const;
    void make_and_start() const;
    void ensure_database() const;

    cluster_files files_;
    progress_report report_;
};

} // namespace seedbed::database
