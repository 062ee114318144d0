#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <seedbed/detail/fingerprint.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace fs = std::filesystem;
using namespace seedbed::test;

namespace {

std::vector<boost::json::value> installed_manifests() {
    std::vector<boost::json::value> manifests;
    for (const auto& entry : fs::directory_iterator(SEEDBED_PLUGINS)) {
        if (entry.path().extension() != ".json")
            continue;
        std::ifstream file(entry.path());
        manifests.push_back(boost::json::parse(
            std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>())));
    }
    return manifests;
}

/// A text in which every run of blanks and line breaks is one blank: help wraps its lines.
std::string unwrapped(const std::string& text) {
    std::istringstream in(text);
    std::string joined;
    for (std::string word; in >> word;)
        joined += word + ' ';
    return joined;
}

/// The lines below a heading, up to the empty line.
std::string block(const std::string& help, const std::string& heading) {
    const auto at = help.find("\n" + heading);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, heading << " is missing in:\n" << help);
    return unwrapped(help.substr(at, help.find("\n\n", at + 1) - at));
}

/// Whether there is anything to show: an empty text is not told.
bool is_empty(const boost::json::value& value) {
    return value.is_string() && value.as_string().empty();
}

/// As the help shows it.
std::string shown(const boost::json::value& value) {
    if (!value.is_array())
        return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
    std::string joined;
    for (const boost::json::value& each : value.as_array())
        joined += (joined.empty() ? "" : ",") + std::string(each.as_string());
    return joined;
}

std::string text_of(const boost::json::value& object, const char* key) {
    return std::string(object.at(key).as_string());
}

/// Lists are broken behind their commas: the blank that joins lines is none of theirs.
std::string without_blanks_behind_commas(std::string text) {
    for (auto at = text.find(", "); at != std::string::npos; at = text.find(", ", at))
        text.erase(at + 1, 1);
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(help_test)

BOOST_AUTO_TEST_CASE(without_arguments_it_prints_the_help_and_makes_no_database) {
    const scratch_directory scratch;
    const fs::path no_cluster = scratch.path() / "data";
    const auto bare = run_seedbed({}, {{"SEEDBED_DATA_DIR", no_cluster.string()}});
    check_ends(bare, 0);
    BOOST_TEST(bare.err == "");
    BOOST_TEST(bare.out == run_seedbed({"--help"}).out);
    check_contains(bare.out, {"seedbed --all", "Usage:"});
    BOOST_TEST(!fs::exists(no_cluster));
}

BOOST_AUTO_TEST_CASE(help_is_one_wherever_it_is_asked_for) {
    const std::string help = run_seedbed({"--help"}).out;
    using words = std::vector<std::string>;
    for (const words& line : {words{"-h"},
                              words{"list", "--help"},
                              words{"plan", "-h"},
                              words{"db", "--help"},
                              words{"new-plugin", "--help"},
                              words{"new-plugin", "-h"},
                              words{"--help", "new-plugin"},
                              words{"check-plugin", "--help"},
                              words{"check-plugin", "./nowhere", "--help"},
                              words{"preview", "--help"},
                              words{"--all", "--help"}}) {
        const auto result = run_seedbed(line);
        check_ends(result, 0);
        BOOST_TEST(result.out == help);
    }
}

BOOST_AUTO_TEST_CASE(each_plugins_options_stand_under_its_name_with_their_defaults) {
    const std::string help = run_seedbed({"--help"}).out;
    const auto manifests = installed_manifests();
    BOOST_REQUIRE(!manifests.empty());
    for (const boost::json::value& manifest : manifests) {
        const auto* declared = manifest.as_object().if_contains("options");
        if (!declared)
            continue; // nothing to stand under its name
        const std::string options = block(
            help, text_of(manifest, "name") + ": " + text_of(manifest, "description") + ":\n");
        for (const boost::json::value& option : declared->as_array()) {
            std::string entry = "--" + text_of(option, "name");
            if (text_of(option, "type") != "flag")
                entry += " " + text_of(option, "value");
            entry += " " + text_of(option, "description");
            if (text_of(option, "type") != "flag" && !is_empty(option.at("default")))
                entry += " [default: " + shown(option.at("default")) + "]";
            check_contains(without_blanks_behind_commas(options),
                           {without_blanks_behind_commas(entry)});
        }
    }
}

BOOST_AUTO_TEST_CASE(the_variables_that_plugins_read_are_listed_with_their_plugin) {
    const std::string help = run_seedbed({"--help"}).out;
    const std::string variables = block(help, "Environment variables that plugins read:\n");
    check_contains(variables,
                   {"FIRST_SUPERUSER users: E-mail address of the superuser",
                    "FIRST_SUPERUSER_PASSWORD users: Password of the superuser"});
}

BOOST_AUTO_TEST_CASE(seedbeds_own_options_name_their_variables) {
    const std::string help = run_seedbed({"--help"}).out;
    const std::string places = block(help, "Where to look:\n");
    check_contains(places, {"[environment: SEEDBED_PLUGIN_PATH]", "[environment: SEEDBED_CONFIG]"});
    check_contains(help, {"-q, --quiet", "-v, --verbose", "-y, --yes", "[default: 42]"});
}

BOOST_AUTO_TEST_CASE(the_help_ends_with_the_exit_codes) {
    const std::string codes = block(run_seedbed({"--help"}).out, "Exit codes:\n");
    for (const char* code : {" 0 ", " 1 ", " 2 ", " 3 ", " 4 ", " 130 "})
        check_contains(codes, {code});
}

BOOST_AUTO_TEST_CASE(no_line_of_the_help_is_wider_than_a_hundred_columns) {
    std::istringstream lines(run_seedbed({"--help"}).out);
    for (std::string line; std::getline(lines, line);)
        BOOST_TEST(line.size() <= 100U, line);
}

BOOST_AUTO_TEST_CASE(version_says_what_a_plugin_has_to_be_built_with) {
    const auto result = run_seedbed({"--version"});
    check_ends(result, 0);
    check_contains(result.out, {"seedbed " SEEDBED_VERSION "\n", SEEDBED_FINGERPRINT});
}

BOOST_AUTO_TEST_SUITE_END()
