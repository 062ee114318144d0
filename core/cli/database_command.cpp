#include "core/cli/program.hpp"
#include "core/cli/run_setup.hpp"
#include "core/database/embedded_cluster.hpp"

#include <seedbed/error.hpp>

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <unistd.h>

namespace seedbed::cli {
namespace {

const char* name_of(database::cluster_state state) {
    switch (state) {
    case database::cluster_state::absent:
        return "absent";
    case database::cluster_state::stopped:
        return "stopped";
    case database::cluster_state::running:
        return "running";
    }
    return "";
}

int print_status(const database::embedded_cluster& cluster, const settings& settings) {
    const database::cluster_status status = cluster.status();
    if (settings.json) {
        const boost::json::object document{{"state", name_of(status.state)},
                                           {"directory", status.directory.string()},
                                           {"version", status.version},
                                           {"bytes", status.size},
                                           {"url", cluster.url()}};
        std::cout << boost::json::serialize(document) << '\n';
        return 0;
    }
    std::cout << fmt::format("{}\n  {}\n", name_of(status.state), status.directory.string());
    if (status.state != database::cluster_state::absent)
        std::cout << fmt::format("  PostgreSQL {}, {:.1f} MB\n  {}\n",
                                 status.version,
                                 static_cast<double>(status.size) / 1e6,
                                 cluster.url());
    return 0;
}

/// Becomes psql; comes back only when that fails.
int become_psql(database::embedded_cluster& cluster, const std::vector<std::string>& arguments) {
    cluster.ensure_running();
    const std::string program = cluster.psql().string();
    const std::string url = cluster.url();
    std::vector<char*> argv{const_cast<char*>(program.c_str()), const_cast<char*>(url.c_str())};
    for (const std::string& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(program.c_str(), argv.data());
    throw error(failure::database,
                fmt::format("{} cannot be started: {}", program, std::strerror(errno)));
}

int destroy(database::embedded_cluster& cluster, const settings& settings) {
    const database::cluster_status status = cluster.status();
    if (status.state == database::cluster_state::absent) {
        std::cout << "there is no embedded database\n";
        return 0;
    }
    if (confirm(settings,
                fmt::format("Delete the embedded database in {} with all its data?",
                            status.directory.string())))
        cluster.destroy();
    return 0;
}

} // namespace

int database_command(const program& program) {
    database::embedded_cluster cluster = embedded_database(program);
    const std::string& action = program.invocation.database_action;
    if (action == "start")
        cluster.ensure_running();
    else if (action == "stop")
        cluster.stop();
    else if (action == "url")
        std::cout << cluster.url() << '\n';
    else if (action == "psql")
        return become_psql(cluster, program.invocation.psql_arguments);
    else if (action == "destroy")
        return destroy(cluster, program.settings);
    else if (action == "status")
        return print_status(cluster, program.settings);
    else
        throw error(failure::usage,
                    "seedbed db needs an action: start, stop, status, url, psql or destroy");
    return 0;
}

} // namespace seedbed::cli
