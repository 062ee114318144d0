// What comes of one check in a transaction, and which violations are new.
#include "core/database/read_transaction.hpp"
#include "core/run/run_verification.hpp"
#include "core/run/verifying.hpp"
#include "tests/support/database_session.hpp"
#include "tests/support/refusal.hpp"

#include <boost/test/unit_test.hpp>
#include <odb/pgsql/database.hxx>
#include <odb/transaction.hxx>

#include <stdexcept>

using namespace seedbed;
using seedbed::run::check_outcome;
using seedbed::run::check_status;
using seedbed::run::plugin_check;
using seedbed::test::check_contains;
using texts = std::vector<std::string>;

namespace {

plugin_check made(std::function<check_result(const session&)> judge, texts tables = {}) {
    return {.plugin = "books",
            .check = {.id = "books.rule",
                      .rule = "a rule",
                      .cost = check_cost::cheap,
                      .tables = std::move(tables),
                      .judge = std::move(judge)}};
}

check_result found(texts violations, std::uint64_t count, std::string remark = {}) {
    return {.looked_at = 9,
            .violations = std::move(violations),
            .violation_count = count,
            .remark = std::move(remark)};
}

check_outcome outcome_of(const session& session, const check_result& result) {
    return run::judge(session, made([&](const auto&) { return result; }));
}

void check_status_is(const check_outcome& outcome, check_status expected) {
    BOOST_TEST(run::name_of(outcome.status) == run::name_of(expected));
}

/// As many texts, from a number on.
texts numbers(std::size_t count, std::size_t first = 0) {
    texts made;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back("row " + std::to_string(first + i));
    return made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(verifying_test)

BOOST_FIXTURE_TEST_SUITE(one_check, test::database_session)

BOOST_AUTO_TEST_CASE(its_result_decides_its_status) {
    check_status_is(outcome_of(session(), found({}, 0)), check_status::ok);
    check_status_is(outcome_of(session(), found({"a"}, 1)), check_status::violated);
    check_status_is(outcome_of(session(), found({}, 0, "too few days")), check_status::not_judged);
    check_status_is(outcome_of(session(), found({"a"}, 1, "few days")), check_status::violated);
}

BOOST_AUTO_TEST_CASE(violations_that_nobody_counted_are_counted_and_no_more_are_kept_than_allowed) {
    const check_outcome outcome = outcome_of(session(), found(numbers(1500), 0));
    check_status_is(outcome, check_status::violated);
    BOOST_TEST(outcome.found.violation_count == 1500U);
    BOOST_TEST(outcome.found.violations.size() == most_violations);
}

BOOST_AUTO_TEST_CASE(it_is_passed_over_where_a_table_is_absent) {
    session().execute_script("CREATE TABLE \"Odd name\" (id integer)");
    const auto never = [](const auto&) -> check_result { throw std::logic_error("called"); };
    const auto outcome = run::judge(session(), made(never, {"Odd name", "not there"}));
    check_status_is(outcome, check_status::not_judged);
    BOOST_TEST(outcome.found.remark == "no table \"not there\"");
}

BOOST_AUTO_TEST_CASE(what_it_throws_is_its_outcome_and_the_transaction_goes_on) {
    const auto thrown = run::judge(session(), made([](const auto&) -> check_result { throw 42; }));
    check_status_is(thrown, check_status::failed);
    check_contains(thrown.found.remark, {"could not be judged", "int"});
    const auto refused = run::judge(session(), made([](const auto& session) {
                                        session.execute("SELECT * FROM nowhere");
                                        return check_result{};
                                    }));
    check_status_is(refused, check_status::failed);
    check_contains(refused.found.remark, {"\"nowhere\" does not exist"});
    BOOST_TEST(*session().value("SELECT 1") == "1");
}

BOOST_AUTO_TEST_CASE(an_sql_error_that_it_swallows_is_its_failure) {
    const auto outcome = run::judge(session(), made([](const auto& session) {
                                        try {
                                            session.execute("SELECT 1 / 0");
                                        } catch (const error&) {
                                        }
                                        return check_result{};
                                    }));
    check_status_is(outcome, check_status::failed);
    check_contains(outcome.found.remark, {"let the error pass"});
}

BOOST_AUTO_TEST_CASE(what_it_does_is_undone_and_the_run_may_write_afterwards) {
    session().execute_script("CREATE TABLE books (id integer)");
    const auto outcome = run::judge(session(), made([](const auto& session) {
                                        session.execute_script("SET LOCAL work_mem = '64kB'");
                                        return check_result{};
                                    }));
    check_status_is(outcome, check_status::ok);
    BOOST_TEST(*session().value("SHOW work_mem") != "64kB");
    BOOST_TEST(session().execute("INSERT INTO books VALUES (1)") == 1U);
}

BOOST_AUTO_TEST_CASE(a_check_that_ends_the_transaction_ends_the_verification) {
    test::check_refused(failure::database, {"transaction ended", "'books.rule'", "'books'"}, [&] {
        run::judge(session(), made([](const auto& session) {
                       session.execute_script("ROLLBACK");
                       return check_result{};
                   }));
    });
}

BOOST_AUTO_TEST_CASE(a_stop_request_is_not_the_checks_failure) {
    test::check_refused(failure::interrupted, {}, [&] {
        run::judge(session(), made([&](const auto& session) {
                       stop.request_stop();
                       session.execute("SELECT 1");
                       return check_result{};
                   }));
    });
}

BOOST_AUTO_TEST_CASE(ids_are_unique_and_all_doubles_are_named_at_once) {
    const auto with = [](const char* plugin, const char* id) {
        plugin_check check = made({});
        check.plugin = plugin;
        check.check.id = id;
        return check;
    };
    run::check_ids({with("a", "a.x"), with("b", "b.x")});
    test::check_refused(failure::plugin, {"'same'", "'a'", "'b'", "'other'", "'c'"}, [&] {
        run::check_ids(
            {with("a", "same"), with("b", "same"), with("c", "other"), with("c", "other")});
    });
}

BOOST_AUTO_TEST_CASE(a_transaction_for_reading_takes_odb_along_and_gives_it_back) {
    auto* const mine = &odb::transaction::current();
    const test::temporary_database elsewhere;
    elsewhere.execute("CREATE TABLE books (id integer); INSERT INTO books VALUES (7)");
    {
        const database::read_transaction others(elsewhere.conninfo(), {});
        BOOST_TEST(&odb::transaction::current() != mine);
        BOOST_TEST(*others.active_session().value("SELECT id FROM books") == "7");
        elsewhere.execute("DELETE FROM books");
        BOOST_TEST(*others.active_session().value("SELECT id FROM books") == "7");
        test::check_refused(failure::database, {"read-only"}, [&] {
            others.active_session().execute("INSERT INTO books VALUES (8)");
        });
    }
    BOOST_TEST(&odb::transaction::current() == mine);
    BOOST_TEST(*session().value("SELECT 1") == "1");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(new_violations)

BOOST_AUTO_TEST_CASE(they_are_those_that_were_not_there_in_their_order) {
    const auto added = run::new_violations(found({"b", "c"}, 2), found({"d", "b", "a"}, 3));
    BOOST_TEST(added.violations == (texts{"d", "a"}), boost::test_tools::per_element());
    BOOST_TEST(added.violation_count == 2U);
}

BOOST_AUTO_TEST_CASE(a_key_is_known_whatever_its_values_are_now) {
    const auto added = run::new_violations(found({"a 1:05: 3 of 4"}, 1),
                                           found({"a 1:05: 3 of 9", "a 1:10: 3 of 4"}, 2));
    BOOST_TEST(added.violations == texts{"a 1:10: 3 of 4"}, boost::test_tools::per_element());
    BOOST_TEST(added.violation_count == 1U);
}

BOOST_AUTO_TEST_CASE(a_text_that_came_twice_is_known_as_often) {
    const auto added = run::new_violations(found({"a", "a"}, 2), found({"a", "a", "a"}, 3));
    BOOST_TEST(added.violation_count == 1U);
}

BOOST_AUTO_TEST_CASE(without_any_before_all_are_new) {
    BOOST_TEST(run::new_violations({}, found({"a"}, 1)).violation_count == 1U);
    BOOST_TEST(run::new_violations({}, found(numbers(1000), 5000)).violation_count == 5000U);
}

BOOST_AUTO_TEST_CASE(beyond_what_is_kept_their_number_decides) {
    const check_result many = found(numbers(1000), 5000);
    BOOST_TEST(run::new_violations(many, many).violation_count == 0U);
    BOOST_TEST(run::new_violations(many, found(numbers(1000), 5001)).violation_count == 1U);
    BOOST_TEST(run::new_violations(many, found(numbers(1000, 3), 4997)).violation_count == 0U);
    BOOST_TEST(
        run::new_violations(found(numbers(5), 5), found(numbers(1000), 1005)).violation_count ==
        1000U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
