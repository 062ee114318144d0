#include "core/database/embedded_cluster.hpp"

#include "core/database/connection_settings.hpp"
#include "core/database/server_binaries.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cctype>
#include <chrono>
#include <csignal>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace seedbed::database {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr const char* database_name = "seedbed"; // and its owner's
constexpr auto recovery_limit = std::chrono::seconds(recovery_seconds);
constexpr auto deaf_limit = 5s; // a server opens its socket within moments
constexpr auto pause_between_looks = 20ms;

struct close_connection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using connection = std::unique_ptr<PGconn, close_connection>;

struct clear_result {
    void operator()(PGresult* result) const { PQclear(result); }
};
using query_result = std::unique_ptr<PGresult, clear_result>;

connection connect(const std::string& conninfo) {
    return connection(PQconnectdb(conninfo.c_str()));
}

query_result query(const connection& session, const char* statement) {
    query_result result(PQexec(session.get(), statement));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        throw error(failure::database,
                    fmt::format("the embedded database refuses \"{}\": {}",
                                statement,
                                PQerrorMessage(session.get())));
    }
    return result;
}

std::string percent_encode(const std::string& text) {
    std::string encoded;
    for (const unsigned char c : text) {
        if (std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.') {
            encoded += static_cast<char>(c);
        } else {
            encoded += fmt::format("%{:02X}", c);
        }
    }
    return encoded;
}

// Files come and go while the server runs; what cannot be read does not count.
std::uint64_t size_on_disk(const fs::path& directory) {
    std::uint64_t size = 0;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(directory, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code gone;
        const auto file_size = entry->is_regular_file(gone) ? entry->file_size(gone) : 0;
        size += gone ? 0 : file_size;
    }
    return size;
}

// What the file system refuses is a failure of the database to the caller.
template <class Action>
auto translating_errors(const Action& action) {
    try {
        return action();
    } catch (const fs::filesystem_error& refused) {
        throw error(failure::database,
                    fmt::format("the embedded database's files: {}", refused.what()));
    }
}

} // namespace

embedded_cluster::embedded_cluster(const fs::path& data_directory, progress_report report)
    : files_(locate_cluster(fs::weakly_canonical(fs::absolute(data_directory)))),
      report_(report ? std::move(report) : progress_report([](const std::string&) {})) {}

fs::path embedded_cluster::default_directory(const environment_lookup& environment) {
    const auto value = [&](const char* name) { return environment(name).value_or(""); };
    if (const std::string directory = value("SEEDBED_DATA_DIR"); !directory.empty()) {
        return fs::absolute(directory);
    }
    if (::geteuid() == 0) {
        return "/var/lib/seedbed";
    }
    // the XDG specification says to ignore a relative path
    if (const std::string data_home = value("XDG_DATA_HOME"); data_home.starts_with('/')) {
        return fs::path(data_home) / "seedbed";
    }
    const std::string home = value("HOME");
    if (home.empty()) {
        throw error(failure::usage,
                    "no directory for the embedded database: neither SEEDBED_DATA_DIR nor "
                    "XDG_DATA_HOME nor HOME is set; set SEEDBED_DATA_DIR");
    }
    return fs::path(home) / ".local/share/seedbed";
}

cluster_status embedded_cluster::status() const {
    return translating_errors([this] {
        const auto major = exists() ? cluster_version(files_) : std::nullopt;
        if (!major) {
            return cluster_status{cluster_state::absent, files_.home, "", 0};
        }
        cluster_status status{
            cluster_state::stopped, files_.home, std::to_string(*major), size_on_disk(files_.home)};
        if (find_server(files_)) {
            status.state = cluster_state::running;
            const connection session = connect(conninfo());
            if (const char* version = PQparameterStatus(session.get(), "server_version")) {
                status.version = version;
            }
        }
        return status;
    });
}

void embedded_cluster::ensure_running() {
    if (!accepts_connections()) {
        translating_errors([this] { make_and_start(); });
    }
}

void embedded_cluster::stop() {
    translating_errors([this] {
        if (exists()) {
            const file_lock held = lock();
            end_server(files_, SIGINT);
        }
    });
}

void embedded_cluster::destroy() {
    translating_errors([this] {
        if (!exists()) {
            return;
        }
        const file_lock held = lock();
        end_server(files_, SIGQUIT); // at once: nothing it would still write is kept
        check_owner(files_.socket, server_account());
        fs::remove_all(files_.socket);
        fs::remove_all(files_.home);
    });
}

std::string embedded_cluster::url() const {
    return fmt::format("postgresql://{0}@/{0}?host={1}&port=5432",
                       database_name,
                       percent_encode(files_.socket.string()));
}

std::string embedded_cluster::conninfo() const {
    return conninfo_for(database_name);
}

fs::path embedded_cluster::psql() const {
    const auto environment = process_environment();
    if (const auto major = cluster_version(files_)) {
        for (const server_binaries& server : installed_servers(environment)) {
            if (server.major == *major &&
                ::access((server.directory / "psql").c_str(), X_OK) == 0) {
                return server.directory / "psql";
            }
        }
    }
    const auto found = find_in_path("psql", environment);
    if (!found) {
        throw error(failure::database,
                    "psql is not installed; install it (Debian, Ubuntu: apt-get install "
                    "postgresql-client)");
    }
    return *found;
}

std::string embedded_cluster::conninfo_for(const std::string& database) const {
    return to_conninfo({{"host", files_.socket.string()},
                        {"hostaddr", ""}, // else libpq would follow PGHOSTADDR
                        {"port", "5432"},
                        {"user", database_name},
                        {"dbname", database}});
}

bool embedded_cluster::accepts_connections() const {
    return PQstatus(connect(conninfo()).get()) == CONNECTION_OK;
}

// Waits for a server that is there already: it may be starting. False when there is none, or when
// it hears nobody, because somebody removed its socket.
bool embedded_cluster::becomes_ready() const {
    const auto began = clock::now();
    auto socket_seen = began;
    while (find_server(files_)) {
        if (PQping(conninfo().c_str()) == PQPING_OK) {
            return true;
        }
        const auto now = clock::now();
        if (fs::exists(files_.socket_file())) {
            socket_seen = now;
        }
        if (now - socket_seen > deaf_limit) {
            return false;
        }
        if (now - began > recovery_limit) {
            throw error(failure::database,
                        "the embedded database's server lives but accepts no connections" +
                            log_tail(files_));
        }
        std::this_thread::sleep_for(pause_between_looks);
    }
    return false;
}

file_lock embedded_cluster::lock() const {
    return file_lock(files_.lock, [this] {
        report_("waiting for another process that is starting or stopping the database in " +
                files_.home.string());
    });
}

bool embedded_cluster::exists() const {
    if (!fs::exists(files_.home)) {
        return false;
    }
    check_owner(files_.home, server_account());
    return true;
}

void embedded_cluster::make_and_start() const {
    const account owner = server_account();
    const fs::path directory = files_.home.parent_path();
    if (fs::create_directories(directory) && differs_from_caller(owner)) {
        fs::permissions(directory, fs::perms(0755)); // whatever root's umask is
    }
    check_reachable(directory, owner);
    const file_lock held = lock();
    if (accepts_connections()) {
        return; // another process was faster
    }
    make_own_directory(files_.home, owner);
    if (!cluster_version(files_)) {
        initialise_cluster(files_, owner, held, report_);
    }
    if (!becomes_ready()) {
        start_server(files_, owner, report_);
    }
    ensure_database();
}

// Also when somebody dropped it: an empty database is what they want then.
void embedded_cluster::ensure_database() const {
    const connection session = connect(conninfo_for("postgres"));
    if (PQstatus(session.get()) != CONNECTION_OK) {
        throw error(failure::database,
                    fmt::format("cannot connect to the embedded database: {}{}",
                                PQerrorMessage(session.get()),
                                log_tail(files_)));
    }
    const query_result found = query(session, "SELECT FROM pg_database WHERE datname = 'seedbed'");
    if (PQntuples(found.get()) == 0) {
        query(session, "CREATE DATABASE seedbed");
    }
}

} // namespace seedbed::database
