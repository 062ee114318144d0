// A run that is ended from outside leaves the database as it was.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/https_server.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <future>
#include <thread>

using namespace seedbed::test;
using clock_type = std::chrono::steady_clock;

namespace {

/// Nearly three million rows: time enough to be interrupted in, on any machine.
const words big{"--all",
                "--no-real-data",
                "--as-of",
                "2026-01-02T00:00:00Z",
                "--days",
                "1000",
                "--password-cost",
                "4"};
const words middling = small + words{"--all", "--days", "30", "--coins", "BTC,ETH,ADA"};
constexpr const char* middling_prices = "25920";

struct interrupted_database : on_database {
    /// Waits until the server takes a COPY and has got as many rows of it.
    void wait_until_copied(int rows) const {
        const std::string copied = "SELECT count(*) FROM pg_stat_progress_copy"
                                   " WHERE datname = current_database() AND tuples_processed >= " +
                                   std::to_string(rows);
        for (int attempt = 0; attempt < 6000; ++attempt) {
            if (database.value(copied) == "1")
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        BOOST_FAIL("the run never wrote a row");
    }

    void check_interrupted_by(int signal) const {
        const std::string before = database.dump();
        running_seedbed running(arguments(big));
        wait_until_copied(1);
        running.send(signal);
        check_ends(running.finish(), 130, {"interrupted; nothing was kept"});
        database.wait_until_abandoned();
        BOOST_TEST(database.dump() == before);
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(interrupt_test, interrupted_database)

BOOST_AUTO_TEST_CASE(an_interrupt_in_an_empty_database_leaves_it_empty) {
    check_interrupted_by(SIGINT);
    BOOST_TEST(tables() == "0");
    check_ends(run(small + words{"--all"}), 0);
    BOOST_TEST(users() == "10");
}

BOOST_AUTO_TEST_CASE(a_termination_in_a_seeded_database_leaves_its_rows) {
    check_ends(run(small + words{"--all"}), 0);
    check_interrupted_by(SIGTERM);
    BOOST_TEST(prices() == "288");
    check_ends(run(small + words{"--all", "--days", "2"}), 0);
    BOOST_TEST(prices() == "576");
}

BOOST_AUTO_TEST_CASE(an_interrupt_while_collecting_ends_the_wait_for_the_network) {
    std::promise<void> asked;
    std::promise<void> released;
    seedbed::tests::https_server slow([&](const auto&) {
        asked.set_value();
        released.get_future().wait();
        return seedbed::tests::http_answer(200, "{}");
    });
    running_seedbed running(
        arguments({"--all", "--coinspot-url", slow.url(""), "--password-cost", "4"}));
    BOOST_REQUIRE(
        (asked.get_future().wait_for(std::chrono::minutes(1)) == std::future_status::ready));
    running.send(SIGINT);
    check_ends(running.finish(), 130, {"interrupted"});
    released.set_value();
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(an_interrupt_while_passwords_are_hashed_does_not_wait_for_all_of_them) {
    // Two thousand hashes of a quarter of a second each.
    running_seedbed running(arguments({"--only", "users", "--users", "2000", "--unique-salts"}));
    wait_until_copied(0);
    running.send(SIGINT);
    check_ends(running.finish(), 130, {"interrupted"});
    BOOST_TEST(tables() == "0");
}

BOOST_AUTO_TEST_CASE(a_run_that_waits_for_another_one_says_so_and_can_be_interrupted) {
    running_seedbed first(arguments(big));
    wait_until_copied(1);
    running_seedbed second(arguments(small) + words{"--all"});
    running_seedbed third(arguments(small) + words{"--all"});
    BOOST_REQUIRE(second.says("waiting for another seedbed run"));
    BOOST_REQUIRE(third.says("waiting for another seedbed run"));
    second.send(SIGINT);
    check_ends(second.finish(), 130, {"interrupted"});
    first.send(SIGTERM);
    check_ends(first.finish(), 130);
    check_ends(third.finish(), 0); // its turn has come
    BOOST_TEST(prices() == "288");
}

BOOST_AUTO_TEST_CASE(a_kill_at_any_moment_leaves_the_database_as_it_was) {
    const auto start = clock_type::now();
    check_ends(run(middling), 0);
    auto whole_run = clock_type::now() - start;
    const auto empty = [this] {
        database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        return database.dump();
    };
    const std::string before = empty();
    for (int moment = 1; moment <= 10;) {
        running_seedbed running(arguments(middling));
        std::this_thread::sleep_for(whole_run * moment / 11);
        running.send(SIGKILL);
        running.finish();
        database.wait_until_abandoned();
        if (tables() != "0") { // the kill came behind the commit: then all of it is there
            BOOST_TEST(prices() == middling_prices);
            BOOST_TEST(users() == "10");
            whole_run = whole_run * 4 / 5;
            empty();
            continue;
        }
        BOOST_TEST(database.dump() == before);
        ++moment;
    }
    check_ends(run(middling), 0);
    BOOST_TEST(prices() == middling_prices);
    BOOST_TEST(users() == "10");
}

BOOST_AUTO_TEST_CASE(two_runs_at_once_share_the_work_and_double_nothing) {
    running_seedbed first(arguments(middling));
    running_seedbed second(arguments(middling));
    check_ends(first.finish(), 0);
    check_ends(second.finish(), 0);
    BOOST_TEST(prices() == middling_prices);
    BOOST_TEST(users() == "10");
}

BOOST_AUTO_TEST_SUITE_END()
