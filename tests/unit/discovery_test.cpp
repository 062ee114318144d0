#include "core/discovery/discovery.hpp"
#include "core/discovery/search_path.hpp"
#include "tests/unit/plugin_files.hpp"

#include <seedbed/error.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace seedbed::discovery;
using namespace seedbed::discovery::test;
using seedbed::test::scratch_directory;
namespace fs = std::filesystem;

namespace {

std::string usage_error_of(const std::vector<std::string>& flags, const std::string& environment) {
    try {
        search_path(flags, environment, "/opt/bin/seedbed");
    } catch (const seedbed::error& problem) {
        BOOST_TEST((problem.kind() == seedbed::failure::usage));
        return problem.what();
    }
    return "";
}

} // namespace

BOOST_AUTO_TEST_SUITE(discovery_test)

BOOST_AUTO_TEST_CASE(flags_come_before_the_environment_and_both_before_the_installed_directory) {
    using paths = std::vector<fs::path>;
    const fs::path executable = "/opt/seedbed/bin/seedbed";
    BOOST_TEST((search_path({"/a", "b"}, "/c", executable) == paths{"/a", "b"}));
    BOOST_TEST((search_path({}, "/c:/d", executable) == paths{"/c", "/d"}));
    BOOST_TEST(
        (search_path({}, std::nullopt, executable) == paths{"/opt/seedbed/lib/seedbed/plugins"}));
    BOOST_TEST((search_path({}, "", executable) == paths{"/opt/seedbed/lib/seedbed/plugins"}));
}

BOOST_AUTO_TEST_CASE(the_current_directory_is_never_searched_by_accident) {
    const fs::path executable = "/opt/seedbed/bin/seedbed";
    BOOST_TEST((search_path({}, ":/c::/d:", executable) == std::vector<fs::path>{"/c", "/d"}));
    BOOST_TEST(search_path({}, ":", executable).empty());
    BOOST_TEST(has(usage_error_of({}, "/c:plugins"), "'plugins' is not an absolute directory"));
    BOOST_TEST(has(usage_error_of({}, "."), "'.' is not an absolute directory"));
    BOOST_TEST(has(usage_error_of({"/a", ""}, ""), "--plugin-dir: the directory is empty"));
}

BOOST_AUTO_TEST_CASE(a_plugin_is_found_with_its_manifest_and_library) {
    const scratch_directory top;
    const fs::path manifest = install(top.path(), "orders");
    write(top.path() / "README.json", "not a manifest");
    write(top.path() / "libstray.so", "no manifest names it");

    const discovery_result result = discover_in({top.path()});
    const candidate& found = only(result);
    BOOST_TEST((found.state == plugin_state::found));
    BOOST_TEST(found.reasons.empty());
    BOOST_TEST(found.manifest.name == "orders");
    BOOST_TEST(found.path == manifest);
    BOOST_TEST(found.library_path() == top.path() / "liborders.so");
    BOOST_TEST(result.warnings.empty());
}

BOOST_AUTO_TEST_CASE(directories_without_plugins_are_remembered_with_what_was_found) {
    const scratch_directory top;
    const fs::path empty = make_directory(top, "empty");
    write(top.path() / "file", "");
    const discovery_result result =
        discover_in({top.path() / "missing", empty, top.path() / "file"});
    BOOST_TEST(result.candidates.empty());
    const std::vector<std::string> texts = searched(result);
    BOOST_REQUIRE(texts.size() == 3U);
    BOOST_TEST(texts[0] == (top.path() / "missing").string() + " (did not exist)");
    BOOST_TEST(texts[1] == empty.string() + " (held no plugin)");
    BOOST_TEST(texts[2] ==
               (top.path() / "file").string() + " (could not be read: Not a directory)");
}

BOOST_AUTO_TEST_CASE(of_two_plugins_with_one_name_the_first_wins_with_a_warning) {
    const scratch_directory top;
    const fs::path first = install(make_directory(top, "first"), "orders");
    const fs::path second = install(make_directory(top, "second"), "orders");
    const discovery_result result = discover_in({first.parent_path(), second.parent_path()});
    BOOST_TEST(only(result).path == first);
    BOOST_TEST(result.warnings ==
                   std::vector<std::string>{"plugin 'orders' stands twice: " + first.string() +
                                            " is used, " + second.string() + " is not"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(warnings_come_by_name_whatever_the_order_of_the_files) {
    const scratch_directory top;
    const fs::path first = make_directory(top, "first");
    const fs::path second = make_directory(top, "second");
    std::vector<std::string> expected;
    for (const char letter : std::string("hcfabgedijk")) {
        const std::string name(1, letter);
        install(first, name);
        expected.push_back("plugin '" + name + "' stands twice");
        install(second, name);
    }
    std::sort(expected.begin(), expected.end());
    const discovery_result result = discover_in({first, second});
    BOOST_REQUIRE(result.warnings.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        BOOST_TEST(result.warnings[i].find(expected[i]) == 0U);
    }
}

BOOST_AUTO_TEST_CASE(one_directory_written_in_two_ways_is_searched_once) {
    const scratch_directory top;
    const fs::path real = make_directory(top, "real");
    install(real, "orders");
    fs::create_directory_symlink(real, top.path() / "link");
    const discovery_result result =
        discover_in({real, real / "../real", top.path() / "link", real / ""});
    BOOST_TEST(result.directories.size() == 1U);
    BOOST_TEST(result.candidates.size() == 1U);
    BOOST_TEST(result.warnings.empty());
}

BOOST_AUTO_TEST_CASE(the_result_is_the_same_for_a_hundred_shuffled_orders) {
    const std::vector<std::string> sorted{
        "algorithms", "coins", "deployments", "orders", "positions", "prices", "users"};
    std::mt19937 shuffler(7);
    for (int round = 0; round < 100; ++round) {
        const scratch_directory top;
        std::vector<std::string> created = sorted;
        std::shuffle(created.begin(), created.end(), shuffler);
        std::vector<fs::path> directories{make_directory(top, "a"), make_directory(top, "b")};
        for (std::size_t i = 0; i < created.size(); ++i) {
            install(directories[i % directories.size()], created[i]);
        }
        std::shuffle(directories.begin(), directories.end(), shuffler);
        const discovery_result result = discover_in(directories);
        BOOST_TEST(names(result) == sorted, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_bad_manifest_is_refused_with_all_its_problems_and_stays_visible) {
    const scratch_directory top;
    install(top.path(), "users");
    const fs::path bad =
        install(top.path(), "orders", manifest_text("orders", R"("depends": "users",
"modles": [])"));
    const fs::path worse = install(top.path(), "coins", "{");

    const discovery_result result = discover_in({top.path()});
    BOOST_TEST(names(result) == (std::vector<std::string>{"coins", "orders", "users"}),
               boost::test_tools::per_element());
    const candidate& coins = result.candidates[0];
    const candidate& orders = result.candidates[1];
    BOOST_TEST((coins.state == plugin_state::refused));
    BOOST_TEST(has(refusal(coins), worse.string() + ":1: not valid JSON"));
    BOOST_TEST((orders.state == plugin_state::refused));
    BOOST_TEST(refusal(orders) ==
               "plugin 'orders' at " + bad.string() + " is refused:\n  " + bad.string() +
                   ":3: \"depends\": expected array of objects, got string\n  " + bad.string() +
                   ":4: unknown key \"modles\"; did you mean 'models'?");
    BOOST_TEST((result.candidates[2].state == plugin_state::found));
}

BOOST_AUTO_TEST_CASE(a_name_that_differs_from_its_file_is_refused) {
    const scratch_directory top;
    install(top.path(), "orders", manifest_text("users"));
    const candidate refused = only(discover_in({top.path()}));
    BOOST_TEST((refused.state == plugin_state::refused));
    BOOST_TEST(refused.manifest.name == "orders");
    BOOST_TEST(
        has(refused.reasons.front(), "\"name\" is 'users', but its file's name says 'orders'"));
}

BOOST_AUTO_TEST_CASE(a_name_that_differs_from_its_file_is_told_beside_other_problems) {
    const scratch_directory top;
    install(top.path(), "orders", manifest_text("users", R"("modles": [])"));
    const candidate refused = only(discover_in({top.path()}));
    BOOST_TEST(has(refusal(refused), "unknown key \"modles\""));
    BOOST_TEST(has(refusal(refused), "\"name\" is 'users', but its file's name says 'orders'"));

    const scratch_directory nameless;
    install(nameless.path(), "orders", "{}");
    BOOST_TEST(!has(refusal(only(discover_in({nameless.path()}))), "its file's name says"));
}

BOOST_AUTO_TEST_CASE(a_file_name_with_control_characters_is_passed_over_with_a_warning) {
    const scratch_directory top;
    install(top.path(), "users");
    install(top.path(), "\x1b[31morders", manifest_text("orders"));
    const discovery_result result = discover_in({top.path()});
    BOOST_TEST(only(result).manifest.name == "users");
    BOOST_TEST(result.warnings ==
                   std::vector<std::string>{top.path().string() +
                                            "/\\u001b[31morders.seedbed.json is passed over: its "
                                            "name has control characters; rename it"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_a_wrong_manifest_says_reaches_nobodys_terminal_raw) {
    const scratch_directory top;
    std::string text = manifest_text("orders", "\"\\u001b[2J\": 1", "\"\\u009bboost\": \"1\"");
    text.replace(text.find("\"d\""), 3, R"("\u001b]0;owned\u0007")");
    install(top.path(), "orders", text);
    const candidate refused = only(discover_in({top.path()}));
    BOOST_TEST((refused.state == plugin_state::refused));
    BOOST_TEST(refused.manifest.description == "");
    const std::string told = refusal(refused);
    BOOST_TEST(has(told, "unknown key \"\\u001b[2J\""));
    BOOST_TEST(has(told, "\"sdk.\\u009bboost\": its name has control characters"));
    BOOST_TEST(!has(told, "\x1b"));
    BOOST_TEST(!has(told, "\xc2\x9b"));
}

BOOST_AUTO_TEST_CASE(a_missing_library_and_a_manifest_that_is_a_directory_are_refused) {
    const scratch_directory top;
    const fs::path manifest = install(top.path(), "orders");
    fs::remove(top.path() / "liborders.so");
    make_directory(top, "users.seedbed.json");
    const discovery_result result = discover_in({top.path()});
    BOOST_REQUIRE(result.candidates.size() == 2U);
    BOOST_TEST(result.candidates[0].reasons.front() ==
               "its library " + (top.path() / "liborders.so").string() +
                   " is not there; install it beside the manifest");
    BOOST_TEST(has(result.candidates[1].reasons.front(), "users.seedbed.json is not a file"));
}

BOOST_AUTO_TEST_CASE(every_differing_field_of_the_fingerprint_is_shown_with_both_values) {
    const scratch_directory top;
    install(top.path(),
            "orders",
            manifest_text("orders", "", R"("boost": "1.83", "compiler": "gcc 12", "abi": "")"));
    const candidate refused = only(discover_in({top.path()}));
    BOOST_TEST((refused.state == plugin_state::refused));
    BOOST_REQUIRE(refused.reasons.size() == 1U);
    const std::string& reason = refused.reasons.front();
    BOOST_TEST(has(reason,
                   "it was built differently from this seedbed:\n"
                   "    field  this seedbed  plugin\n"
                   "    abi    (not stated)  (none)\n"
                   "    boost  1.81          1.83\n"
                   "    to mend it, build the plugin again with this seedbed's SDK"));
    BOOST_TEST(!has(reason, "gcc 12"));
}

BOOST_AUTO_TEST_CASE(equal_fingerprints_do_not_differ) {
    BOOST_TEST(compare_fingerprints(this_build, this_build).empty());
    BOOST_TEST(!compare_fingerprints(this_build, {}).empty());
    BOOST_TEST(!compare_fingerprints({}, this_build).empty());
}

BOOST_AUTO_TEST_CASE(the_version_of_the_sdk_is_told_and_not_compared) {
    const fingerprint host{{"sdk abi", "2"}, {"version", "1.4.0"}};
    BOOST_TEST(compare_fingerprints(host, {{"sdk abi", "2"}, {"version", "1.3.9"}}).empty());
    BOOST_TEST(compare_fingerprints(host, {{"sdk abi", "2"}}).empty());
    const std::string older = compare_fingerprints(host, {{"sdk abi", "1"}, {"version", "1.3.0"}});
    BOOST_TEST(has(older,
                   "    field          this seedbed  plugin\n"
                   "    sdk abi        2             1\n"
                   "    (SDK version)  1.4.0         1.3.0\n"));
}

BOOST_AUTO_TEST_CASE(a_wrong_manifest_of_another_build_is_told_both) {
    const scratch_directory top;
    install(top.path(), "users", manifest_text("users", R"("novelty": 1)", R"("boost": "1.99")"));
    const discovery_result result = discover_in({top.path()});
    BOOST_REQUIRE(result.candidates.size() == 1U);
    BOOST_REQUIRE(result.candidates[0].reasons.size() == 2U);
    BOOST_TEST(has(result.candidates[0].reasons[0], "unknown key \"novelty\""));
    BOOST_TEST(has(result.candidates[0].reasons[1], "1.99"));
}

BOOST_AUTO_TEST_CASE(an_option_or_model_declared_by_two_plugins_is_refused_naming_both) {
    const scratch_directory top;
    const std::string days =
        R"("models": ["price"], "options": [{"name": "days", "type": "flag", "description": "d"}])";
    const std::string seed =
        R"("options": [{"name": "seed", "type": "integer", "description": "d"}])";
    const fs::path candles = install(top.path(), "candles", manifest_text("candles", days));
    const fs::path prices = install(top.path(), "prices", manifest_text("prices", days));
    install(top.path(), "users", manifest_text("users", seed));
    const discovery_result result = discover_in({top.path()});
    BOOST_REQUIRE(result.candidates.size() == 3U);
    for (const candidate& each : result.candidates) {
        BOOST_TEST((each.state == plugin_state::refused));
    }
    BOOST_REQUIRE(result.candidates[0].reasons.size() == 2U);
    BOOST_TEST(has(result.candidates[0].reasons[0],
                   "it declares model price, and so does 'prices' (" + prices.string() + ")"));
    BOOST_TEST(has(result.candidates[1].reasons[1],
                   "it declares option --days, and so does 'candles' (" + candles.string() + ")"));
    BOOST_TEST(result.candidates[2].reasons.front() ==
               "it declares option --seed, which is seedbed's own; rename it");
}

BOOST_AUTO_TEST_CASE(a_refused_plugin_takes_no_option_from_others) {
    const scratch_directory top;
    const std::string days = R"("options": [{"name": "days", "type": "flag", "description": "d"}])";
    install(top.path(), "candles", manifest_text("candles", days, R"("boost": "1.74")"));
    install(top.path(), "prices", manifest_text("prices", days));
    const discovery_result result = discover_in({top.path()});
    BOOST_REQUIRE(result.candidates.size() == 2U);
    BOOST_TEST((result.candidates[0].state == plugin_state::refused));
    BOOST_TEST((result.candidates[1].state == plugin_state::found));
}

BOOST_AUTO_TEST_SUITE_END()
