// `seedbed check-plugin` on plugins that keep every rule, and on plugins that break one each.
#include "tests/hostile/plugin_folder.hpp"
#include "tests/support/command_checks.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace json = boost::json;
using namespace seedbed::hostile;
using namespace seedbed::test;

namespace {

void add_count_option(json::object& manifest) {
    manifest["options"] = json::array{json::object{{"name", "entries"},
                                                   {"type", "integer"},
                                                   {"default", 10},
                                                   {"minimum", 0},
                                                   {"count", true},
                                                   {"description", "Entries in all"}}};
}

void add_address_and_key(json::object& manifest) {
    manifest["options"] = json::array{json::object{{"name", "readings-url"},
                                                   {"type", "text"},
                                                   {"default", "https://readings.example/v1"},
                                                   {"description", "Base URL"}}};
    manifest["environment"] = json::array{
        json::object{{"name", "READINGS_KEY"}, {"description", "The key"}, {"secret", true}}};
}

/// What check-plugin found, by rule.
struct findings {
    int exit_code = 0;
    std::map<std::string, std::string> status;
    std::map<std::string, std::string> detail;

    std::set<std::string> failed() const {
        std::set<std::string> rules;
        for (const auto& [rule, word] : status)
            if (word == "failed")
                rules.insert(rule);
        return rules;
    }
};

struct checking : run_on_database {
    plugin_folder folder;

    findings check(const std::string& plugin, const std::vector<std::string>& more = {}) const {
        return check_in(folder, plugin, more);
    }

    findings check_in(const plugin_folder& where,
                      const std::string& plugin,
                      const std::vector<std::string>& more = {}) const {
        std::vector<std::string> line{"check-plugin", plugin, "--json"};
        line.insert(line.end(), more.begin(), more.end());
        const command_result result = run({where.path()}, line);
        BOOST_TEST_REQUIRE(!result.out.empty(), result.err);
        const json::value document = json::parse(result.out);
        findings found{.exit_code = result.exit_code, .status = {}, .detail = {}};
        for (const json::value& each : document.at("rules").as_array()) {
            const std::string rule(each.at("rule").as_string());
            found.status[rule] = std::string(each.at("status").as_string());
            found.detail[rule] = std::string(each.at("detail").as_string());
        }
        BOOST_TEST(document.at("exit_code").to_number<int>() == result.exit_code);
        return found;
    }

    /// Alone in a folder: those of these tests have options of the same names.
    findings check_model(const std::string& plugin) const {
        const plugin_folder alone;
        alone.add(plugin, add_count_option);
        return check_in(alone, plugin);
    }

    /// A recording of three good rows, in the form that --record writes.
    std::string recording_for(const std::string& plugin) const {
        recorded.write("recording.json",
                       R"({"format": 1, "as_of": "2026-11-22T10:00:00Z",)"
                       R"( "present": "2026-11-22T10:00:00Z", "variables": ["READINGS_KEY"]})");
        std::filesystem::create_directories(recorded.path() / plugin);
        recorded.write(plugin + "/0001-rows.exchange.json",
                       R"({"method": "GET", "url":)"
                       R"( "https://readings.example/v1/rows?key=REDACTED",)"
                       R"( "request_headers": [], "at": "2026-11-22T10:00:00Z", "status": 200,)"
                       R"( "reason": "OK", "headers": [["Content-Type", "application/json"]],)"
                       R"( "body": "rows.json"})");
        recorded.write(plugin + "/rows.json",
                       R"({"rows": [{"n": 1, "amount": "10.5"}, {"n": 2, "amount": "11"},)"
                       R"( {"n": 3, "amount": "0.25"}]})");
        return recorded.path().string();
    }

    findings check_source(const std::string& plugin) const {
        const plugin_folder alone;
        alone.add(plugin, add_address_and_key);
        return check_in(alone, plugin, {"--recording", recording_for(plugin)});
    }

    scratch_directory recorded;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(conformance_test, checking)

BOOST_AUTO_TEST_CASE(a_model_that_keeps_every_rule_passes_and_the_database_is_not_touched) {
    const findings found = check_model("conforming_model");
    BOOST_TEST(found.exit_code == 0);
    for (const auto& [rule, status] : found.status)
        BOOST_TEST(status == (rule == "fixture" ? "not_judged" : "ok"),
                   rule << ": " << status << ": " << found.detail.at(rule));
    BOOST_TEST(found.status.size() == 16U);
    BOOST_TEST(is_untouched());
    BOOST_TEST(database.value("SELECT count(*) FROM pg_database WHERE datname LIKE"
                              " 'seedbed_check_%'") == "0");
}

BOOST_AUTO_TEST_CASE(a_model_that_breaks_one_rule_fails_that_one) {
    const std::map<std::string, std::pair<std::string, const char*>> broken{
        {"breaks_chance", {"processes", "another process"}},
        {"breaks_clock", {"processes", "another process"}},
        {"breaks_address", {"processes", "another process"}},
        {"breaks_heap", {"processes", "another process"}},
        {"breaks_order", {"order", "made alone"}},
        {"breaks_rerun", {"rerun", "a second run adds 1 rows"}},
        {"breaks_growth", {"growth", "rewrites rows|other rows than the larger one"}},
        {"breaks_clear", {"clear", "no clear rule names the table"}},
        {"breaks_checks", {"checks", "an amount is below 5 (8 violations)"}},
        {"breaks_judging", {"run", "entries.are_counted: could not be judged"}},
        {"breaks_costly_judging", {"checks", "entries.are_counted: could not be judged"}},
        {"breaks_output", {"output", "here I am"}},
        {"breaks_cancel", {"cancel", "leaves 10 rows"}},
        {"breaks_count", {"run", "says that it added 11 rows; its tables have 10"}},
        {"breaks_model", {"model", "do not fit it"}},
        {"breaks_crash", {"run", "ended the process while seeding"}}};
    for (const auto& [plugin, expected] : broken) {
        BOOST_TEST_CONTEXT(plugin) {
            const auto& [rule, words] = expected;
            const findings found = check_model(plugin);
            BOOST_TEST(found.exit_code == 1);
            BOOST_TEST(found.failed() == std::set<std::string>{rule},
                       boost::test_tools::per_element());
            const std::string text(words);
            const std::size_t either = text.find('|');
            const std::string& detail = found.detail.at(rule);
            BOOST_TEST((detail.find(text.substr(0, either)) != std::string::npos ||
                        (either != std::string::npos &&
                         detail.find(text.substr(either + 1)) != std::string::npos)),
                       detail);
        }
    }
}

BOOST_AUTO_TEST_CASE(rows_in_a_table_that_a_plugin_does_not_declare_are_seen) {
    const findings found = check_model("breaks_stray");
    BOOST_TEST(found.failed() == (std::set<std::string>{"rerun", "clear"}),
               boost::test_tools::per_element());
    check_contains(found.detail.at("rerun"), {"stray", "seeded"});
    check_contains(found.detail.at("clear"), {"stray", "no clear rule names the table"});
}

BOOST_AUTO_TEST_CASE(a_kind_that_the_library_is_not_is_told_with_both_sides) {
    for (const auto& [plugin, kind, words] : std::vector<std::array<const char*, 3>>{
             {"conforming_model", "source", "the library brings a model"},
             {"conforming_source", "model", "the library brings a source"}}) {
        const plugin_folder alone;
        alone.add(plugin, [&](json::object& manifest) {
            add_address_and_key(manifest);
            manifest["kind"] = kind;
        });
        const findings found = check_in(alone, plugin);
        BOOST_TEST(found.exit_code == 3);
        BOOST_TEST(found.failed() == std::set<std::string>{"descriptor"},
                   boost::test_tools::per_element());
        check_contains(found.detail.at("descriptor"),
                       {"the manifest says \"kind\": \"" + std::string(kind) + '"', words});
    }
}

BOOST_AUTO_TEST_CASE(models_that_the_library_does_not_have_are_told_with_both_sides) {
    struct expected {
        const char* plugin;
        json::array models;
        const char* manifest;
        const char* library;
    };
    const std::vector<expected> wrong{
        {"breaks_names", {}, "names no model", "the library brings \"entry\""},
        {"breaks_names", {"zzz"}, "names \"zzz\"", "the library brings \"entry\""},
        {"breaks_names", {"entry", "zzz"}, "names \"entry\", \"zzz\"", "brings \"entry\""},
        {"conforming_model", {"entry", "zzz"}, "names \"entry\", \"zzz\"", "only 1 table"}};
    for (const expected& each : wrong) {
        const plugin_folder alone;
        alone.add(each.plugin, [&](json::object& manifest) {
            add_count_option(manifest);
            manifest["models"] = each.models;
        });
        const findings found = check_in(alone, each.plugin);
        BOOST_TEST(found.failed() == std::set<std::string>{"descriptor"},
                   boost::test_tools::per_element());
        check_contains(found.detail.at("descriptor"), {each.manifest, each.library});
    }
}

BOOST_AUTO_TEST_CASE(a_second_copy_of_asio_is_named) {
    folder.add("carries_asio");
    const findings found = check("carries_asio");
    BOOST_TEST(found.status.at("symbols") == "failed");
    check_contains(found.detail.at("symbols"), {"second copy", "boost::asio"});
}

BOOST_AUTO_TEST_CASE(a_plugin_that_is_refused_is_not_opened) {
    folder.add("conforming_model", [](json::object& manifest) {
        add_count_option(manifest);
        manifest["sdk"].as_object()["boost"] = "1.0";
    });
    const findings found = check("conforming_model");
    BOOST_TEST(found.exit_code == 3);
    BOOST_TEST(found.failed() == std::set<std::string>{"fingerprint"},
               boost::test_tools::per_element());
    BOOST_TEST(!found.status.contains("descriptor"));
}

BOOST_AUTO_TEST_CASE(what_a_plugin_needs_has_to_be_there) {
    folder.add("conforming_model", [](json::object& manifest) {
        add_count_option(manifest);
        manifest["depends"] = json::array{requires_plugin("nobody")};
    });
    const findings found = check("conforming_model");
    BOOST_TEST(found.exit_code == 3);
    check_contains(found.detail.at("dependencies"), {"nobody"});
}

BOOST_AUTO_TEST_CASE(a_library_that_cannot_be_opened_is_told) {
    folder.add("unresolved_symbol");
    const findings found = check("unresolved_symbol");
    BOOST_TEST(found.exit_code == 3);
    BOOST_TEST(found.status.at("descriptor") == "failed");
}

BOOST_AUTO_TEST_CASE(a_path_names_the_plugin_as_well) {
    folder.add("conforming_model", add_count_option);
    for (const std::filesystem::path& path : {folder.path(),
                                              folder.manifest_of("conforming_model"),
                                              folder.library_of("conforming_model")}) {
        const command_result result =
            run_seedbed({"check-plugin", path.string(), "--database", database.url()});
        BOOST_TEST(result.exit_code == 0, result.out << result.err);
        check_contains(result.out, {"conforming_model: 16 rules, 0 failed"});
    }
    check_ends(run({}, {"check-plugin", "/nowhere/at/all"}), 2, {"there is no plugin at"});
    folder.add("healthy");
    check_ends(run({}, {"check-plugin", folder.path().string()}), 2, {"several plugins"});
    check_ends(run({folder.path()}, {"check-plugin", "conforming_mode"}),
               2,
               {"did you mean 'conforming_model'"});
    check_ends(run({folder.path()}, {"--all", "--recording", "x"}), 2, {"check-plugin"});
}

BOOST_AUTO_TEST_CASE(beside_a_library_only_files_are_read) {
    folder.add("conforming_model", add_count_option);
    std::filesystem::create_directory(folder.path() / "aaa.seedbed.json");
    const std::filesystem::path pipe = folder.path() / "bbb.seedbed.json";
    BOOST_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const auto check_at = [&](const std::filesystem::path& path) {
        return run_seedbed({"check-plugin", path.string(), "--database", database.url()});
    };
    for (const auto& path : {folder.library_of("conforming_model"), folder.path()})
        check_ends(check_at(path), 0, {});
    check_ends(check_at(pipe), 2, {"bbb.seedbed.json", "is no file"});
}

BOOST_AUTO_TEST_CASE(a_source_without_a_recording_cannot_be_judged) {
    folder.add("conforming_source", add_address_and_key);
    const findings found = check("conforming_source");
    BOOST_TEST(found.exit_code == 1);
    BOOST_TEST(found.failed() == std::set<std::string>{"recording"},
               boost::test_tools::per_element());
    check_contains(found.detail.at("recording"), {"--record"});
}

BOOST_AUTO_TEST_CASE(a_source_that_keeps_every_rule_passes) {
    const findings found = check_source("conforming_source");
    for (const std::string& rule : found.failed())
        BOOST_ERROR(rule << ": " << found.detail.at(rule));
    BOOST_TEST(found.exit_code == 0);
    BOOST_TEST(found.status.size() > 80U);
}

BOOST_AUTO_TEST_CASE(a_source_that_asks_for_nothing_is_told_so_and_no_fault_is_tried) {
    const findings found = check_source("source_breaks_asking");
    BOOST_TEST(found.exit_code == 1);
    BOOST_TEST(found.failed() == std::set<std::string>{"fault.none"},
               boost::test_tools::per_element());
    check_contains(found.detail.at("fault.none"), {"it asks for nothing", "http::client"});
    BOOST_TEST(std::ranges::count_if(found.status, [](const auto& each) {
                   return each.first.starts_with("fault.");
               }) == 1);
}

BOOST_AUTO_TEST_CASE(a_source_that_breaks_one_rule_fails_those_faults) {
    struct expected {
        const char* plugin;
        std::vector<std::string> fails;
        std::vector<std::string> passes;
        const char* words;
    };
    const std::vector<expected> broken{
        {"source_breaks_documents",
         {"fault.html", "fault.empty", "fault.half", "fault.number"},
         {"fault.none", "fault.status-503", "fault.status-403", "fault.stall"},
         "it should be malformed"},
        {"source_breaks_patience",
         {"fault.status-503", "fault.status-500", "fault.standing-rows"},
         {"fault.none", "fault.status-403", "fault.html"},
         "it asks"},
        {"source_breaks_secrecy",
         {"fault.status-503", "fault.status-403"},
         {"fault.none", "fault.html", "fault.chunked"},
         "a secret is in what is printed"},
        {"source_breaks_hosts", {"fault.none"}, {}, ""},
        {"source_breaks_records",
         {"fault.record-type", "fault.member-null", "fault.member-type", "fault.member-absent"},
         {"fault.none", "fault.html", "fault.status-503"},
         "more than one row differs"}};
    for (const expected& each : broken) {
        BOOST_TEST_CONTEXT(each.plugin) {
            const findings found = check_source(each.plugin);
            for (const std::string& rule : each.fails) {
                BOOST_TEST_REQUIRE(found.status.contains(rule), rule);
                BOOST_TEST(found.status.at(rule) == "failed", rule);
                check_contains(found.detail.at(rule), {each.words});
            }
            for (const std::string& rule : each.passes)
                BOOST_TEST(found.status.at(rule) == "ok", rule << found.detail.at(rule));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
