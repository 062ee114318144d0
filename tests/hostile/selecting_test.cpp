// What a run does with a selection, from the command line to the rows.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>

using namespace seedbed::hostile;
using seedbed::test::check_contains;
using seedbed::test::check_ends;
using seedbed::test::run_seedbed;

namespace {

using names = std::vector<std::string>;

/// left and right need zero; apex needs both.
struct diamond : run_on_database {
    plugin_folder folder;

    diamond() {
        folder.add("zero", [](auto& manifest) { manifest["tags"] = {"base"}; });
        for (const char* side : {"left", "right"})
            folder.add(side,
                       [](auto& manifest) { manifest["depends"] = {requires_plugin("zero")}; });
        folder.add("apex", [](auto& manifest) {
            manifest["depends"] = {requires_plugin("left"), requires_plugin("right")};
        });
    }

    void check_runs(const names& line, const names& expected) const {
        database.execute("DROP TABLE IF EXISTS steps");
        check_ends(run({folder.path()}, line), 0);
        BOOST_TEST(steps() == expected, boost::test_tools::per_element());
    }

    void check_refused(const names& line, int exit_code, const names& errors) const {
        check_ends(run({folder.path()}, line), exit_code, errors);
        BOOST_TEST(is_untouched());
    }
};

/// Nothing listens on port 1: who goes on to the database ends with 4.
const names nowhere{"--database", "postgresql://somebody@127.0.0.1:1/nothing"};

} // namespace

BOOST_FIXTURE_TEST_SUITE(selecting_test, diamond)

BOOST_AUTO_TEST_CASE(operators_lists_globs_and_tags_choose_what_runs) {
    check_runs({"--only", "left"}, {"zero", "left"});
    check_runs({"--only", "left+"}, {"zero", "left", "right", "apex"}); // apex needs right, too
    check_runs({"--only", "+left"}, {"zero", "left"});
    check_runs({"--only", "zero+1"}, {"zero", "left", "right"});
    check_runs({"--only", "left,right"}, {"zero", "left", "right"});
    check_runs({"--only", "left", "--only", "r*"}, {"zero", "left", "right"});
    check_runs({"--only", "tag:base"}, {"zero"});
    check_runs({"--only", "right", "--with-dependents"}, {"zero", "left", "right", "apex"});
}

BOOST_AUTO_TEST_CASE(no_deps_opens_what_is_needed_and_writes_only_what_is_selected) {
    check_ends(run({folder.path()}, {"--only", "zero"}), 0);
    const auto result = run({folder.path()}, {"--only", "left", "--no-deps", "--json"});
    check_ends(result, 0);
    BOOST_TEST(steps() == (names{"zero", "left"}), boost::test_tools::per_element());
    const boost::json::value plugins = boost::json::parse(result.out).at("plugins");
    BOOST_TEST(plugins.at(0).at("status").as_string() == "not run");
    BOOST_TEST(plugins.at(1).at("status").as_string() == "ok");
}

BOOST_AUTO_TEST_CASE(skip_takes_dependants_along_and_says_so) {
    check_runs({"--all", "--skip", "left"}, {"zero", "right"});
    const auto planned = run({folder.path()}, {"plan", "--skip", "left"});
    check_contains(planned.out,
                   {"left", "left out by --skip", "apex", "requires left, left out by --skip"});
}

BOOST_AUTO_TEST_CASE(asking_for_what_is_skipped_names_the_edge) {
    check_refused(
        {"--only", "apex", "--skip", "zero"},
        2,
        {"--only asks for apex, but --skip leaves zero out, and apex requires left, which "
         "requires zero (declared in " +
         folder.manifest_of("left").string() + ")"});
}

BOOST_AUTO_TEST_CASE(a_mistyped_name_ends_with_2_and_connects_to_no_database) {
    const auto here = [&](names line) {
        line.insert(line.begin(), {"--plugin-dir", folder.path().string()});
        line.insert(line.end(), nowhere.begin(), nowhere.end());
        return run_seedbed(line);
    };
    check_ends(here({"--only", "left"}), 4); // the database is what it comes to otherwise
    check_ends(here({"--only", "lefd"}),
               2,
               {"unknown plugin 'lefd'; did you mean 'left'?", folder.path().string()});
    check_ends(here({"--only", "2+lefd"}), 2, {"unknown plugin 'lefd'"});
    check_ends(here({"--only", "x*"}), 2, {"no plugin matches 'x*'"});
    check_ends(here({"--all", "--skip", "appex"}), 2, {"did you mean 'apex'?"});
    check_ends(here({"plan", "--only", "lefd"}), 2, {"did you mean 'left'?"});
}

BOOST_AUTO_TEST_CASE(an_empty_selection_is_an_error_unless_it_is_allowed) {
    check_refused({"--all", "--skip", "*"}, 2, {"no plugin is left to run", "--allow-empty"});
    const auto allowed = run({folder.path()}, {"--all", "--skip", "*", "--allow-empty"});
    check_ends(allowed, 0);
    check_contains(allowed.out, {"nothing to run"});
    const auto json = run({folder.path()}, {"--all", "--skip", "*", "--allow-empty", "--json"});
    check_ends(json, 0);
    BOOST_TEST(boost::json::parse(json.out).at("plugins").as_array().empty());
    BOOST_TEST(is_untouched());
}

BOOST_AUTO_TEST_CASE(a_refused_plugin_that_is_named_says_why_it_is_refused) {
    std::filesystem::remove(folder.library_of("zero"));
    check_refused({"--only", "zero"}, 3, {"plugin 'zero'", "is refused", "is not there"});
    check_refused({"--only", "tag:base"}, 3, {"plugin 'zero'", "is not there", "--skip zero"});
}

BOOST_AUTO_TEST_CASE(plugins_in_conflict_do_not_run_together) {
    plugin_folder other;
    other.add("healthy",
              [](auto& manifest) { manifest["conflicts"] = {requires_plugin("zero", "<2")}; });
    check_ends(run({folder.path(), other.path()}, {"--all"}),
               3,
               {"healthy (1.0.0, " + other.manifest_of("healthy").string() +
                    ") conflicts with zero < 2: found zero 1.0.0 at " +
                    folder.manifest_of("zero").string(),
                "--skip"});
    BOOST_TEST(is_untouched());
    check_ends(run({folder.path(), other.path()}, {"--only", "healthy"}), 0);
}

// Pitfall 15: what stands in the tables is the application's.
BOOST_AUTO_TEST_CASE(no_run_ever_drops_a_table) {
    const auto table = [this] { return database.value("SELECT 'steps'::regclass::oid"); };
    database.execute("CREATE TABLE steps (number SERIAL PRIMARY KEY, plugin TEXT NOT NULL);"
                     " INSERT INTO steps (plugin) VALUES ('the application''s own')");
    const std::string before = table();
    check_ends(run({folder.path()}, {"--all"}), 0);
    check_ends(run({folder.path()}, {"--all"}), 0);
    BOOST_TEST(table() == before);
    BOOST_TEST(database.value("SELECT count(*) FROM steps") == "9");
    check_ends(run({folder.path()}, {"--clear", "--yes"}), 0);
    BOOST_TEST(table() == before); // its rows were asked for
}

BOOST_AUTO_TEST_SUITE_END()
