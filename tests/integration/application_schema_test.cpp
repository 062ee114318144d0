#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <string>

using namespace seedbed::test;

// The tables that seedbed makes are those of the application, as its migrations leave them; the
// facts below are the application's.

namespace {

const char* const reference_variable = "SEEDBED_REFERENCE_SCHEMA";

boost::test_tools::assertion_result reference_is_there(boost::unit_test::test_unit_id /*test*/) {
    boost::test_tools::assertion_result there(std::getenv(reference_variable) != nullptr);
    there.message() << reference_variable << " names no file of the application's schema";
    return there;
}

struct made_by_seedbed : on_database {
    made_by_seedbed() { check_ends(run(words{"--all"} + small), 0); }

    words columns_of(const std::string& table) const {
        return database.rows(
            "SELECT attname || ' ' || format_type(atttypid, atttypmod)"
            " || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END"
            " || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') FROM pg_attribute"
            " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = '" +
            table + "'::regclass AND attnum > 0 ORDER BY attnum");
    }

    /// Primary, unique and foreign keys and checks; NOT NULL is told with the columns.
    words constraints_of(const std::string& table) const {
        return database.rows("SELECT conname || ' ' || pg_get_constraintdef(oid) FROM"
                             " pg_constraint WHERE contype <> 'n' AND conrelid = '" +
                             table + "'::regclass ORDER BY 1");
    }

    /// Every table there is, as SQL writes it.
    words all_tables() const {
        return database.rows("SELECT oid::regclass FROM pg_class WHERE relnamespace ="
                             " 'public'::regnamespace AND relkind NOT IN ('i', 'S')"
                             " ORDER BY relname");
    }

    words indexes_of(const std::string& table) const {
        return database.rows("SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '" +
                             table + "'::regclass ORDER BY 1");
    }
};

struct migrated_by_the_application : on_database {
    migrated_by_the_application() { database.execute_file(std::getenv(reference_variable)); }
};

void check_same(const words& found, const words& expected) {
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

} // namespace

BOOST_AUTO_TEST_SUITE(application_schema_test)

BOOST_FIXTURE_TEST_CASE(the_users_table_is_the_applications, made_by_seedbed) {
    check_same(columns_of("\"user\""),
               {"email character varying(255) NOT NULL",
                "is_active boolean NOT NULL",
                "is_superuser boolean NOT NULL",
                "full_name character varying(255)",
                "id uuid NOT NULL",
                "hashed_password character varying NOT NULL",
                "created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "updated_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP",
                "timezone character varying(50)",
                "preferred_currency character varying(10)",
                "risk_tolerance character varying(20)",
                "trading_experience character varying(20)"});
    check_same(constraints_of("\"user\""), {"user_pkey PRIMARY KEY (id)"});
    check_same(indexes_of("\"user\""),
               {"CREATE UNIQUE INDEX ix_user_email ON public.\"user\" USING btree (email)",
                "CREATE UNIQUE INDEX user_pkey ON public.\"user\" USING btree (id)"});
}

BOOST_FIXTURE_TEST_CASE(the_prices_table_is_the_applications, made_by_seedbed) {
    check_same(columns_of("price_data_5min"),
               {"id integer NOT NULL DEFAULT nextval('price_data_5min_new_id_seq'::regclass)",
                "coin_type character varying(20) NOT NULL",
                "bid numeric(20,8)",
                "ask numeric(20,8)",
                "last numeric(20,8)",
                "timestamp timestamp with time zone NOT NULL",
                "created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP"});
    check_same(constraints_of("price_data_5min"), {"price_data_5min_new_pkey PRIMARY KEY (id)"});
    const std::string on = " ON public.price_data_5min USING btree ";
    check_same(
        indexes_of("price_data_5min"),
        {"CREATE INDEX ix_price_data_5min_coin_timestamp" + on + "(coin_type, \"timestamp\")",
         "CREATE INDEX ix_price_data_5min_coin_type" + on + "(coin_type)",
         "CREATE INDEX ix_price_data_5min_timestamp" + on + "(\"timestamp\")",
         "CREATE UNIQUE INDEX price_data_5min_new_pkey" + on + "(id)",
         "CREATE UNIQUE INDEX uq_price_data_5min_coin_timestamp" + on +
             "(coin_type, \"timestamp\")"});
    BOOST_TEST(database.value("SELECT data_type FROM pg_sequences") == "bigint");
    BOOST_TEST(database.value("SELECT pg_get_serial_sequence('price_data_5min', 'id')") ==
               "public.price_data_5min_new_id_seq"); // goes with the table
}

BOOST_FIXTURE_TEST_CASE(every_model_has_its_table_and_nothing_else_is_made_in_public,
                        made_by_seedbed) {
    check_same(all_tables(),
               {"agent_artifacts",
                "agent_session_messages",
                "agent_sessions",
                "algorithms",
                "backtest_runs",
                "deployed_algorithms",
                "orders",
                "positions",
                "price_data_5min",
                "\"user\""});
}

BOOST_FIXTURE_TEST_CASE(the_tables_refer_to_each_other_as_the_applications_do, made_by_seedbed) {
    check_same(database.rows("SELECT conname FROM pg_constraint WHERE contype = 'f' ORDER BY 1"),
               {"agent_artifacts_session_id_fkey",
                "agent_session_messages_session_id_fkey",
                "agent_sessions_user_id_fkey",
                "algorithms_artifact_id_fkey",
                "algorithms_created_by_fkey",
                "backtest_runs_algorithm_id_fkey",
                "backtest_runs_user_id_fkey",
                "deployed_algorithms_algorithm_id_fkey",
                "deployed_algorithms_user_id_fkey",
                "orders_user_id_fkey",
                "positions_user_id_fkey"});
}

BOOST_FIXTURE_TEST_CASE(a_run_on_the_applications_database_leaves_its_schema_as_it_is,
                        migrated_by_the_application,
                        *boost::unit_test::precondition(reference_is_there)) {
    const std::string before = database.schema();
    check_ends(run(words{"--all"} + small), 0);
    BOOST_TEST((database.schema() == before));
    BOOST_TEST(users() == "10");
    BOOST_TEST(prices() == "288");
}

BOOST_FIXTURE_TEST_CASE(the_tables_made_are_the_applications_to_the_last_word,
                        made_by_seedbed,
                        *boost::unit_test::precondition(reference_is_there)) {
    const migrated_by_the_application reference;
    // It refers to a table that is none of seedbed's.
    reference.database.execute("ALTER TABLE agent_sessions DROP CONSTRAINT"
                               " agent_sessions_llm_credential_id_fkey");
    for (const std::string& table : all_tables())
        BOOST_TEST(database.schema({"public." + table}) ==
                   reference.database.schema({"public." + table}));
}

BOOST_AUTO_TEST_SUITE_END()
