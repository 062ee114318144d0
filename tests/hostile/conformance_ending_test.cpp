// How `seedbed check-plugin` ends when the plugin does not, and what becomes of its databases.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

using namespace seedbed::hostile;
using namespace seedbed::test;

namespace {

constexpr std::chrono::seconds soon{20}; // a hanging plugin is given 300

/// A check whose plugin hangs while it seeds.
struct hanging_check : run_on_database {
    scratch_directory scratch;
    std::filesystem::path mark = scratch.path() / "in its endless loop";
    running_seedbed running{arguments({built("never_ends")}, {"check-plugin", "never_ends"}),
                            {{"HOSTILE_MARK", mark.string()}}};
    pid_t process = running.pid();

    hanging_check() {
        for (int attempt = 0; attempt < 6000 && !std::filesystem::exists(mark); ++attempt)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        BOOST_REQUIRE(std::filesystem::exists(mark));
    }

    std::string databases() const {
        return database.value(fmt::format("SELECT count(*) FROM pg_database WHERE datname LIKE"
                                          " 'seedbed\\_check\\_{}\\_%'",
                                          process));
    }

    command_result another_check() const {
        return run({built("healthy")}, {"check-plugin", "healthy"});
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(conformance_ending_test, hanging_check)

BOOST_AUTO_TEST_CASE(one_signal_ends_a_check_whose_plugin_hangs_and_drops_its_databases) {
    BOOST_TEST(databases() != "0");
    const auto start = std::chrono::steady_clock::now();
    running.send(SIGTERM);
    check_ends(running.finish(), 130, {"interrupted"});
    BOOST_TEST((std::chrono::steady_clock::now() - start < soon));
    BOOST_TEST(databases() == "0");
}

BOOST_AUTO_TEST_CASE(what_a_killed_check_left_is_dropped_by_the_next_one_and_no_other) {
    another_check();
    BOOST_TEST(databases() != "0"); // its check still runs
    running.send(SIGKILL);
    running.finish();
    BOOST_TEST(databases() != "0");
    another_check();
    BOOST_TEST(databases() == "0");
}

BOOST_AUTO_TEST_SUITE_END()
