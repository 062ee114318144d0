// The bundled plugins keep the rules that seedbed check-plugin holds everybody's to; the sources
// are recorded from the tests' own answers.
#include "tests/cli/public_apis.hpp"
#include "tests/support/command_checks.hpp"
#include "tests/support/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE_END()
