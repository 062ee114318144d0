#include "core/database/cluster_server.hpp"

#include "core/database/server_binaries.hpp"

#include <seedbed/error.hpp>

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <locale.h>
#include <optional>
#include <thread>
#include <unistd.h>

namespace seedbed::database {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

constexpr const char* superuser = "seedbed";
constexpr const char* settings_name = "seedbed.conf";
constexpr auto stop_limit = 60s;
constexpr auto pause_between_looks = 20ms;

const char* locale_name() {
    const locale_t found = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
    if (found == nullptr) {
        return "C";
    }
    ::freelocale(found);
    return "C.UTF-8";
}

std::optional<account> change_to(const account& owner) {
    return differs_from_caller(owner) ? std::optional(owner) : std::nullopt;
}

void append(const fs::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::app);
    stream << text << std::flush;
    if (!stream) {
        throw_system_error("write", file);
    }
}

// A new file in the old one's place, so that the server never sees half of it.
void write_for(const account& owner, const fs::path& file, const std::string& text) {
    fs::path fresh = file;
    fresh += ".new";
    fs::remove(fresh);
    append(fresh, text);
    if (differs_from_caller(owner) && ::lchown(fresh.c_str(), owner.uid, owner.gid) != 0) {
        throw_system_error("give " + owner.name, fresh);
    }
    fs::rename(fresh, file);
}

} // namespace

void initialise_cluster(const cluster_files& files,
                        const account& owner,
                        const file_lock& held,
                        const progress_report& report) {
    const auto servers = installed_servers(process_environment());
    const server_binaries& server = choose_server(servers);
    report(fmt::format(
        "initialising a PostgreSQL {} cluster in {}", server.major, files.home.string()));
    // Made beside its place and moved when complete.
    const fs::path fresh = files.home / "data.new";
    fs::remove_all(fresh);
    const subprocess_result result = run({{(server.directory / "initdb").string(),
                                           "--pgdata=" + fresh.string(),
                                           "--username=" + std::string(superuser),
                                           "--auth-local=trust",
                                           "--auth-host=reject",
                                           "--encoding=UTF8",
                                           "--locale=" + std::string(locale_name()),
                                           "--no-instructions"},
                                          change_to(owner),
                                          held.descriptor()});
    if (result.exit_code != 0) {
        throw error(failure::database,
                    fmt::format("initdb of PostgreSQL {} failed in {}:\n{}",
                                server.version,
                                files.home.string(),
                                result.output));
    }
    append(fresh / "postgresql.conf", fmt::format("\ninclude '{}'\n", settings_name));
    fs::rename(fresh, files.data);
}

void start_server(const cluster_files& files, const account& owner, const progress_report& report) {
    const auto servers = installed_servers(process_environment());
    const server_binaries& server =
        choose_server(servers, cluster_version(files).value_or(0), files.home);
    end_server(files, SIGINT);
    make_own_directory(files.socket, owner);
    remove_leftovers(files);
    write_for(owner, files.data / settings_name, server_settings(files));
    if (fs::exists(files.log)) {
        fs::rename(files.log, files.log.string() + ".old");
    }
    report(fmt::format("starting PostgreSQL {}", server.version));
    const subprocess_result result = run({{(server.directory / "pg_ctl").string(),
                                           "start",
                                           "--pgdata=" + files.data.string(),
                                           "--log=" + files.log.string(),
                                           "--wait",
                                           fmt::format("--timeout={}", recovery_seconds),
                                           "--silent"},
                                          change_to(owner),
                                          -1});
    if (result.exit_code != 0) {
        throw error(failure::database,
                    fmt::format("PostgreSQL {} did not start in {}:\n{}{}",
                                server.version,
                                files.home.string(),
                                result.output,
                                log_tail(files)));
    }
}

void end_server(const cluster_files& files, int signal) {
    const auto server = find_server(files);
    if (server && ::kill(*server, signal) != 0 && errno != ESRCH) {
        throw_system_error("stop the server in", files.home);
    }
    const auto began = clock::now();
    while (any_process_left(files)) {
        if (clock::now() - began > stop_limit) {
            throw error(failure::database,
                        fmt::format("the server in {} did not stop within {} s; end the processes "
                                    "whose title has '{}' by hand{}",
                                    files.home.string(),
                                    stop_limit.count(),
                                    files.mark,
                                    log_tail(files)));
        }
        std::this_thread::sleep_for(pause_between_looks);
    }
}

} // namespace seedbed::database
