#include "core/database/server_binaries.hpp"

#include "core/database/connection_settings.hpp"
#include "core/database/subprocess.hpp"

#include <seedbed/error.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace seedbed::database {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view how_to_install =
    "install one (Debian, Ubuntu: apt-get install --no-install-recommends postgresql), or name a "
    "database of your own with --database or DATABASE_URL";

bool is_executable(const fs::path& file) {
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && ::access(file.c_str(), X_OK) == 0;
}

// The entries of `parent` whose name starts with `prefix`, each with "bin" added.
void add_versioned(std::vector<fs::path>& found, const fs::path& parent, std::string_view prefix) {
    std::error_code ignored; // a place that does not exist holds no server
    for (const auto& entry : fs::directory_iterator(parent, ignored)) {
        if (entry.path().filename().string().starts_with(prefix)) {
            found.push_back(entry.path() / "bin");
        }
    }
}

void add_pg_config(std::vector<fs::path>& found, const environment_lookup& environment) {
    const auto pg_config = find_in_path("pg_config", environment);
    if (!pg_config) {
        return;
    }
    subprocess_result result = run({{pg_config->string(), "--bindir"}, std::nullopt, -1});
    if (result.exit_code == 0) {
        found.emplace_back(result.output.substr(0, result.output.find('\n')));
    }
}

std::vector<fs::path> path_directories(const environment_lookup& environment) {
    std::vector<fs::path> directories;
    for (const std::string& element : split_list(environment("PATH").value_or(""), ':')) {
        if (element.starts_with('/')) { // a relative one would mean the current directory
            directories.emplace_back(element);
        }
    }
    return directories;
}

std::vector<fs::path> candidate_directories(const environment_lookup& environment) {
    std::vector<fs::path> candidates;
    add_versioned(candidates, "/usr/lib/postgresql", "");
    add_versioned(candidates, "/usr", "pgsql-");
    add_pg_config(candidates, environment);
    std::ranges::copy(path_directories(environment), std::back_inserter(candidates));

    std::vector<fs::path> directories;
    for (const fs::path& candidate : candidates) {
        std::error_code missing;
        const fs::path directory = fs::canonical(candidate, missing);
        if (!missing && std::ranges::find(directories, directory) == directories.end()) {
            directories.push_back(directory);
        }
    }
    return directories;
}

// "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)" holds the version after the first ") ".
std::optional<server_binaries> inspect(const fs::path& directory) {
    for (const char* program : {"initdb", "pg_ctl", "postgres"}) {
        if (!is_executable(directory / program)) {
            return std::nullopt;
        }
    }
    const subprocess_result result =
        run({{(directory / "postgres").string(), "--version"}, std::nullopt, -1});
    const auto start = result.output.find(") ");
    if (result.exit_code != 0 || start == std::string::npos) {
        return std::nullopt;
    }
    const std::string version =
        result.output.substr(start + 2, result.output.find_first_of(" \n", start + 2) - start - 2);
    int major = 0;
    std::from_chars(version.data(), version.data() + version.size(), major);
    return server_binaries{major, version, directory};
}

std::string list_versions(const std::vector<server_binaries>& installed) {
    std::string list;
    for (const server_binaries& server : installed) {
        list += (list.empty() ? "" : ", ") + server.version + " in " + server.directory.string();
    }
    return list.empty() ? "none is installed" : "installed: " + list;
}

} // namespace

std::optional<fs::path> find_in_path(const std::string& program,
                                     const environment_lookup& environment) {
    for (const fs::path& directory : path_directories(environment)) {
        if (is_executable(directory / program)) {
            return directory / program;
        }
    }
    return std::nullopt;
}

std::vector<server_binaries> installed_servers(const environment_lookup& environment) {
    std::vector<server_binaries> servers;
    for (const fs::path& directory : candidate_directories(environment)) {
        if (auto server = inspect(directory)) {
            servers.push_back(std::move(*server));
        }
    }
    std::ranges::stable_sort(servers, std::ranges::greater(), &server_binaries::major);
    return servers;
}

const server_binaries& choose_server(const std::vector<server_binaries>& installed) {
    const auto found = std::ranges::find_if(installed, [](const server_binaries& server) {
        return server.major >= oldest_supported_server && server.major <= newest_supported_server;
    });
    if (found == installed.end()) {
        throw error(failure::database,
                    "the embedded database needs a PostgreSQL server, version " +
                        std::to_string(oldest_supported_server) + " to " +
                        std::to_string(newest_supported_server) + " (" + list_versions(installed) +
                        "); " + std::string(how_to_install));
    }
    return *found;
}

const server_binaries&
choose_server(const std::vector<server_binaries>& installed, int major, const fs::path& cluster) {
    const auto found = std::ranges::find(installed, major, &server_binaries::major);
    if (found == installed.end()) {
        const std::string version = std::to_string(major);
        throw error(failure::database,
                    "the embedded database in " + cluster.string() + " was made by PostgreSQL " +
                        version + ", which is not installed any more (" + list_versions(installed) +
                        "); install it again (Debian, Ubuntu: apt-get install postgresql-" +
                        version + "), or remove that directory to start with an empty database");
    }
    return *found;
}

} // namespace seedbed::database
