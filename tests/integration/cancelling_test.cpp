// A stop request that comes between two statements ends the one that follows.
#include "core/database/connected_transaction.hpp"
#include "core/database/test_connection.hpp"
#include "tests/support/temporary_database.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>
#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

using namespace seedbed;

namespace {

struct clear_result {
    void operator()(PGresult* result) const { PQclear(result); }
};

/// The SQLSTATE that a long statement ends with; empty when it came to its own end. Sent past the
/// session, which refuses statements once it is stopped: as one that was on its way by then.
std::string state_of_late_statement(const session& session) {
    const std::unique_ptr<PGresult, clear_result> result(
        PQexec(session.handle(), "SELECT pg_sleep(20)"));
    const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    return state ? state : "";
}

constexpr const char* query_canceled = "57014";

struct stopped_database {
    test::temporary_database database;
    std::stop_source stop;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(cancelling_test, stopped_database)

BOOST_AUTO_TEST_CASE(a_statement_that_a_run_sends_during_the_stop_is_cancelled) {
    database::connected_transaction transaction(database.conninfo(), stop.get_token());
    stop.request_stop();
    BOOST_TEST(state_of_late_statement(transaction.active_session()) == query_canceled);
}

BOOST_AUTO_TEST_CASE(a_statement_that_a_fixture_sends_during_the_stop_is_cancelled) {
    database::test_connection connection(database.conninfo(), stop.get_token());
    connection.begin();
    stop.request_stop();
    BOOST_TEST(state_of_late_statement(connection.active_session()) == query_canceled);
}

BOOST_AUTO_TEST_CASE(a_stopped_transaction_ends_at_once_and_leaves_nothing) {
    {
        database::connected_transaction transaction(database.conninfo(), stop.get_token());
        transaction.active_session().execute_script("CREATE TABLE lost (id int)");
        stop.request_stop();
    }
    database.wait_until_abandoned();
    BOOST_TEST(database.value("SELECT to_regclass('lost') IS NULL") == "t");
}

BOOST_AUTO_TEST_CASE(a_commit_that_checks_a_slow_constraint_is_interrupted_and_keeps_nothing) {
    database.execute("CREATE TABLE slow (id int);"
                     "CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql"
                     " AS 'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';"
                     "CREATE CONSTRAINT TRIGGER slowly AFTER INSERT ON slow DEFERRABLE INITIALLY"
                     " DEFERRED FOR EACH ROW EXECUTE FUNCTION take_long()");
    const std::string in_commit = "SELECT count(*) FROM pg_stat_activity"
                                  " WHERE datname = current_database() AND wait_event = 'PgSleep'";
    const std::jthread stopping([&] {
        while (database.value(in_commit) == "0")
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        stop.request_stop();
    });
    database::connected_transaction transaction(database.conninfo(), stop.get_token());
    transaction.active_session().execute("INSERT INTO slow VALUES (1)");
    BOOST_CHECK_EXCEPTION(transaction.commit(), error, [](const error& e) {
        return e.kind() == failure::interrupted;
    });
    BOOST_TEST(database.value("SELECT count(*) FROM slow") == "0");
}

BOOST_AUTO_TEST_SUITE_END()
