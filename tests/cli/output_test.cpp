// What a run says: results on standard output, everything else on standard error.
#include "tests/cli/on_database.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <sys/wait.h>
#include <utility>

using namespace seedbed::test;

namespace {

const std::string escape = "\x1b";
const std::string color = "\x1b[3"; // begins a coloured word
const std::string erase_line = "\r\x1b[K";

} // namespace

BOOST_FIXTURE_TEST_SUITE(output_test, on_database)

BOOST_AUTO_TEST_CASE(json_is_one_document_on_standard_output_and_logs_are_on_the_other) {
    const auto result = run(small + words{"--all", "--json"});
    check_ends(result, 0, {"created tables ", "price_data_5min", "user", "positions"});
    BOOST_TEST(result.out.find('\n') == result.out.size() - 1);
    const boost::json::value document = boost::json::parse(result.out);
    BOOST_TEST(document.at("seed").as_int64() == 42);
    BOOST_TEST(document.at("as_of").as_string() == "2026-01-02T00:00:00Z");
    BOOST_TEST(document.at("committed").as_bool());
    BOOST_TEST(!document.at("dry_run").as_bool());
    BOOST_TEST(document.at("exit_code").as_int64() == 0);
    BOOST_TEST(std::to_string(document.at("created_tables").as_array().size()) == tables());
    check_contains(document.at("database").as_string(), {database.name()});
    const auto users = plugin_in(result.out, "users");
    BOOST_TEST(users.at("status").as_string() == "ok");
    BOOST_TEST(users.at("added").as_int64() == 10);
}

BOOST_AUTO_TEST_CASE(the_commands_that_only_look_give_json_too) {
    const auto listed = run_seedbed({"list", "--json"});
    check_ends(listed, 0);
    const std::filesystem::directory_iterator installed(SEEDBED_PLUGINS);
    const auto manifests = std::count_if(begin(installed), end(installed), [](const auto& file) {
        return file.path().extension() == ".json";
    });
    BOOST_TEST(manifests > 0);
    BOOST_TEST(std::ssize(boost::json::parse(listed.out).at("plugins").as_array()) == manifests);
    const auto planned = run_seedbed({"plan", "--no-real-data", "--json"});
    check_ends(planned, 0);
    const boost::json::value plan = boost::json::parse(planned.out);
    BOOST_TEST(plan.at("order").at(0).at("plugin").as_string() == "price_history");
    BOOST_TEST(plan.at("left_out").at(0).at("plugin").as_string() == "coinspot_prices");
}

BOOST_AUTO_TEST_CASE(quiet_says_nothing_when_all_goes_well) {
    const auto result = run(small + words{"--all", "--quiet"});
    check_ends(result, 0);
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.err == "");
    BOOST_TEST(users() == "10");
}

BOOST_AUTO_TEST_CASE(quiet_keeps_errors_on_standard_error) {
    database.execute("CREATE TABLE \"user\" (id integer)");
    const auto result = run(small + words{"--all", "--quiet"});
    check_ends(result, 4, {"error", "column \"id\""});
    BOOST_TEST(result.out == "");
}

BOOST_AUTO_TEST_CASE(progress_is_on_standard_error_and_the_result_on_standard_output) {
    const auto result = run(small + words{"--all"});
    check_ends(result, 0, {"price_history", "288 rows", "100 % ok"});
    check_contains(result.out,
                   {"plugin", "added", "kept", "time", "status", "total", "the data is in"});
    check_lacks(result.out, {"rows/s"});
    check_contains(result.out, {"psql \"postgresql://"});
}

BOOST_AUTO_TEST_CASE(verbose_says_where_everything_comes_from) {
    check_ends(run(small + words{"--all", "-v"}),
               0,
               {std::string("searched ") + SEEDBED_PLUGINS,
                "users: selected",
                "libseedbed_plugin_users.so",
                "(from --database)"});
}

BOOST_AUTO_TEST_CASE(without_a_terminal_there_are_no_escape_codes) {
    const auto result = run(small + words{"--all"});
    check_lacks(result.out + result.err, {escape, "\r"});
}

BOOST_AUTO_TEST_CASE(color_always_paints_without_a_terminal) {
    const auto result = run(small + words{"--all", "--color", "always"});
    check_contains(result.out, {color});
    check_contains(result.err, {color});
    check_lacks(result.err, {erase_line}); // still no live lines
}

BOOST_AUTO_TEST_CASE(on_a_terminal_lines_are_live_and_painted,
                     *boost::unit_test::precondition(terminals)) {
    const auto result =
        running_seedbed(arguments(small) + words{"--all"}, {}, streams::terminal).finish();
    check_ends({result.exit_code, result.out, result.out}, 0, {erase_line, color, "rows/s"});
    check_contains(result.out, {"the data is in"});
}

BOOST_AUTO_TEST_CASE(a_terminal_may_be_left_unpainted, *boost::unit_test::precondition(terminals)) {
    const words line = arguments(small) + words{"--all"};
    const std::pair<words, environment_changes> ways[] = {
        {{"--color", "never"}, {}}, {{}, {{"NO_COLOR", "1"}}}, {{}, {{"TERM", "dumb"}}}};
    for (const auto& [more, changes] : ways) {
        const auto result = running_seedbed(line + more, changes, streams::terminal).finish();
        check_ends(result, 0);
        check_lacks(result.out, {color, "\x1b[1m", "\x1b[2m"});
    }
}

BOOST_AUTO_TEST_CASE(a_dumb_terminal_gets_no_escape_codes_at_all,
                     *boost::unit_test::precondition(terminals)) {
    const auto result =
        running_seedbed(arguments(small) + words{"--all"}, {{"TERM", "dumb"}}, streams::terminal)
            .finish();
    check_lacks(result.out, {escape});
}

BOOST_AUTO_TEST_CASE(output_that_is_lost_and_input_that_cannot_be_read_are_errors) {
    running_seedbed waiting(
        {"create", "--stdin", "--database", database.url()}, {}, streams::conversation);
    waiting.ask("{}"); // it runs: the link leads to seedbed
    const std::string link = "/proc/" + std::to_string(waiting.pid()) + "/exe";
    const std::string seedbed = "'" + std::filesystem::read_symlink(link).string() + "' ";
    const std::string here = " --database '" + database.url() + "' ";
    const auto exit_code = [&](const std::string& line) {
        return WEXITSTATUS(std::system((seedbed + line + " 2>/dev/null").c_str()));
    };
    for (const char* command :
         {"--help", "--version", "list", "graph", "plan --all", "models", "preview users"})
        BOOST_TEST(exit_code(command + std::string(" >/dev/full")) == 1, command);
    BOOST_TEST(exit_code("create users" + here + ">/dev/full") == 1);
    BOOST_TEST(exit_code("create --stdin" + here + "</") == 2);
    BOOST_TEST(database.value("SELECT count(*) FROM \"user\"") == "0");
}

BOOST_AUTO_TEST_CASE(no_color_does_not_overrule_color_always) {
    const auto result = run(small + words{"--all", "--color", "always"}, {{"NO_COLOR", "1"}});
    check_contains(result.out, {color});
}

BOOST_AUTO_TEST_SUITE_END()
