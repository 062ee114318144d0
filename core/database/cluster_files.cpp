#include "core/database/cluster_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <deque>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace seedbed::database {

namespace {

namespace fs = std::filesystem;

constexpr const char* socket_name = ".s.PGSQL.5432";
constexpr std::size_t longest_socket_path = 107; // sockaddr_un's 108 bytes, with the closing zero
constexpr std::size_t shown_log_lines = 15;
constexpr std::uint64_t megabyte = 1 << 20;

// FNV-1a, 64 bits: the same name for the same directory on every machine.
std::uint64_t hash(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325U;
    for (const unsigned char byte : text) {
        value = (value ^ byte) * 0x100000001b3U;
    }
    return value;
}

// A comma separates hosts in libpq's host list, and nothing there can escape it.
bool is_usable_for_sockets(const fs::path& directory) {
    const std::string path = (directory / socket_name).string();
    return path.size() <= longest_socket_path && path.find(',') == std::string::npos;
}

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::optional<std::uint64_t> leading_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [stop, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc() ? std::optional(number) : std::nullopt;
}

std::string command_line(pid_t process) {
    return read_file(fmt::format("/proc/{}/cmdline", process));
}

// In a container the control group's limit counts, not the machine's memory.
std::uint64_t memory_size() {
    const auto pages = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES));
    const auto memory = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGE_SIZE));
    const auto limit = leading_number(read_file("/sys/fs/cgroup/memory.max"));
    return limit ? std::min(*limit, memory) : memory;
}

std::uint64_t shared_buffers_in_megabytes() {
    return std::clamp<std::uint64_t>(memory_size() / 8 / megabyte, 16, 256);
}

std::string replace_each(std::string_view text, char wanted, std::string_view replacement) {
    std::string result;
    for (const char c : text) {
        if (c == wanted) {
            result += replacement;
        } else {
            result += c;
        }
    }
    return result;
}

// A list with one directory in it, as a value in postgresql.conf.
std::string quote_directory(const fs::path& directory) {
    std::string text = replace_each(directory.string(), '"', "\"\"");
    text = replace_each(text, '\\', "\\\\");
    return "'\"" + replace_each(text, '\'', "''") + "\"'";
}

} // namespace

fs::path cluster_files::socket_file() const {
    return socket / socket_name;
}

cluster_files locate_cluster(const fs::path& data_directory) {
    const fs::path home = data_directory / "postgresql";
    const std::string mark = fmt::format("seedbed-{:016x}", hash(home.string()));
    // /tmp, not XDG_RUNTIME_DIR: the server outlives the login session, that directory does not.
    const fs::path beside = home / "socket";
    const fs::path socket = is_usable_for_sockets(beside) ? beside : fs::path("/tmp") / mark;
    return {
        home, home / "data", home / "server.log", socket, data_directory / "postgresql.lock", mark};
}

std::string server_settings(const cluster_files& files) {
    return fmt::format(
        R"(# Written by seedbed at each start. Your own settings go into postgresql.conf, below the include.
cluster_name = '{}'
listen_addresses = ''
port = 5432
unix_socket_directories = {}
unix_socket_permissions = 0700
logging_collector = off
lc_messages = 'C'
log_timezone = 'UTC'
timezone = 'UTC'
# Data that a seed makes again: a commit need not wait for the disk, and nothing replicates it.
# fsync stays on, so a power failure costs the last commits but never the cluster.
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
shared_buffers = {}MB
)",
        files.mark,
        quote_directory(files.socket),
        shared_buffers_in_megabytes());
}

std::optional<int> cluster_version(const cluster_files& files) {
    const auto number = leading_number(read_file(files.data / "PG_VERSION"));
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<pid_t> find_server(const cluster_files& files) {
    const auto number = leading_number(read_file(files.data / "postmaster.pid"));
    if (!number) {
        return std::nullopt;
    }
    const auto process = static_cast<pid_t>(*number);
    // pg_ctl starts it as "postgres -D <data>"; the arguments end with zero bytes
    const std::string wanted = '\0' + files.data.string() + '\0';
    const bool found = command_line(process).find(wanted) != std::string::npos;
    return found ? std::optional(process) : std::nullopt;
}

bool any_process_left(const cluster_files& files) {
    const std::string title = "postgres: " + files.mark + ":";
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const auto number = leading_number(entry.path().filename().string());
        if (number && command_line(static_cast<pid_t>(*number)).starts_with(title)) {
            return true;
        }
    }
    return find_server(files).has_value();
}

void remove_leftovers(const cluster_files& files) {
    fs::remove(files.data / "postmaster.pid");
    fs::remove(files.socket_file());
    fs::remove(files.socket_file() += ".lock");
}

std::string log_tail(const cluster_files& files) {
    std::ifstream stream(files.log);
    std::deque<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(std::move(line));
        if (lines.size() > shown_log_lines) {
            lines.pop_front();
        }
    }
    std::string tail;
    for (const std::string& line : lines) {
        tail += "\n  " + line;
    }
    return tail.empty() ? tail : "\nthe end of " + files.log.string() + ":" + tail;
}

} // namespace seedbed::database
