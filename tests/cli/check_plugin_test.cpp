// The bundled plugins keep the rules that seedbed check-plugin holds everybody's to; the sources
// are recorded from the tests' own answers.
#include "tests/cli/public_apis.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

using namespace seedbed::test;

namespace {

/// A check-plugin that runs beside others.
struct running_check {
    std::string plugin;
    std::unique_ptr<running_seedbed> process;

    void finish() const {
        const command_result result = process->finish();
        BOOST_TEST_CONTEXT(plugin) {
            BOOST_TEST(result.exit_code == 0, result.err);
            const boost::json::value document = boost::json::parse(result.out);
            for (const boost::json::value& each : document.at("rules").as_array())
                if (each.at("status").as_string() == "failed")
                    BOOST_ERROR(each.at("rule").as_string()
                                << ": " << each.at("detail").as_string());
        }
    }
};

struct checking : on_database {
    running_check begin(const std::string& plugin, const words& more) const {
        return {plugin,
                std::make_unique<running_seedbed>(
                    arguments(words{"check-plugin", plugin, "--json"} + more))};
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(check_plugin_test, checking)

BOOST_AUTO_TEST_CASE(the_bundled_sources_survive_every_fault) {
    const scratch_directory scratch;
    const std::string tape = (scratch.path() / "tape").string();
    const seedbed::tests::https_server server(public_api_answer);
    const words where = public_apis_at(server.url(""));
    words line{"--record", tape};
    for (const std::string& name : source_names)
        line = line + words{"--only", name};
    check_ends(run(line + where, with_api_key), 0);
    std::vector<running_check> checks;
    for (const std::string& name : source_names)
        checks.push_back(begin(name, words{"--recording", tape} + where));
    for (const running_check& each : checks)
        each.finish();
}

BOOST_AUTO_TEST_CASE(the_bundled_models_keep_every_rule) {
    for (const std::vector<std::string>& pair :
         std::vector<std::vector<std::string>>{{"users", "price_history"},
                                               {"algorithms", "orders"},
                                               {"positions", "deployed_algorithms"},
                                               {"agent_sessions", "backtests"}}) {
        std::vector<running_check> checks;
        for (const std::string& model : pair)
            checks.push_back(begin(model, {"--password-cost", "4"}));
        for (const running_check& each : checks)
            each.finish();
    }
}

BOOST_AUTO_TEST_CASE(a_recording_that_cannot_be_used_is_told_before_anything_runs) {
    const auto absent = run({"check-plugin", "coinspot_prices", "--recording", "/nonexistent"});
    check_ends(absent, 2, {"--recording \"/nonexistent\": no recording.json"});
    check_lacks(absent.err, {"--replay"});
    BOOST_TEST(absent.out == "");
    const auto model = run({"check-plugin", "users", "--recording", "/nonexistent"});
    check_ends(model, 2, {"--recording is for sources, and users is a model"});
    BOOST_TEST(model.out == "");
}

BOOST_AUTO_TEST_CASE(a_directory_counts_where_no_plugin_has_its_name) {
    const scratch_directory scratch;
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::create_directory(scratch.path() / "aa");
    std::filesystem::current_path(scratch.path());
    const auto empty = run({"check-plugin", "aa"});
    scratch.write("aa/bb.seedbed.json", "{}");
    const auto found = run({"check-plugin", "aa"});
    std::filesystem::current_path(before);
    check_ends(empty, 2, {"aa holds no built plugin"});
    check_ends(found, 3);
    check_contains(found.out, {"bb.seedbed.json", "failed"});
    check_ends(run({"check-plugin", "aa"}), 2, {"unknown plugin 'aa'"});
}

BOOST_AUTO_TEST_CASE(of_many_plugins_in_a_directory_ten_are_told_in_order) {
    const scratch_directory scratch;
    for (char letter = 'm'; letter >= 'a'; --letter)
        scratch.write(std::string(1, letter) + ".seedbed.json", "{}");
    const auto result = run({"check-plugin", scratch.path().string()});
    check_ends(result, 2, {"holds several plugins", "and 3 more"});
    check_lacks(result.err, {"k.seedbed.json"});
    std::size_t last = 0;
    for (char letter = 'a'; letter <= 'j'; ++letter) {
        const auto at = result.err.find(std::string("/") + letter + ".seedbed.json");
        BOOST_TEST(at != std::string::npos);
        BOOST_TEST(at > last);
        last = at;
    }
}

BOOST_AUTO_TEST_SUITE_END()
