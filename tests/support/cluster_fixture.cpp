#include "tests/support/cluster_fixture.hpp"

#include "core/database/embedded_cluster.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>
#include <libpq-fe.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <grp.h>
#include <memory>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace seedbed::tests {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

temporary_directory::temporary_directory(const std::string& name) {
    std::string pattern = (fs::temp_directory_path() / "seedbed-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    root_ = fs::canonical(pattern);
    ::chmod(root_.c_str(), 0755);
    path_ = root_ / name;
}

temporary_directory::~temporary_directory() {
    try {
        database::embedded_cluster(path_).destroy();
    } catch (const error& failed) {
        BOOST_ERROR(failed.what());
    }
    fs::remove_all(root_);
}

std::string ask(const std::string& conninfo, const std::string& statement) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> session(PQconnectdb(conninfo.c_str()),
                                                               &PQfinish);
    BOOST_REQUIRE_MESSAGE(PQstatus(session.get()) == CONNECTION_OK, PQerrorMessage(session.get()));
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexec(session.get(), statement.c_str()), &PQclear);
    const auto status = PQresultStatus(result.get());
    BOOST_REQUIRE_MESSAGE(status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK,
                          PQerrorMessage(session.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

void become(const database::account& who) {
    if (::setgroups(0, nullptr) != 0 || ::setgid(who.gid) != 0 || ::setuid(who.uid) != 0) {
        throw error(failure::database, "cannot become " + who.name);
    }
}

// Runs `action` in a process of its own; it succeeds unless it throws.
pid_t in_child(const std::function<void()>& action) {
    const pid_t child = ::fork();
    if (child != 0) {
        return child;
    }
    try {
        action();
        ::_exit(0);
    } catch (const std::exception& failed) {
        static_cast<void>(std::fprintf(stderr, "in the child: %s\n", failed.what()));
        ::_exit(1);
    } catch (...) { // Boost.Test's own way out of a failed requirement: this is not its process
        ::_exit(1);
    }
}

bool succeeded(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool comes_true(const std::function<bool()>& condition) {
    for (int attempt = 0; attempt < 3000; ++attempt) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

} // namespace seedbed::tests
