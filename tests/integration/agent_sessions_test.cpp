#include "tests/integration/agent_session_runs.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

using namespace seedbed::test;
namespace fs = std::filesystem;

BOOST_FIXTURE_TEST_SUITE(agent_sessions_test, agent_session_runs)

BOOST_AUTO_TEST_SUITE(a_run)

BOOST_AUTO_TEST_CASE(writes_twenty_sessions_with_what_belongs_to_them) {
    const long first = added();
    BOOST_TEST(first == rows());
    BOOST_TEST(count("agent_sessions") == "20");
    BOOST_TEST(database.value("SELECT count(*) > 400 FROM agent_session_messages") == "t");
    BOOST_TEST(database.value("SELECT count(*) > 20 FROM agent_artifacts") == "t");
    BOOST_TEST(database.value("SELECT status FROM agent_sessions ORDER BY id LIMIT 1") ==
               "completed");
    BOOST_TEST(database.value("SELECT max(updated_at) <= '" + as_of + "' FROM agent_sessions") ==
               "t");
}

BOOST_AUTO_TEST_CASE(makes_the_tables_of_the_application) {
    added({"--agent-sessions", "0"});
    const auto columns = [&](const std::string& table) {
        return database.value(
            "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN"
            " attnotnull THEN '' ELSE '?' END, ', ' ORDER BY attnum) FROM pg_attribute WHERE"
            " attnum > 0 AND attrelid = '" +
            table + "'::regclass");
    };
    BOOST_TEST(columns("agent_sessions") ==
               "id uuid, user_id uuid, user_goal character varying, status character varying(20),"
               " error_message character varying?, result_summary character varying?, created_at"
               " timestamp with time zone, updated_at timestamp with time zone, completed_at"
               " timestamp with time zone?, llm_provider character varying(20)?, llm_model"
               " character varying(100)?, llm_credential_id uuid?");
    BOOST_TEST(columns("agent_session_messages") ==
               "id uuid, session_id uuid, role character varying(20), content character varying,"
               " agent_name character varying(100)?, metadata_json character varying?, created_at"
               " timestamp with time zone, sequence_id integer?, event_type character varying(50)?,"
               " stage character varying(50)?");
    BOOST_TEST(columns("agent_artifacts") ==
               "id uuid, session_id uuid, artifact_type character varying(50), name character"
               " varying(255), description character varying?, file_path character varying(500)?,"
               " mime_type character varying(100)?, size_bytes integer?, metadata_json character"
               " varying?, created_at timestamp with time zone");
    BOOST_TEST(database.rows("SELECT conname FROM pg_constraint WHERE conrelid::regclass::text LIKE"
                             " 'agent%' AND contype IN ('f', 'p') ORDER BY 1") ==
                   (words{"agent_artifacts_pkey",
                          "agent_artifacts_session_id_fkey",
                          "agent_session_messages_pkey",
                          "agent_session_messages_session_id_fkey",
                          "agent_sessions_pkey",
                          "agent_sessions_user_id_fkey"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(lets_algorithms_refer_to_artifacts_where_both_tables_are) {
    database.execute("CREATE TABLE algorithms (id uuid PRIMARY KEY, artifact_id uuid)");
    added({"--agent-sessions", "0"});
    BOOST_TEST(database.value("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname ="
                              " 'algorithms_artifact_id_fkey'") ==
               "FOREIGN KEY (artifact_id) REFERENCES agent_artifacts(id)");
}

BOOST_AUTO_TEST_CASE(repeated_adds_nothing) {
    const long first = added();
    const std::string before = all();
    BOOST_TEST(added() == 0);
    BOOST_TEST(rows() == first);
    BOOST_TEST((all() == before));
}

BOOST_AUTO_TEST_CASE(adds_what_was_deleted_as_it_was) {
    added();
    const std::string before = all();
    database.execute("DELETE FROM agent_session_messages WHERE sequence_id % 7 = 0;"
                     "DELETE FROM agent_artifacts WHERE artifact_type = 'plot';");
    BOOST_TEST(added() > 20);
    BOOST_TEST((all() == before));
}

BOOST_AUTO_TEST_CASE(with_more_sessions_leaves_the_earlier_ones) {
    added();
    const std::string before = all();
    added({"--agent-sessions", "45"});
    BOOST_TEST(count("agent_sessions") == "45");
    BOOST_TEST((all("20") == before));
    const agent_session_runs at_once;
    at_once.added({"--agent-sessions", "45"});
    BOOST_TEST((at_once.all() == all()));
}

BOOST_AUTO_TEST_CASE(on_another_day_leaves_the_sessions_as_they_are) {
    added();
    const std::string before = all();
    database.execute("DELETE FROM agent_session_messages WHERE sequence_id = 5");
    const std::string without = all();
    BOOST_TEST(added({}, "2026-01-05T00:00:00Z") == 0); // what is lacking is of other times
    BOOST_TEST((all() == without));
}

BOOST_AUTO_TEST_CASE(passes_over_users_who_came_after_the_sessions) {
    added({"--agent-sessions", "0"});
    database.execute("UPDATE \"user\" SET created_at = '2026-01-01T23:30:00Z' WHERE is_superuser");
    added();
    BOOST_TEST(database.value("SELECT count(*) FROM agent_sessions s JOIN \"user\" u ON u.id ="
                              " s.user_id WHERE s.created_at < u.created_at OR is_superuser") ==
               "0");
}

BOOST_AUTO_TEST_CASE(without_users_makes_none_unless_they_were_asked_for) {
    check_ends(
        seed({"--users", "0", "--agent-sessions", "3"}), 1, {"--users 1", "--agent-sessions 0"});
    check_ends(seed({"--users", "0"}), 0);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(what_a_session_says)

BOOST_AUTO_TEST_CASE(of_prices_is_what_sql_computes) {
    added();
    const std::string quoted =
        "(SELECT metadata_json::jsonb #> '{payload,data}' AS d FROM agent_session_messages"
        " WHERE event_type = 'render_output' AND stage = 'DATA_ACQUISITION') AS quoted,"
        " LATERAL (SELECT count(*) AS rows, min(last) AS minimum, max(last) AS maximum,"
        " round(avg(last), 8) AS mean, stddev(r) * sqrt(288) AS volatility,"
        " min(timestamp) AS first, max(timestamp) AS latest FROM (SELECT *, ln(last::float8) -"
        " ln(lag(last::float8) OVER (ORDER BY timestamp)) AS r FROM price_data_5min"
        " WHERE coin_type = d->>'coin' AND timestamp BETWEEN (d->>'from')::timestamptz AND"
        " (d->>'to')::timestamptz) p) AS computed";
    BOOST_TEST(database.value("SELECT count(*) > 10 FROM " + quoted) == "t");
    BOOST_TEST(database.value("SELECT count(*) FROM " + quoted +
                              " WHERE ((d->>'rows')::int, (d->>'minimum')::numeric,"
                              " (d->>'maximum')::numeric, (d->>'mean')::numeric,"
                              " (d->>'from')::timestamptz, (d->>'to')::timestamptz) IS DISTINCT"
                              " FROM (rows, minimum, maximum, mean, first, latest)") == "0");
    BOOST_TEST(database.value("SELECT count(*) FROM " + quoted +
                              " WHERE abs((d->>'daily_volatility')::float8 / volatility - 1) >"
                              " 1e-5") == "0");
}

BOOST_AUTO_TEST_CASE(of_correlation_is_what_sql_computes) {
    added();
    const std::string found = database.value(
        "SELECT count(*) || ' ' || coalesce(max(abs((d->>'correlation')::float8 - r)), 1) FROM"
        " (SELECT metadata_json::jsonb #> '{payload,data}' AS d FROM agent_session_messages"
        " WHERE event_type = 'render_output' AND stage = 'DATA_ACQUISITION') AS quoted,"
        " LATERAL (SELECT corr(x, y) AS r FROM (SELECT ln(a.last::float8) - ln(lag(a.last::float8)"
        " OVER w) AS x, ln(b.last::float8) - ln(lag(b.last::float8) OVER w) AS y"
        " FROM price_data_5min a JOIN price_data_5min b ON b.timestamp = a.timestamp AND"
        " b.coin_type = d->>'benchmark' WHERE a.coin_type = d->>'coin' AND a.timestamp BETWEEN"
        " (d->>'from')::timestamptz AND (d->>'to')::timestamptz WINDOW w AS (ORDER BY"
        " a.timestamp)) p) AS computed");
    const std::size_t space = found.find(' ');
    BOOST_TEST(std::stoi(found.substr(0, space)) > 10);
    BOOST_TEST(std::stod(found.substr(space)) < 1e-5);
}

BOOST_AUTO_TEST_CASE(of_the_outcome_agrees_with_its_figures) {
    added();
    // the last point of the equity curve is a round capital with the return of the tearsheet
    const std::string wrong = database.value(
        "SELECT (count(*) < 5)::text || count(*) FILTER (WHERE abs(capital - round(capital, -1)) >"
        " 0.05) FROM (SELECT (figure #>> '{payload,content,data,0,y,-1}')::float8::numeric / (1 +"
        " (sheet #>> '{payload,content,metrics,total_return}')::float8::numeric) AS capital FROM"
        " (SELECT session_id, metadata_json::jsonb AS sheet FROM agent_session_messages WHERE"
        " metadata_json LIKE '%json+tearsheet%') t JOIN (SELECT session_id, metadata_json::jsonb"
        " AS figure FROM agent_session_messages WHERE metadata_json LIKE '%plotly%' AND stage ="
        " 'EVALUATION') f USING (session_id)) x");
    BOOST_TEST(wrong == "false0");
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct with_files : agent_session_runs {
    scratch_directory scratch;
    fs::path directory = scratch.path() / "made" / "artifacts";

    command_result seed_files(const words& more = {}) const {
        return seed(words{"--artifacts-dir", directory.string()} + more);
    }

    static std::string bytes_of(const fs::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }

    std::size_t files_below(const fs::path& folder) const {
        return static_cast<std::size_t>(
            std::count_if(fs::recursive_directory_iterator(folder),
                          fs::recursive_directory_iterator(),
                          [](const fs::directory_entry& each) { return each.is_regular_file(); }));
    }

    /// Each artifact's type, path and size.
    words artifacts() const {
        return database.rows("SELECT artifact_type, file_path, size_bytes FROM agent_artifacts"
                             " ORDER BY id");
    }
};

struct artifact_row {
    std::string type;
    fs::path path;
    std::uintmax_t size;

    explicit artifact_row(const std::string& row)
        : type(row.substr(0, row.find('|'))),
          path(row.substr(type.size() + 1, row.rfind('|') - type.size() - 1)),
          size(std::stoull(row.substr(row.rfind('|') + 1))) {}
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(files_of_artifacts, with_files)

BOOST_AUTO_TEST_CASE(are_where_the_rows_say_and_as_long) {
    check_ends(seed_files(), 0);
    const words rows = artifacts();
    BOOST_TEST(files_below(directory) == rows.size());
    std::map<std::string, std::size_t> types;
    for (const std::string& row : rows) {
        const artifact_row artifact(row);
        BOOST_TEST(fs::file_size(artifact.path) == artifact.size);
        ++types[artifact.type];
        const std::string bytes = bytes_of(artifact.path);
        if (artifact.type == "plot") {
            BOOST_TEST(bytes.substr(0, 16) == std::string("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR", 16));
            BOOST_TEST(bytes.substr(16, 8) == std::string("\0\0\1\xE0\0\0\0\xC8", 8)); // 480 × 200
        }
        if (artifact.type == "report")
            BOOST_TEST((bytes.starts_with("<!DOCTYPE html>") && bytes.ends_with("</html>\n")));
        if (artifact.type == "model")
            BOOST_TEST(boost::json::parse(bytes).at("metrics").at("sharpe_ratio").is_number());
    }
    for (const char* type : {"plot", "report", "model", "code"})
        BOOST_TEST(types[type] == rows.size() / 4, type);
    BOOST_TEST((fs::status(directory).permissions() == fs::perms(0755)));
}

BOOST_AUTO_TEST_CASE(are_not_written_unless_asked_for) {
    check_ends(seed(), 0);
    BOOST_TEST(database.value("SELECT count(*) FROM agent_artifacts WHERE file_path <>"
                              " '/artifacts/' || session_id || '/' || name") == "0");
}

BOOST_AUTO_TEST_CASE(that_are_there_already_are_taken_as_they_are) {
    check_ends(seed_files(), 0);
    const words before = artifacts();
    check_ends(seed_files({"--clear", "--yes"}), 0);
    BOOST_TEST(artifacts() == before, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_somebody_else_end_the_run_and_nothing_stays) {
    check_ends(seed_files(), 0);
    const fs::path foreign = artifact_row(artifacts().back()).path;
    for (const fs::directory_entry& each : fs::directory_iterator(directory))
        fs::remove_all(each.path());
    database.execute("TRUNCATE agent_sessions, agent_session_messages, agent_artifacts");
    fs::create_directories(foreign.parent_path());
    std::ofstream(foreign) << "mine";
    check_ends(
        seed_files(), 1, {foreign.string(), "exists with other contents", "--artifacts-dir"});
    BOOST_TEST(bytes_of(foreign) == "mine");
    BOOST_TEST(files_below(directory) == 1U);
    BOOST_TEST(rows() == 0);
}

BOOST_AUTO_TEST_CASE(go_with_the_rows_when_the_commit_fails) {
    check_ends(seed({"--agent-sessions", "0"}), 0);
    database.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                     " $$ BEGIN RAISE 'not today'; END $$;"
                     "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON agent_artifacts DEFERRABLE"
                     " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()");
    const command_result result = seed_files();
    BOOST_TEST(result.exit_code != 0);
    BOOST_TEST(rows() == 0);
    BOOST_TEST(!fs::exists(scratch.path() / "made"));
}

BOOST_AUTO_TEST_CASE(need_a_directory) {
    const fs::path file = scratch.write("file", "");
    check_ends(seed({"--artifacts-dir", file.string()}), 2, {"--artifacts-dir", file.string()});
    BOOST_TEST(database.value("SELECT to_regclass('agent_sessions')") == "NULL");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE_END()
