// seedbed create --stdin: rows for tests in any language; docs/fixtures.md has the protocol.
#include "tests/cli/asked_seedbed.hpp"
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <optional>
#include <set>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>

using namespace seedbed::test;

namespace {

namespace json = boost::json;
using clock_type = std::chrono::steady_clock;

struct suite : on_database {
    /// A suite's process; `database` stands for the application's, with the plugins' tables.
    class process : public asked_seedbed {
    public:
        using asked_seedbed::asked_seedbed;

        /// What the answer says that is wrong.
        std::string problems(const std::string& line) {
            const json::object answer = ask(line);
            BOOST_REQUIRE_MESSAGE(answer.contains("error"), json::serialize(answer));
            std::string all;
            for (const json::value& problem : answer.at("error").at("problems").as_array())
                all += std::string(problem.as_string()) + '\n';
            return all;
        }
    };

    process start() const { return process(database); }
};

constexpr const char* count_users = R"({"query": "SELECT count(*) AS n FROM \"user\""})";

std::int64_t users_seen(suite::process& by) {
    return by.row(count_users).at("n").as_int64();
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(fixture_conversation_test, suite)

BOOST_AUTO_TEST_CASE(a_line_makes_a_row_and_is_answered_with_it) {
    process tests(database);
    const json::object user = tests.row(
        R"({"create": "users", "set": {"email": "pro@example.com", "full_name": null}, "as": "advanced"})");
    BOOST_TEST(text(user, "email") == "pro@example.com");
    BOOST_TEST(user.at("full_name").is_null());
    BOOST_TEST(text(user, "trading_experience") == "advanced");
    BOOST_TEST(users_seen(tests) == 1);
}

BOOST_AUTO_TEST_CASE(rows_are_given_as_they_stand) {
    process tests(database);
    const json::object made = tests.row(
        R"({"create": "position", "set": {"quantity": "1.5", "average_price": 65000.25}})");
    BOOST_TEST(text(made, "total_cost") == "97500.38"); // rounded as PostgreSQL does
    json::object stands = tests.row(R"({"query": "SELECT * FROM positions"})");
    BOOST_TEST(json::serialize(stands) == json::serialize(made));
}

BOOST_AUTO_TEST_CASE(several_rows_come_in_one_answer_and_the_callers_id_with_it) {
    process tests(database);
    const json::object answer = tests.ask(R"({"create": "user", "count": 3, "id": [7, "x"]})");
    BOOST_TEST(answer.at("rows").as_array().size() == 3U);
    BOOST_TEST(json::serialize(answer.at("id")) == R"([7,"x"])");
}

BOOST_AUTO_TEST_CASE(a_mistake_is_an_answer_that_names_all_of_it) {
    process tests(database);
    check_contains(
        tests.problems(
            R"({"create": "user", "as": "advancd", "set": {"emial": "a", "is_active": "yes",)"
            R"( "email": null, "timezone": "012345678901234567890123456789012345678901234567890"}})"),
        {"no variation 'advancd'",
         "did you mean 'advanced'?",
         "no column 'emial'; did you mean 'email'?",
         "is_active: \"yes\" is not true or false",
         "email: null is nothing; the column is VARCHAR(255) NOT NULL",
         "has 51 characters; VARCHAR(50) keeps 50"});
    BOOST_TEST(users_seen(tests) == 0);
}

BOOST_AUTO_TEST_CASE(no_line_ends_the_conversation) {
    process tests(database);
    BOOST_TEST(text(tests.ask(R"({"begin": "a test"})"), "ok") == "begin");
    const std::vector<std::string> bad{
        "",
        "nonsense",
        "[1]",
        "{}",
        R"({"create": 5})",
        R"({"create": "usres"})",
        R"({"create": "users", "count": -1})",
        R"({"create": "users", "set": []})",
        R"({"create": "users", "sets": {}})",
        R"({"begin": "again"})",
        R"({"rollback_to": "nowhere"})",
        R"({"query": "SELECT no_such_column"})",
        R"({"query": "SELECT $1", "parameters": 1})",
        R"({"create": "order", "set": {"user_id": "00000000-0000-0000-0000-000000000000"}})",
        std::string(100'000, '{'),
        "\xff\xfe"};
    for (const std::string& line : bad) {
        if (!line.empty()) // an empty line is passed over
            BOOST_TEST(tests.ask(line).contains("error"), line.substr(0, 60));
        else
            tests.command().type("\n");
    }
    tests.row(R"({"create": "users", "set": {"email": "a@example.com"}})");
    check_contains(tests.problems(R"({"create": "users", "set": {"email": "a@example.com"}})"),
                   {"ix_user_email", "already exists"});
    BOOST_TEST(users_seen(tests) == 1);
}

BOOST_AUTO_TEST_CASE(a_rollback_takes_the_rows_back_and_the_next_test_starts_anew) {
    process tests(database);
    tests.ask(R"({"begin": "one"})");
    const json::object first = tests.row(R"({"create": "users"})");
    BOOST_TEST(text(tests.ask(R"({"rollback": true})"), "ok") == "rollback");
    tests.ask(R"({"begin": "two"})");
    BOOST_TEST(users_seen(tests) == 0);
    const json::object other = tests.row(R"({"create": "users"})");
    tests.ask(R"({"rollback": true})");
    tests.ask(R"({"begin": "one"})");
    const json::object again = tests.row(R"({"create": "users"})");
    BOOST_TEST(json::serialize(again) == json::serialize(first));
    BOOST_TEST(text(other, "email") != text(first, "email"));
}

BOOST_AUTO_TEST_CASE(a_savepoint_is_returned_to_with_the_parents_that_were_made) {
    process tests(database);
    tests.ask(R"({"begin": "test"})");
    tests.ask(R"({"savepoint": "before"})");
    const json::object first = tests.row(R"({"create": "order"})");
    BOOST_TEST(users_seen(tests) == 1); // its user
    tests.ask(R"({"rollback_to": "before"})");
    BOOST_TEST(users_seen(tests) == 0);
    const json::object again = tests.row(R"({"create": "order"})");
    BOOST_TEST(json::serialize(again) == json::serialize(first));
    BOOST_TEST(users_seen(tests) == 1);
    BOOST_TEST(text(tests.ask(R"({"release": "before"})"), "ok") == "release");
    tests.row(R"({"create": "users"})");
    tests.ask(R"({"savepoint": "behind a create"})");
    tests.row(R"({"create": "users"})");
    tests.row(R"({"create": "users"})");
    tests.ask(R"({"rollback_to": "behind a create"})");
    BOOST_TEST(users_seen(tests) == 2);
    tests.row(R"({"create": "users"})");
    tests.ask(R"({"release": "behind a create"})");
    BOOST_TEST(users_seen(tests) == 3);
}

BOOST_AUTO_TEST_CASE(only_a_commit_keeps_rows) {
    {
        process tests(database);
        tests.row(R"({"create": "users"})");
        tests.command().close_input();
        BOOST_TEST(tests.command().finish().exit_code == 0);
    }
    BOOST_TEST(users() == "0");
    process tests(database);
    tests.row(R"({"create": "users"})");
    tests.ask(R"({"commit": true})");
    BOOST_TEST(users() == "1");
    tests.row(R"({"create": "users"})"); // another one: the first stands
    tests.ask(R"({"commit": true})");
    BOOST_TEST(users() == "2");
}

BOOST_AUTO_TEST_CASE(a_process_that_is_killed_leaves_no_row) {
    {
        process tests(database);
        tests.row(R"({"create": "order", "count": 20})");
        tests.command().send(SIGKILL);
        tests.command().finish();
    }
    database.wait_until_abandoned();
    BOOST_TEST(users() == "0");
    BOOST_TEST(count("orders") == "0");
}

BOOST_AUTO_TEST_CASE(two_suites_on_one_database_do_not_meet) {
    process one(database);
    process other(database);
    std::set<std::string> keys;
    for (process* each : {&one, &other}) {
        each->ask(R"({"begin": "the same test"})");
        for (const char* model : {"users", "order", "position", "algorithm", "agent_session"})
            keys.insert(text(each->row(R"({"create": ")" + std::string(model) + "\"}"), "id"));
    }
    BOOST_TEST(keys.size() == 10U);
    const std::int64_t alone = users_seen(one);
    BOOST_TEST(users_seen(other) == alone); // neither sees the other's
    one.ask(R"({"commit": true})");
    BOOST_TEST(other.ask(R"({"create": "users"})").contains("rows"));
}

BOOST_AUTO_TEST_CASE(rows_are_built_without_being_written) {
    process tests(database);
    const json::object built =
        tests.row(R"({"build": "users", "set": {"email": "a@example.com"}})");
    BOOST_TEST(text(built, "email") == "a@example.com");
    BOOST_TEST(users_seen(tests) == 0);
}

BOOST_AUTO_TEST_CASE(a_query_that_ends_the_transaction_is_refused_and_a_new_one_begins) {
    struct example {
        const char* sql;
        const char* kept;
    };
    process tests(database);
    int kept = 0;
    for (const example& each : {example{"COMMIT", "1"},
                                example{"ROLLBACK", "0"},
                                example{"COMMIT AND CHAIN", "1"},
                                example{"ROLLBACK AND CHAIN", "0"},
                                example{"ROLLBACK TO SAVEPOINT seedbed_test_0", "0"}}) {
        tests.ask(R"({"begin": "a"})");
        tests.ask(R"({"savepoint": "here"})");
        tests.row(R"({"create": "users"})");
        check_contains(tests.problems(R"({"query": ")" + std::string(each.sql) + "\"}"),
                       {"ended the transaction", "begin anew"});
        check_contains(tests.problems(R"({"rollback": true})"), {"no transaction is open"});
        check_contains(tests.problems(R"({"rollback_to": "here"})"), {"no savepoint 'here'"});
        kept += std::stoi(each.kept);
        BOOST_TEST(users() == std::to_string(kept), each.sql);
        tests.ask(R"({"begin": "b"})");
        tests.row(R"({"create": "users"})");
        BOOST_TEST(text(tests.ask(R"({"rollback": true})"), "ok") == "rollback");
        BOOST_TEST(users() == std::to_string(kept), each.sql);
    }
}

BOOST_AUTO_TEST_CASE(a_signal_ends_it_while_it_waits_for_a_line) {
    for (const int signal : {SIGINT, SIGTERM}) {
        process tests(database);
        tests.row(R"({"create": "users"})");
        tests.command().send(signal);
        BOOST_TEST(!tests.command().says("no such text")); // it ended, its input still open
        check_ends(tests.command().finish(), 130, {"interrupted"});
    }
    BOOST_TEST(users() == "0");
}

BOOST_AUTO_TEST_CASE(a_signal_ends_a_query_that_takes_long) {
    process tests(database);
    tests.row(R"({"create": "users"})");
    tests.command().type("{\"query\": \"SELECT pg_sleep(1000)\"}\n");
    while (database.value("SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                          " AND wait_event = 'PgSleep' AND datname = current_database()") != "1")
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    tests.command().send(SIGINT);
    check_ends(tests.command().finish(), 130, {"interrupted"});
}

BOOST_AUTO_TEST_CASE(a_signal_ends_the_making_of_many_rows) {
    run({"create", "users", "--password-cost", "4"});                         // makes the tables
    running_seedbed many(arguments({"create", "users", "--count", "10000"})); // costly passwords
    while (database.value("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT%'"
                          " AND datname = current_database() AND pid <> pg_backend_pid()") == "0")
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    many.send(SIGINT);
    check_ends(many.finish(), 130, {"interrupted"});
    BOOST_TEST(users() == "1");
}

BOOST_AUTO_TEST_CASE(a_flag_is_true_and_a_line_one_command) {
    process tests(database);
    tests.row(R"({"create": "users"})");
    for (const char* value : {"false", "5", "null", "\"yes\""})
        for (const char* name : {"commit", "rollback"})
            check_contains(tests.problems("{\"" + std::string(name) + "\": " + value + "}"),
                           {"\"" + std::string(name) + "\" is " + value, "it takes true"});
    check_contains(tests.problems(R"({"commit": true, "rollback": true})"),
                   {"one command", "commit, rollback"});
    check_contains(tests.problems(R"({"commit": true, "keep": 1})"), {"no member \"keep\""});
    BOOST_TEST(users_seen(tests) == 1);
    BOOST_TEST(users() == "0");
}

BOOST_AUTO_TEST_CASE(a_query_without_rows_to_give_is_refused_in_words) {
    process tests(database);
    tests.row(R"({"create": "users"})");
    for (const auto& [sql, words] : {std::pair{"", "empty"},
                                     std::pair{"-- nothing", "empty"},
                                     std::pair{"COPY \\\"user\\\" TO STDOUT", "COPY"},
                                     std::pair{"COPY \\\"user\\\" FROM STDIN", "COPY"},
                                     std::pair{"SELECT 1\\u0000 + 'x'", "zero byte"}}) {
        check_contains(tests.problems(R"({"query": ")" + std::string(sql) + "\"}"), {words});
        BOOST_TEST(users_seen(tests) == 1);
    }
}

BOOST_AUTO_TEST_CASE(the_servers_end_of_the_connection_is_answered_and_ends_it) {
    process tests(database);
    tests.row(R"({"create": "users"})");
    const auto pid = tests.row(R"({"query": "SELECT pg_backend_pid() AS pid"})").at("pid");
    database.execute("SELECT pg_terminate_backend(" + json::serialize(pid) + ", 10000)");
    check_contains(tests.problems(R"({"create": "users"})"), {"connection"});
    check_ends(tests.command().finish(), 4, {"connection to the database is gone"});
}

BOOST_AUTO_TEST_CASE(broken_bytes_are_named_and_long_lines_cut) {
    process tests(database);
    using namespace std::string_literals;
    check_contains(tests.problems("{\"create\": \"\xff\"}"), {"not UTF-8", "byte 13 is 0xFF"});
    check_contains(tests.problems("{\"create\"\0: 1}"s), {"zero byte", "byte 10"});
    check_contains(tests.problems("nonsense " + std::string(100, 'x')), {"xxx…"});
    check_contains(tests.problems("{\"" + std::string(100, 'x') + "\": 1}"), {"xxx…"});
    check_contains(tests.problems(R"({"create": "users", "set": {"email": "a@b.c", "email": ""}})"),
                   {"the key \"email\" comes twice in one object (byte "});
    check_contains(tests.problems("nonsense " + std::string(50, 'x') + "äöü"), {"xxx…"});
}

// The ratio, not the times: a machine may be as slow as it likes.
BOOST_AUTO_TEST_CASE(a_thousand_commands_take_less_than_a_twentieth_of_a_thousand_processes) {
    constexpr int commands = 1000;
    constexpr int processes = 8;
    const auto timed = [](const auto& work) {
        const auto start = clock_type::now();
        work();
        return std::chrono::duration<double>(clock_type::now() - start).count();
    };
    const double one_process = timed([&] {
        process tests(database);
        for (int i = 0; i < commands; ++i)
            BOOST_REQUIRE(tests.ask(R"({"create": "users"})").contains("rows"));
    });
    const double each =
        timed([&] {
            for (int i = 0; i < processes; ++i)
                BOOST_REQUIRE(run({"create", "users", "--password-cost", "4"}).exit_code == 0);
        }) /
        processes;
    BOOST_TEST(one_process < commands * each / 20,
               commands << " commands took " << one_process << " s, a process " << each << " s");
}

BOOST_AUTO_TEST_SUITE_END()
