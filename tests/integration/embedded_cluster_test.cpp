#include "core/database/embedded_cluster.hpp"
#include "tests/support/cluster_fixture.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <poll.h>
#include <pwd.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;
using seedbed::error;
using seedbed::failure;
using seedbed::database::account;
using seedbed::database::cluster_files;
using seedbed::database::cluster_state;
using seedbed::database::embedded_cluster;
using seedbed::database::find_server;
using seedbed::database::locate_cluster;
using seedbed::database::server_account;
using seedbed::tests::ask;
using seedbed::tests::become;
using seedbed::tests::comes_true;
using seedbed::tests::in_child;
using seedbed::tests::succeeded;
using seedbed::tests::temporary_directory;

namespace {

struct with_cluster {
    temporary_directory directory;
    std::vector<std::string> told;
    embedded_cluster cluster{directory.path(),
                             [this](const std::string& line) { told.push_back(line); }};
    cluster_files files = locate_cluster(directory.path());
};

// A running cluster that the tests of the suite share: making one takes a second or more.
struct with_running_cluster {
    with_running_cluster() {
        cluster.ensure_running();
        told.clear();
    }

    static with_cluster& made() {
        if (!shared) {
            shared = std::make_unique<with_cluster>();
        }
        return *shared;
    }

    static std::unique_ptr<with_cluster> shared;
    embedded_cluster& cluster = made().cluster;
    std::vector<std::string>& told = made().told;
    const cluster_files& files = made().files;
};

std::unique_ptr<with_cluster> with_running_cluster::shared;

struct remove_shared_cluster {
    ~remove_shared_cluster() { with_running_cluster::shared.reset(); }
};

std::string failure_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const error& failed) {
        BOOST_TEST((failed.kind() == failure::database));
        return failed.what();
    }
    return "no failure";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

account nobody() {
    const passwd* const entry = ::getpwnam("nobody");
    if (entry == nullptr) {
        throw error(failure::database, "this system has no user 'nobody' to test with");
    }
    return {"nobody", entry->pw_uid, entry->pw_gid, {}};
}

bool am_root() {
    return ::geteuid() == 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(embedded_cluster_test, *boost::unit_test::fixture<remove_shared_cluster>())

BOOST_FIXTURE_TEST_CASE(looking_at_an_absent_cluster_makes_nothing, with_cluster) {
    BOOST_TEST((cluster.status().state == cluster_state::absent));
    cluster.stop();
    cluster.destroy();
    BOOST_TEST(!fs::exists(directory.path()));
    BOOST_TEST(told.empty());
}

BOOST_FIXTURE_TEST_CASE(a_cluster_is_made_started_stopped_and_removed, with_cluster) {
    cluster.ensure_running();
    BOOST_TEST(told.size() == 2U);
    const auto running = cluster.status();
    BOOST_TEST((running.state == cluster_state::running));
    BOOST_TEST(running.directory.string() == (directory.path() / "postgresql").string());
    BOOST_TEST(running.size > 0U);
    ask(cluster.url(), "CREATE TABLE kept (id int)");

    cluster.ensure_running();
    BOOST_TEST(told.size() == 2U);

    cluster.stop();
    const auto stopped = cluster.status();
    BOOST_TEST((stopped.state == cluster_state::stopped));
    BOOST_TEST(running.version.starts_with(stopped.version));

    cluster.ensure_running();
    BOOST_TEST(ask(cluster.conninfo(), "SELECT count(*) FROM kept") == "0");

    cluster.destroy();
    BOOST_TEST((cluster.status().state == cluster_state::absent));
    BOOST_TEST(!fs::exists(directory.path() / "postgresql"));
}

BOOST_FIXTURE_TEST_CASE(the_server_is_private_and_durable, with_running_cluster) {
    const auto setting = [&](const std::string& name) {
        return ask(cluster.url(), "SHOW " + name);
    };
    BOOST_TEST(setting("listen_addresses").empty());
    BOOST_TEST(setting("fsync") == "on");
    BOOST_TEST(setting("synchronous_commit") == "off");
    BOOST_TEST(setting("timezone") == "UTC");
    BOOST_TEST(setting("server_encoding") == "UTF8");
    BOOST_TEST(setting("max_wal_size") == "4GB");
    BOOST_TEST(ask(cluster.url(), "SELECT current_database() || ' ' || current_user") ==
               "seedbed seedbed");
    for (const fs::path& path : {files.home, files.data, files.socket}) {
        BOOST_TEST((fs::status(path).permissions() == fs::perms::owner_all), path);
    }
}

BOOST_FIXTURE_TEST_CASE(the_environment_does_not_redirect_connections, with_running_cluster) {
    const pid_t child = in_child([&] {
        ::setenv("PGHOSTADDR", "127.0.0.1", 1);
        ::setenv("PGPORT", "1", 1);
        if (ask(cluster.conninfo(), "SELECT inet_server_addr() IS NULL") != "t") {
            throw error(failure::database, "this is a TCP connection");
        }
    });
    BOOST_TEST(succeeded(child));
}

BOOST_FIXTURE_TEST_CASE(a_dropped_database_comes_back_empty, with_running_cluster) {
    const std::string url = cluster.url();
    const std::string elsewhere =
        url.substr(0, url.find("/seedbed?")) + "/postgres" + url.substr(url.find('?'));
    ask(elsewhere, "DROP DATABASE seedbed");
    cluster.ensure_running();
    BOOST_TEST(ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0");
}

BOOST_AUTO_TEST_CASE(a_path_too_long_for_a_socket_works) {
    const temporary_directory directory(std::string(120, 'd'));
    embedded_cluster cluster(directory.path());
    cluster.ensure_running();
    BOOST_TEST(ask(cluster.url(), "SELECT 1") == "1");
    const fs::path socket = locate_cluster(directory.path()).socket;
    BOOST_TEST(socket.parent_path().string() == "/tmp");
    BOOST_TEST((fs::status(socket).permissions() == fs::perms::owner_all));
    cluster.destroy();
    BOOST_TEST(!fs::exists(socket));
}

BOOST_AUTO_TEST_CASE(a_socket_directory_of_someone_else_is_refused) {
    const temporary_directory directory(std::string(120, 'd'));
    const fs::path socket = locate_cluster(directory.path()).socket;
    fs::create_symlink(directory.root(), socket);
    const std::string message =
        failure_of([&] { embedded_cluster(directory.path()).ensure_running(); });
    fs::remove(socket);
    BOOST_TEST(contains(message, socket.string()), message);
}

BOOST_FIXTURE_TEST_CASE(processes_that_start_it_at_once_do_not_race, with_cluster) {
    std::array<int, 2> pipe{};
    BOOST_REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    std::array<pid_t, 4> children{};
    for (pid_t& child : children) {
        child = in_child([&] {
            embedded_cluster same(directory.path(), [&](const std::string& line) {
                const char kind = line.front(); // initialising, starting, waiting
                static_cast<void>(::write(pipe[1], &kind, 1) == 1);
            });
            same.ensure_running();
            if (ask(same.conninfo(), "SELECT 1") != "1") {
                throw error(failure::database, "no answer");
            }
        });
    }
    ::close(pipe[1]);
    std::string kinds;
    for (char kind = 0; ::read(pipe[0], &kind, 1) == 1;) {
        kinds += kind;
    }
    ::close(pipe[0]);
    for (const pid_t child : children) {
        BOOST_TEST(succeeded(child));
    }
    BOOST_TEST(std::count(kinds.begin(), kinds.end(), 'i') == 1);
    BOOST_TEST(std::count(kinds.begin(), kinds.end(), 's') == 1);
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_initialisation_leaves_no_half_cluster, with_cluster) {
    const pid_t child = in_child([&] { embedded_cluster(directory.path()).ensure_running(); });
    const bool begun = comes_true([&] { return fs::exists(files.home / "data.new" / "base"); });
    ::kill(child, SIGKILL);
    BOOST_TEST(!succeeded(child));
    BOOST_TEST(begun);
    BOOST_TEST((cluster.status().state == cluster_state::absent));

    cluster.ensure_running();
    BOOST_TEST(ask(cluster.conninfo(), "SELECT 1") == "1");
    BOOST_TEST(!fs::exists(files.home / "data.new"));
}

BOOST_FIXTURE_TEST_CASE(a_killed_server_is_started_again, with_running_cluster) {
    ask(cluster.conninfo(), "CREATE TABLE kept AS SELECT 42 AS value");
    ask(cluster.conninfo(), "CHECKPOINT");
    const auto server = find_server(files);
    BOOST_REQUIRE(server.has_value());
    ::kill(*server, SIGKILL);
    BOOST_TEST(comes_true([&] { return cluster.status().state == cluster_state::stopped; }));

    cluster.ensure_running();
    BOOST_TEST(ask(cluster.conninfo(), "SELECT value FROM kept") == "42");
    BOOST_TEST((find_server(files) != server));
}

BOOST_FIXTURE_TEST_CASE(a_stale_process_number_that_another_program_has_is_no_obstacle,
                        with_running_cluster) {
    cluster.stop();
    const account owner = server_account();
    const pid_t other = in_child([&] {
        if (seedbed::database::differs_from_caller(owner)) {
            become(owner);
        }
        ::alarm(60); // should nobody end it
        ::pause();
    });
    std::ofstream(files.data / "postmaster.pid") << other << '\n' << files.data.string() << '\n';
    BOOST_TEST((cluster.status().state == cluster_state::stopped));

    cluster.ensure_running();
    BOOST_TEST(ask(cluster.conninfo(), "SELECT 1") == "1");
    BOOST_TEST(::kill(other, 0) == 0); // nobody ended it
    ::kill(other, SIGKILL);
    BOOST_TEST(!succeeded(other));
}

BOOST_FIXTURE_TEST_CASE(a_server_whose_socket_was_removed_is_restarted, with_running_cluster) {
    const auto deaf = find_server(files);
    fs::remove(files.socket_file());
    cluster.ensure_running();
    BOOST_TEST(ask(cluster.conninfo(), "SELECT 1") == "1");
    BOOST_TEST((find_server(files) != deaf));
}

BOOST_FIXTURE_TEST_CASE(the_server_keeps_no_pipe_of_its_starter_open, with_cluster) {
    std::array<int, 2> output{};
    BOOST_REQUIRE(::pipe(output.data()) == 0); // inherited on exec, unlike those of pipe2
    const pid_t child = in_child([&] {
        ::dup2(output[1], STDOUT_FILENO);
        embedded_cluster(directory.path()).ensure_running();
    });
    ::close(output[1]);
    BOOST_TEST(succeeded(child));
    pollfd end_of_file{output[0], POLLIN, 0};
    BOOST_TEST(::poll(&end_of_file, 1, 30'000) == 1);
    BOOST_TEST((cluster.status().state == cluster_state::running));
    BOOST_TEST(::getsid(find_server(files).value_or(0)) != ::getsid(0));
    ::close(output[0]);
}

BOOST_FIXTURE_TEST_CASE(a_cluster_of_a_version_that_is_gone_names_both_versions,
                        with_running_cluster) {
    cluster.stop();
    const std::string version = cluster.status().version;
    std::ofstream(files.data / "PG_VERSION") << "9\n";
    const std::string message = failure_of([&] { cluster.ensure_running(); });
    std::ofstream(files.data / "PG_VERSION") << version << '\n';
    BOOST_TEST(contains(message, "was made by PostgreSQL 9"), message);
    BOOST_TEST(contains(message, "installed: "), message);
    BOOST_TEST(contains(message, version + "."), message);
}

BOOST_FIXTURE_TEST_CASE(a_server_that_does_not_start_shows_the_end_of_its_log,
                        with_running_cluster) {
    cluster.stop();
    const fs::path settings = files.data / "postgresql.conf";
    const auto size = fs::file_size(settings);
    std::ofstream(settings, std::ios::app) << "shared_buffers = nonsense\n";
    const std::string message = failure_of([&] { cluster.ensure_running(); });
    fs::resize_file(settings, size);
    BOOST_TEST(contains(message, "did not start in " + files.home.string()), message);
    BOOST_TEST(contains(message, "\"nonsense\""), message);
}

BOOST_FIXTURE_TEST_CASE(psql_answers_through_the_url, with_running_cluster) {
    const auto result = seedbed::database::run(
        {{cluster.psql().string(), cluster.url(), "-XAtc", "SELECT 40 + 2"}, std::nullopt, -1});
    BOOST_TEST(result.output == "42\n");
    BOOST_TEST(result.exit_code == 0);
}

BOOST_AUTO_TEST_CASE(an_ordinary_user_has_a_server_of_their_own,
                     *boost::unit_test::precondition([](auto) { return am_root(); })) {
    const temporary_directory directory;
    const account user = nobody();
    fs::create_directory(directory.path());
    BOOST_REQUIRE(::chown(directory.path().c_str(), user.uid, user.gid) == 0);
    const pid_t child = in_child([&] {
        become(user);
        embedded_cluster cluster(directory.path());
        cluster.ensure_running();
        const auto server = find_server(locate_cluster(directory.path()));
        struct stat process {};
        ::stat(("/proc/" + std::to_string(server.value_or(0))).c_str(), &process);
        if (process.st_uid != user.uid || ask(cluster.url(), "SELECT 1") != "1") {
            throw error(failure::database, "the server is not the user's");
        }
        cluster.destroy();
        if (cluster.status().state != cluster_state::absent) {
            throw error(failure::database, "the cluster is not gone");
        }
    });
    BOOST_TEST(succeeded(child));
}

BOOST_AUTO_TEST_CASE(a_directory_of_another_user_is_refused_by_name,
                     *boost::unit_test::precondition([](auto) { return am_root(); })) {
    const temporary_directory directory;
    const fs::path home = directory.path() / "postgresql";
    fs::create_directories(home);
    BOOST_REQUIRE(::chown(home.c_str(), nobody().uid, nobody().gid) == 0);
    embedded_cluster cluster(directory.path());
    for (const auto& action :
         std::vector<std::function<void()>>{[&] { cluster.ensure_running(); },
                                            [&] { cluster.stop(); },
                                            [&] { cluster.destroy(); },
                                            [&] { static_cast<void>(cluster.status()); }}) {
        const std::string message = failure_of(action);
        BOOST_TEST(contains(message, "belongs to nobody"), message);
    }
    fs::remove_all(home);
}

BOOST_AUTO_TEST_CASE(a_directory_that_the_server_cannot_enter_is_named,
                     *boost::unit_test::precondition([](auto) { return am_root(); })) {
    const temporary_directory directory;
    fs::create_directory(directory.path());
    fs::permissions(directory.path(), fs::perms::owner_all);
    const std::string message =
        failure_of([&] { embedded_cluster(directory.path()).ensure_running(); });
    BOOST_TEST(contains(message, "may not enter " + directory.path().string() + ";"), message);
}

BOOST_AUTO_TEST_SUITE_END()
