// The pages about the models describe what was built: docs/models.md has the checks that verify
// judges, docs/adding-a-model.md quotes files as they are, docs/earlier-seeder.md has commands that
// work.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/quotations.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;
using namespace seedbed::test;

namespace {

const fs::path docs = SEEDBED_DOCS;

/// The lines that docs/models.md has to hold, one for each check.
std::set<std::string> judged_checks() {
    const on_database seeded;
    check_ends(
        seeded.run(
            {"--all", "--no-real-data", "--password-cost", "4", "--as-of", "2026-11-22T14:35:00Z"}),
        0);
    const boost::json::value verified = boost::json::parse(seeded.run({"verify", "--json"}).out);
    std::set<std::string> rows;
    for (const boost::json::value& check : verified.at("checks").as_array()) {
        const auto text = [&](const char* key) { return std::string(check.at(key).as_string()); };
        rows.insert("| `" + text("id") + "` | " + text("cost") + " | " + text("rule") + " |");
    }
    return rows;
}

/// What stands between backquotes and begins with the program's name, its words apart. Not what
/// manages the embedded database, of which there is one.
std::vector<words> commands(const std::string& page) {
    static const std::regex code("`seedbed ([^`]+)`");
    std::vector<words> found;
    for (std::sregex_iterator each(page.begin(), page.end(), code), end; each != end; ++each) {
        std::istringstream in((*each)[1]);
        const words line{std::istream_iterator<std::string>(in), {}};
        if (line.front() != "db")
            found.push_back(line);
    }
    return found;
}

bool names(const words& command, const std::string& option) {
    return std::find(command.begin(), command.end(), option) != command.end();
}

/// A command that asks for so many rows of a table gets them.
void check_count(const on_database& ran,
                 const words& command,
                 const std::string& option,
                 const std::string& table) {
    const auto at = std::find(command.begin(), command.end(), option);
    if (at != command.end())
        BOOST_TEST(ran.count(table) == *std::next(at));
}

void check_runs(const words& command) {
    words line = command + words{"--password-cost", "4"};
    if (!names(command, "--as-of"))
        line = line + words{"--as-of", "2026-01-08T00:00:00Z"}; // nothing is collected for the past
    const on_database fresh;
    check_ends(fresh.run(line), 0);
    check_count(fresh, command, "--users", "\"user\"");
    check_count(fresh, command, "--algorithms", "algorithms");
    check_count(fresh, command, "--agent-sessions", "agent_sessions");
}

} // namespace

BOOST_AUTO_TEST_SUITE(model_pages_test)

BOOST_AUTO_TEST_CASE(models_md_has_every_check_with_its_rule_and_no_other) {
    std::set<std::string> documented;
    for (const std::string& line : lines_of(text_of(docs / "models.md")))
        if (std::regex_match(line, std::regex(R"(\| `[a-z_]+\.[a-z0-9_]+` \| .* \|)")))
            documented.insert(line);
    const std::set<std::string> judged = judged_checks();
    BOOST_TEST(judged.size() > 100U);
    for (const std::string& each : judged)
        BOOST_TEST(documented.contains(each), "docs/models.md lacks the line\n" << each);
    for (const std::string& each : documented)
        BOOST_TEST(judged.contains(each), "docs/models.md has what is not so:\n" << each);
}

BOOST_AUTO_TEST_CASE(adding_a_model_md_quotes_the_files_as_they_are) {
    BOOST_TEST(check_quotations(docs / "adding-a-model.md") > 8U);
}

BOOST_AUTO_TEST_CASE(plugin_guide_md_quotes_the_files_as_they_are) {
    BOOST_TEST(check_quotations(docs / "plugin-guide.md") >= 8U);
}

BOOST_AUTO_TEST_CASE(adding_a_model_md_passes_over_no_file_of_the_plugin) {
    const std::string page = text_of(docs / "adding-a-model.md");
    for (const auto& file : fs::directory_iterator(docs.parent_path() / "plugins" / "backtests"))
        check_contains(page, {"`" + file.path().filename().string() + "`"});
}

BOOST_AUTO_TEST_CASE(the_commands_of_earlier_seeder_md_do_what_they_say) {
    const auto all = commands(text_of(docs / "earlier-seeder.md"));
    BOOST_TEST(all.size() > 8U);
    for (const words& command : all) {
        std::string line = "seedbed";
        for (const std::string& word : command)
            line += " " + word;
        BOOST_TEST_CONTEXT(line) {
            check_runs(command);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
