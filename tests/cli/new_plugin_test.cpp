// `seedbed new-plugin`, completion and the manual page: what is printed about the program. What is
// built from a new folder is tests/package's.
#include "tests/support/command_checks.hpp"
#include "tests/support/files.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <memory>
#include <regex>
#include <sstream>
#include <utility>

namespace fs = std::filesystem;
using namespace seedbed::test;

namespace {

using words = std::vector<std::string>;

/// The candidates for the last word, without their descriptions.
std::vector<std::string> completed(std::vector<std::string> words) {
    words.insert(words.begin(), "complete");
    const command_result result = run_seedbed(words);
    check_ends(result, 0);
    std::istringstream lines(result.out);
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);)
        found.push_back(line.substr(0, line.find('\t')));
    return found;
}

/// The words that a shell makes of a line.
words words_of(const std::string& line) {
    const std::string command = "printf '%s\\n' " + line;
    const std::unique_ptr<FILE, int (*)(FILE*)> shell(popen(command.c_str(), "r"), pclose);
    words found;
    std::string word;
    for (int letter = std::fgetc(shell.get()); letter != EOF; letter = std::fgetc(shell.get()))
        if (letter == '\n')
            found.push_back(std::exchange(word, {}));
        else
            word += static_cast<char>(letter);
    return found;
}

/// What runs in it has a working directory that is gone.
class deleted_directory {
public:
    deleted_directory() : before_(fs::current_path()) {
        const scratch_directory scratch;
        fs::current_path(scratch.path());
    }
    ~deleted_directory() { fs::current_path(before_); }
    deleted_directory(const deleted_directory&) = delete;
    deleted_directory& operator=(const deleted_directory&) = delete;

private:
    fs::path before_;
};

std::string discovery_source(const char* name) {
    return text_of(fs::path(SEEDBED_DOCS).parent_path() / "core" / "discovery" / name);
}

} // namespace

BOOST_AUTO_TEST_SUITE(new_plugin_test)

BOOST_AUTO_TEST_CASE(a_new_folder_is_made_and_the_next_commands_are_told) {
    const scratch_directory scratch;
    const fs::path folder = scratch.path() / "backtest_reports";
    const command_result made = run_seedbed({"new-plugin", folder.string()});
    check_ends(made, 0);
    check_contains(made.out, {"cmake -S " + folder.string(), "--only backtest_reports"});
    BOOST_TEST(fs::exists(folder / "backtest_report.hpp"));
    check_contains(text_of(folder / "manifest.json"), {"\"kind\": \"model\""});
}

BOOST_AUTO_TEST_CASE(a_slash_behind_the_folder_is_none_of_its_name) {
    const scratch_directory scratch;
    const std::string folder = (scratch.path() / "visits").string();
    const command_result made = run_seedbed({"new-plugin", folder + "/"});
    check_ends(made, 0);
    check_contains(made.out,
                   {"cmake -S " + folder + " -B " + folder + "/build\n", "--only visits"});
    BOOST_TEST(fs::exists(fs::path(folder) / "manifest.json"));
}

BOOST_AUTO_TEST_CASE(the_commands_work_for_every_path) {
    for (const char* above :
         {"with blank", "it's", "a;b", "$HOME", "(x)", "~", "a&b", "\xc3\xbc"}) {
        const scratch_directory scratch;
        fs::create_directory(scratch.path() / above);
        const std::string folder = (scratch.path() / above / "tides").string();
        const command_result made = run_seedbed({"new-plugin", "--source", folder});
        check_ends(made, 0);
        std::istringstream lines(made.out);
        std::string line;
        std::getline(lines, line); // says that it is there
        std::getline(lines, line);
        BOOST_TEST(words_of(line) == (words{"cmake", "-S", folder, "-B", folder + "/build"}),
                   boost::test_tools::per_element());
        std::getline(lines, line);
        std::getline(lines, line);
        BOOST_TEST(words_of(line) == (words{"seedbed",
                                            "--plugin-dir",
                                            folder + "/build/plugins",
                                            "--only",
                                            "tides",
                                            "--replay",
                                            folder + "/tests/recording"}),
                   boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(options_that_it_does_not_take_are_refused) {
    const scratch_directory scratch;
    const std::string folder = (scratch.path() / "tides").string();
    check_ends(run_seedbed({"new-plugin", folder, "--dry-run"}),
               2,
               {"seedbed new-plugin does not take --dry-run"});
    check_ends(run_seedbed({"new-plugin", folder, "--json", "--users", "3"}),
               2,
               {"does not take --json, --users"});
    BOOST_TEST(fs::is_empty(scratch.path()));
    check_ends(run_seedbed({"new-plugin", folder, "--quiet", "--yes", "--color", "never"}), 0);
}

BOOST_AUTO_TEST_CASE(without_a_working_directory_the_path_has_to_be_whole) {
    const scratch_directory scratch;
    const deleted_directory here;
    for (const words& line : {words{"new-plugin", "inside"}, words{"--plugin-dir", ".", "list"}}) {
        const command_result refused = run_seedbed(line);
        check_ends(refused, 2, {"the working directory is not there any more"});
        check_lacks(refused.err, {"please report"});
    }
    check_ends(run_seedbed({"new-plugin", (scratch.path() / "tides").string()}), 0);
}

BOOST_AUTO_TEST_CASE(a_source_comes_with_a_recording) {
    const scratch_directory scratch;
    const fs::path folder = scratch.path() / "tide_tables";
    check_ends(run_seedbed({"new-plugin", "--source", folder.string()}), 0);
    check_contains(text_of(folder / "manifest.json"), {"\"kind\": \"source\""});
    BOOST_TEST(fs::exists(folder / "tests/recording/recording.json"));
    BOOST_TEST(!fs::is_empty(folder / "tests/recording/tide_tables"));
}

BOOST_AUTO_TEST_CASE(nothing_is_ever_overwritten) {
    const scratch_directory scratch;
    const fs::path folder = scratch.path() / "tides";
    fs::create_directory(folder);
    check_ends(run_seedbed({"new-plugin", folder.string()}), 2, {folder.string()});
    BOOST_TEST(fs::is_empty(folder));
    const fs::path dangling = scratch.path() / "reefs";
    fs::create_symlink("nowhere", dangling);
    check_ends(run_seedbed({"new-plugin", dangling.string()}), 2, {dangling.string()});
}

BOOST_AUTO_TEST_CASE(a_bad_name_makes_nothing_and_exits_with_2) {
    const scratch_directory scratch;
    for (const char* name : {"Reports",
                             "1st",
                             "class",
                             "users",
                             "a-b",
                             "clear",
                             "count",
                             "rows",
                             "set",
                             "set_json",
                             "as",
                             "build",
                             "stdin",
                             "source"})
        check_ends(
            run_seedbed({"new-plugin", (scratch.path() / name).string()}), 2, {"'", name, "'"});
    check_ends(run_seedbed({"new-plugin"}), 2, {"NAME"});
    BOOST_TEST(fs::is_empty(scratch.path()));
}

BOOST_AUTO_TEST_CASE(commands_options_and_plugins_are_completed) {
    BOOST_TEST(completed({"ver"}) == words{"verify"}, boost::test_tools::per_element());
    BOOST_TEST(completed({"db", "des"}) == words{"destroy"}, boost::test_tools::per_element());
    BOOST_TEST(completed({"--dry"}) == words{"--dry-run"}, boost::test_tools::per_element());
    BOOST_TEST(completed({"--password"}) == words{"--password-cost"},
               boost::test_tools::per_element());
    BOOST_TEST(completed({"--only", "use"}) == words{"users"}, boost::test_tools::per_element());
    BOOST_TEST(completed({"--skip", "orders,use"}) == words{"orders,users"},
               boost::test_tools::per_element());
    BOOST_TEST(completed({"--only=use"}) == words{"--only=users"},
               boost::test_tools::per_element());
    BOOST_TEST(completed({"--only", "=", "use"}) == words{"users"}, // as bash parts it
               boost::test_tools::per_element());
    BOOST_TEST(completed({"create", "backt"}) == words{"backtest"}, // a model's name
               boost::test_tools::per_element());
    BOOST_TEST(completed({"--color", "al"}) == words{"always"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_is_offered_where_a_file_or_a_text_is_wanted) {
    BOOST_TEST(completed({"--record", ""}).empty());
    BOOST_TEST(completed({"--database", ""}).empty());
    BOOST_TEST(completed({"list", "x"}).empty());
}

BOOST_AUTO_TEST_CASE(every_option_of_the_help_is_completed) {
    std::vector<std::string> offered = completed({"--"});
    for (const char* command : {"create", "preview", "models"})
        for (std::string& own : completed({command, "--"}))
            offered.push_back(std::move(own));
    const std::string help = run_seedbed({"--help"}).out;
    const std::regex option(R"(\n  (?:-[a-z], )?(--[a-z-]+))");
    std::size_t options = 0;
    for (std::sregex_iterator each(help.begin(), help.end(), option), end; each != end; ++each) {
        BOOST_TEST((std::find(offered.begin(), offered.end(), (*each)[1]) != offered.end()),
                   (*each)[1] << " is not completed");
        ++options;
    }
    BOOST_TEST(options > 30U);
}

BOOST_AUTO_TEST_CASE(completion_says_nothing_about_errors) {
    const command_result result = run_seedbed({"complete", "--config", "/nowhere", "--al"});
    BOOST_TEST(result.err.empty());
    BOOST_TEST(result.out.empty());
}

BOOST_AUTO_TEST_CASE(the_manual_page_has_the_options_of_the_help) {
    const std::string page = run_seedbed({"manual"}).out;
    check_contains(page, {".TH SEEDBED 1", ".SH NAME", ".SH OPTIONS", ".SH \"EXIT STATUS\""});
    check_contains(page, {"\\-\\-dry\\-run", "\\-\\-password\\-cost N", "FIRST_SUPERUSER"});
}

BOOST_AUTO_TEST_CASE(the_page_about_manifests_has_every_member) {
    const std::string page = text_of(fs::path(SEEDBED_DOCS) / "man" / "seedbed-manifest.5");
    const std::string sources = discovery_source("manifest.cpp") + discovery_source("option.cpp");
    const std::regex member(
        R"re((?:required_\w+|text|texts|flag|number|find|each_object|each_member|read_names)\((?:fields, )?"(\w+)"|read_number\(each, "(\w+)")re");
    std::size_t members = 0;
    for (std::sregex_iterator each(sources.begin(), sources.end(), member), end; each != end;
         ++each) {
        const std::string name = (*each)[1].matched ? (*each)[1] : (*each)[2];
        BOOST_TEST(std::regex_search(page, std::regex("\\.(B|BR|I|IR) " + name + "\\b")),
                   name << " is not in seedbed-manifest(5)");
        ++members;
    }
    BOOST_TEST(members > 20U);
}

BOOST_AUTO_TEST_SUITE_END()
