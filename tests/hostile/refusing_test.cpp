// What keeps a plugin from being opened at all: everything here is decided on manifests and files.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <seedbed/detail/fingerprint.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <string_view>

namespace fs = std::filesystem;
using namespace seedbed::hostile;
using seedbed::test::check_contains;
using seedbed::test::check_ends;
using seedbed::test::check_lacks;
using seedbed::test::run_seedbed;

namespace {

/// The host's value of one field of the fingerprint.
std::string host_value(const std::string& field) {
    const std::string_view all = ";" SEEDBED_FINGERPRINT ";";
    const auto begin = all.find(";" + field + "=") + field.size() + 2;
    return std::string(all.substr(begin, all.find(';', begin) - begin));
}

/// A plugin that leaves a mark when it is opened, and a place for the mark.
struct marking : run_on_database {
    plugin_folder folder;
    seedbed::test::scratch_directory elsewhere;
    fs::path mark = elsewhere.path() / "opened";
    seedbed::test::environment_changes environment{{"HOSTILE_MARK", mark.string()}};

    bool was_opened() const { return fs::exists(mark); }
};

/// Runs what a folder holds on a database, which must stay as it is.
void check_refused(const plugin_folder& folder,
                   const std::vector<std::string>& arguments,
                   const std::vector<std::string>& errors) {
    const run_on_database host;
    check_ends(host.run({folder.path()}, arguments), 3, errors);
    BOOST_TEST(host.is_untouched());
}

} // namespace

BOOST_AUTO_TEST_SUITE(refusing_test)

BOOST_FIXTURE_TEST_CASE(a_plugin_that_is_opened_leaves_its_mark, marking) {
    folder.add("leaves_mark");
    check_ends(run({folder.path()}, {"--all"}, environment), 0);
    BOOST_TEST(was_opened());
}

BOOST_FIXTURE_TEST_CASE(a_wrong_fingerprint_is_refused_unopened_with_every_difference, marking) {
    folder.add("leaves_mark", [](boost::json::object& manifest) {
        boost::json::object& sdk = manifest["sdk"].as_object();
        sdk["compiler"] = "gcc 1";
        sdk["boost"] = "1_34";
        sdk.erase("odb");
    });
    const auto result = run({folder.path()}, {"--only", "leaves_mark"}, environment);
    check_ends(result,
               3,
               {"plugin 'leaves_mark'",
                folder.manifest_of("leaves_mark").string(),
                "compiler",
                host_value("compiler"),
                "gcc 1",
                "boost",
                host_value("boost"),
                "1_34",
                "odb",
                host_value("odb"),
                "(not stated)",
                "build the plugin again"});
    check_lacks(result.err, {"c++ standard"}); // equal, so nothing to say about it
    BOOST_TEST(!was_opened());
    BOOST_TEST(is_untouched());
}

BOOST_FIXTURE_TEST_CASE(a_plugin_of_an_older_sdk_is_refused_unopened_with_both_versions, marking) {
    folder.add("leaves_mark", [](boost::json::object& manifest) {
        manifest["sdk"].as_object()["sdk abi"] = "0";
        manifest["sdk"].as_object()["version"] = "0.0.1";
    });
    check_ends(
        run({folder.path()}, {"--all"}, environment),
        3,
        {"sdk abi", host_value("sdk abi"), "(SDK version)", "0.0.1", "build the plugin again"});
    BOOST_TEST(!was_opened());
    BOOST_TEST(is_untouched());
}

BOOST_FIXTURE_TEST_CASE(a_plugin_of_the_last_sdk_with_the_same_abi_is_accepted, marking) {
    folder.add("leaves_mark", [](boost::json::object& manifest) {
        manifest["sdk"].as_object()["version"] = "0.0.1";
    });
    check_ends(run({folder.path()}, {"--all"}, environment), 0);
    BOOST_TEST(was_opened());
}

BOOST_AUTO_TEST_CASE(a_manifest_with_words_of_a_later_sdk_tells_the_builds_difference_too) {
    plugin_folder folder;
    folder.add("healthy", [](boost::json::object& manifest) {
        manifest["novelty"] = true;
        manifest["sdk"].as_object()["sdk abi"] = "99";
    });
    check_refused(folder, {"--all"}, {"unknown key \"novelty\"", "sdk abi", "99"});
}

BOOST_AUTO_TEST_CASE(everything_that_is_wrong_with_all_plugins_is_told_in_one_run) {
    plugin_folder folder;
    folder.write_manifest("broken", "{\n  oops\n}\n");
    folder.declare("orders", "1.2", {requires_plugin("users", ">=1.1")});
    folder.declare("a", "1", {requires_plugin("b")});
    folder.declare("b", "1", {requires_plugin("a")});
    folder.add("healthy", [](auto& manifest) { manifest["sdk"] = {{"boost", "1_34"}}; });
    check_refused(folder,
                  {"--all"},
                  {folder.manifest_of("broken").string() + ":2: not valid JSON",
                   "requires users >= 1.1: not found",
                   "dependency cycle: a -> b -> a",
                   "1_34"});
}

BOOST_FIXTURE_TEST_CASE(all_does_not_pass_over_a_refused_plugin_in_silence, marking) {
    folder.add("leaves_mark", [](auto& manifest) { manifest["sdk"] = {{"boost", "1_34"}}; });
    folder.add("healthy");
    check_ends(run({folder.path()}, {"--all"}, environment), 3, {"leaves_mark", "1_34", "--skip"});
    BOOST_TEST(is_untouched());
    check_ends(run({folder.path()}, {"--all", "--skip", "leaves_mark"}, environment), 0);
    BOOST_TEST(steps() == std::vector<std::string>{"healthy"}, boost::test_tools::per_element());
    BOOST_TEST(!was_opened());
}

BOOST_AUTO_TEST_CASE(a_missing_dependency_is_named_with_the_one_that_asks_for_it) {
    plugin_folder folder;
    folder.declare("orders", "1.2", {requires_plugin("users", ">=1.1")});
    check_refused(folder,
                  {"--only", "orders"},
                  {"orders (1.2, " + folder.manifest_of("orders").string() +
                   ") requires users >= 1.1: not found"});
}

BOOST_AUTO_TEST_CASE(a_version_that_is_too_low_is_named_with_its_place) {
    plugin_folder folder;
    folder.declare("orders", "1.2", {requires_plugin("users", ">=1.1")});
    folder.declare("users", "1.0");
    check_refused(
        folder,
        {"--all"},
        {"requires users >= 1.1: found users 1.0 at " + folder.manifest_of("users").string()});
}

BOOST_AUTO_TEST_CASE(a_cycle_is_shown_whole_with_the_files_that_declare_it) {
    plugin_folder folder;
    folder.declare("a", "1", {requires_plugin("b")});
    folder.declare("b", "1", {requires_plugin("c")});
    folder.declare("c", "1", {requires_plugin("a")});
    check_refused(folder,
                  {"--all"},
                  {"dependency cycle: a -> b -> c -> a",
                   "a requires b: declared in " + folder.manifest_of("a").string(),
                   "b requires c: declared in " + folder.manifest_of("b").string(),
                   "c requires a: declared in " + folder.manifest_of("c").string()});
}

BOOST_AUTO_TEST_CASE(a_plugin_that_requires_itself_is_a_cycle) {
    plugin_folder folder;
    folder.declare("a", "1", {requires_plugin("a")});
    check_refused(
        folder, {"--only", "a"}, {"dependency cycle: a -> a", folder.manifest_of("a").string()});
}

BOOST_AUTO_TEST_CASE(a_manifest_that_is_no_json_is_refused_with_file_and_line) {
    plugin_folder folder;
    folder.write_manifest("broken", "{\n  \"name\": \"broken\",\n  oops\n}\n");
    check_refused(folder,
                  {"--only", "broken"},
                  {folder.manifest_of("broken").string() + ":3: not valid JSON"});
}

BOOST_AUTO_TEST_CASE(every_problem_of_a_manifest_is_told_at_once) {
    plugin_folder folder;
    folder.add("healthy", [](auto& manifest) {
        manifest["dependz"] = boost::json::array();
        manifest["version"] = "one";
        manifest["library"] = "../../elsewhere.so";
    });
    check_refused(folder,
                  {"--only", "healthy"},
                  {"\"dependz\"", "'depends'", "\"version\"", "\"library\"", "elsewhere.so"});
}

BOOST_AUTO_TEST_CASE(a_manifest_without_its_library_is_refused) {
    plugin_folder folder;
    folder.add("healthy");
    fs::remove(folder.library_of("healthy"));
    check_refused(
        folder, {"--only", "healthy"}, {folder.library_of("healthy").string() + " is not there"});
}

BOOST_AUTO_TEST_CASE(a_refused_plugin_stays_listed_with_its_reason) {
    plugin_folder folder;
    folder.add("healthy");
    fs::remove(folder.library_of("healthy"));
    const auto listed = run_seedbed({"list", "--plugin-dir", folder.path().string()});
    check_ends(listed, 0);
    check_contains(listed.out, {"healthy", "refused", "is not there"});
}

BOOST_FIXTURE_TEST_CASE(of_two_plugins_with_one_name_the_first_directory_wins, run_on_database) {
    plugin_folder usable;
    usable.add("healthy");
    plugin_folder unusable; // its library says version 1.0.0: to open it would fail
    unusable.add("healthy", [](auto& manifest) { manifest["version"] = "2.0.0"; });
    check_ends(run({usable.path(), unusable.path()}, {"--all"}),
               0,
               {"plugin 'healthy' stands twice: " + usable.manifest_of("healthy").string() +
                " is used, " + unusable.manifest_of("healthy").string() + " is not"});
    check_ends(run({unusable.path(), usable.path()}, {"--all"}), 3, {"manifest drift"});
    BOOST_TEST(steps().size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_others_can_change_is_refused) {
    constexpr auto writable_by_all = fs::perms(0777);
    const auto check_writable = [&](const auto& path_in) {
        plugin_folder folder;
        folder.add("healthy");
        fs::permissions(path_in(folder), writable_by_all);
        check_refused(
            folder,
            {"--all"},
            {path_in(folder).string() + " is writable by everybody", "--allow-insecure-plugins"});
    };
    check_writable([](const plugin_folder& folder) { return folder.path(); });
    check_writable([](const plugin_folder& folder) { return folder.manifest_of("healthy"); });
    check_writable([](const plugin_folder& folder) { return folder.library_of("healthy"); });
}

BOOST_FIXTURE_TEST_CASE(what_others_can_change_runs_with_a_warning_when_allowed, run_on_database) {
    plugin_folder folder;
    folder.add("healthy");
    fs::permissions(folder.path(), fs::perms(0777));
    check_ends(run({folder.path()}, {"--all", "--allow-insecure-plugins"}),
               0,
               {"warning", folder.path().string() + " is writable by everybody"});
    BOOST_TEST(steps().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_directory_without_plugins_is_named) {
    plugin_folder folder;
    check_refused(folder, {"--all"}, {"no plugins found", folder.path().string()});
    const fs::path absent = folder.path() / "absent";
    const run_on_database host;
    check_ends(host.run({absent}, {"--all"}), 3, {absent.string() + " (did not exist)"});
}

BOOST_AUTO_TEST_SUITE_END()
