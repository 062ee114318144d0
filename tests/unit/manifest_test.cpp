#include "core/discovery/manifest.hpp"
#include "tests/unit/manifest_texts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace seedbed::discovery;
using namespace seedbed::discovery::test;

BOOST_AUTO_TEST_SUITE(manifest_test)

BOOST_AUTO_TEST_CASE(a_whole_manifest_is_read_field_by_field) {
    const parsed_manifest parsed = parse_manifest(whole, "price_history.seedbed.json");
    BOOST_TEST(parsed.problems == std::vector<std::string>{}, boost::test_tools::per_element());

    const manifest& read = parsed.value;
    BOOST_TEST(read.name == "price_history");
    BOOST_TEST(read.version.text() == "1.2");
    BOOST_TEST((read.kind == plugin_kind::model));
    BOOST_TEST(read.description == "Five-minute prices that look like a market");
    BOOST_TEST(read.library == "libseedbed_plugin_price_history.so");
    BOOST_TEST(
        (read.sdk == std::map<std::string, std::string>{{"boost", "1.81"}, {"sanitizer", ""}}));
    BOOST_TEST(read.models == std::vector<std::string>{"price"});

    BOOST_REQUIRE(read.depends.size() == 2U);
    BOOST_TEST(read.depends[0].plugin == "coinspot_prices");
    BOOST_TEST(read.depends[0].versions.text() == ">= 1.0");
    BOOST_TEST(read.depends[0].optional);
    BOOST_TEST(read.depends[1].versions.text() == "*");
    BOOST_TEST(!read.depends[1].optional);

    BOOST_REQUIRE(read.environment.size() == 1U);
    BOOST_TEST(read.environment[0].name == "FIRST_SUPERUSER");
    BOOST_TEST(read.environment[0].description == "its e-mail");
    BOOST_TEST(read.environment[0].secret);
}

BOOST_AUTO_TEST_CASE(conflicts_and_tags_are_read_and_checked) {
    const parsed_manifest parsed = parse_manifest(
        with(R"("conflicts": [{"plugin": "old_orders", "version": "<2"}, {"plugin": "x"}],
"tags": ["demo", "small"])"),
        "x.seedbed.json");
    BOOST_TEST(parsed.problems == std::vector<std::string>{}, boost::test_tools::per_element());
    BOOST_REQUIRE(parsed.value.conflicts.size() == 2U);
    BOOST_TEST(parsed.value.conflicts[0].plugin == "old_orders");
    BOOST_TEST(parsed.value.conflicts[0].versions.text() == "< 2");
    BOOST_TEST(parsed.value.conflicts[1].versions.text() == "*");
    BOOST_TEST(parsed.value.tags == (std::vector<std::string>{"demo", "small"}),
               boost::test_tools::per_element());
    check_each({
        {with(R"("conflicts": [{"version": "<2"}])"),
         R"(x.seedbed.json:3: "conflicts[0].plugin" is missing)"},
        {with(R"("conflicts": [{"plugin": "a"}, {"plugin": "a"}])"),
         R"(x.seedbed.json:3: "conflicts[1].plugin": 'a' stands twice)"},
        {with(R"("tags": "demo")"),
         R"(x.seedbed.json:3: "tags": expected array of strings, got string)"},
    });
}

BOOST_AUTO_TEST_CASE(a_manifest_needs_only_six_fields) {
    const parsed_manifest parsed = parse_manifest("{" + required + "}", "x.seedbed.json");
    BOOST_TEST(parsed.problems == std::vector<std::string>{}, boost::test_tools::per_element());
    BOOST_TEST(parsed.value.depends.empty());
    BOOST_TEST(parsed.value.options.empty());
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_type_is_reported_with_its_line) {
    check_each({
        {with(R"("depends": "users")"),
         R"(x.seedbed.json:3: "depends": expected array of objects, got string)"},
        {with(R"("depends": ["users"])"),
         R"(x.seedbed.json:3: "depends[0]": expected object, got string)"},
        {with("\"depends\": [{\"plugin\":\n\"users\",\n\"version\": 1.0}]"),
         R"(x.seedbed.json:5: "depends[0].version": expected string, got number 1.0)"},
        {with(R"("depends": [{"plugin": "users", "optional": "yes"}])"),
         R"(x.seedbed.json:3: "depends[0].optional": expected boolean, got string)"},
        {with(R"("models": {})"),
         R"(x.seedbed.json:3: "models": expected array of strings, got object)"},
        {with("\"models\": [\"a\",\n\n null]"),
         R"(x.seedbed.json:5: "models[1]": expected string, got null)"},
        {with("\n\n\"options\": true"),
         R"(x.seedbed.json:5: "options": expected array of objects, got boolean)"},
        {with(R"("environment": [[]])"),
         R"(x.seedbed.json:3: "environment[0]": expected object, got array)"},
        {with_option(R"("type": "integer", "minimum": "1")"),
         R"(x.seedbed.json:4: "options[0].minimum": expected number, got string)"},
        {"[]", "x.seedbed.json:1: expected object, got array"},
        {"\"text\"", "x.seedbed.json:1: expected object, got string"},
    });
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_an_error_with_the_nearest_key) {
    check_each({
        {with(R"("dependz": [])"),
         R"(x.seedbed.json:3: unknown key "dependz"; did you mean 'depends'?)"},
        {with(R"("depends": [{"plugin": "users", "versoin": "*"}])"),
         R"(x.seedbed.json:3: unknown key "depends[0].versoin"; did you mean 'version'?)"},
        {with(R"("homepage": "")"),
         R"(x.seedbed.json:3: unknown key "homepage"; the keys here are name, version, kind, )"
         R"(description, library, sdk, depends, conflicts, models, tags, options, environment, http)"},
        {with(R"("depends": [{"plugin": "users", "why": 1}])"),
         R"(x.seedbed.json:3: unknown key "depends[0].why"; the keys here are plugin, version, )"
         R"(optional)"},
    });
}

BOOST_AUTO_TEST_CASE(names_versions_and_words_are_checked) {
    check_each({
        {with(R"("depends": [{"plugin": "Users"}])"),
         R"(x.seedbed.json:3: "depends[0].plugin": 'Users' is not a name here; use a lower-case )"
         R"(letter, then lower-case letters, digits and '_', at most 64 in all)"},
        {with(R"("depends": [{"plugin": "users"},
{"plugin": "users"}])"),
         R"(x.seedbed.json:4: "depends[1].plugin": 'users' stands twice)"},
        {with(R"("depends": [{"plugin": "users", "version": "1.0"}])"),
         R"(x.seedbed.json:3: "depends[0].version": '1.0' is not a version range: nothing says )"
         R"(how to compare with '1.0' at column 1; write comparisons such as ">=1.0 <2", "^1.2", "~1.4.1" or )"
         R"("*")"},
        {with(R"("depends": [{}])"), R"(x.seedbed.json:3: "depends[0].plugin" is missing)"},
        {with(R"("models": ["price", "price"])"),
         R"(x.seedbed.json:3: "models[1]": 'price' stands twice)"},
        {with(R"("models": [""])"), R"(x.seedbed.json:3: "models[0]": is empty)"},
        {with(R"("environment": [{"name": "1A", "description": "a"}])"),
         R"(x.seedbed.json:3: "environment[0].name": '1A' is not the name of an environment )"
         R"(variable; use letters, digits and '_', no digit first)"},
        {with_option(R"("type": "int", "default": 7, "minimum": 1)"),
         R"(x.seedbed.json:4: "options[0].type": 'int' is none of integer, number, text, flag, )"
         R"(list)"},
        {with_option(R"("type": "interger")"),
         R"(x.seedbed.json:4: "options[0].type": 'interger' is none of integer, number, text, )"
         R"(flag, list; did you mean 'integer'?)"},
    });
}

const std::string source = R"({"name": "a", "version": "1.0", "kind": "source",
"description": "A", "library": "liba.so", "sdk": {}, "http": )";

BOOST_AUTO_TEST_CASE(a_source_says_how_it_treats_hosts) {
    const parsed_manifest parsed = parse_manifest(
        source + R"({"requests_per_second": 0.5, "concurrent": 3, "cache_seconds": 600,
"redirect_to": ["api.example.com", "*.r2.dev"]}})",
        "x.seedbed.json");
    BOOST_TEST(parsed.problems.empty());
    const http_rules& rules = parsed.value.http;
    BOOST_TEST(rules.requests_per_second == 0.5);
    BOOST_TEST(rules.concurrent == 3);
    BOOST_TEST(rules.cache.count() == 600);
    BOOST_TEST(rules.redirect_to == (std::vector<std::string>{"api.example.com", "*.r2.dev"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_source_that_says_nothing_is_considerate) {
    const http_rules rules = parse_manifest(source + "{}}", "x.seedbed.json").value.http;
    BOOST_TEST(rules.requests_per_second == 5);
    BOOST_TEST(rules.concurrent == 2);
    BOOST_TEST(rules.cache.count() == 0);
    BOOST_TEST(rules.redirect_to.empty());
}

BOOST_AUTO_TEST_CASE(what_a_source_says_of_hosts_is_checked) {
    const std::string at = "x.seedbed.json:2: \"http";
    check_each({
        {source + "1}", at + R"(": expected object, got number 1)"},
        {source + R"({"requests_per_second": 0}})",
         at + R"(.requests_per_second": 0 is no number between 0.001 and 1000)"},
        {source + R"({"concurrent": 1.5}})",
         at + R"(.concurrent": 1.5 is no whole number between 1 and 100)"},
        {source + R"({"cache_seconds": -1}})",
         at + R"(.cache_seconds": -1 is no whole number between 0 and 2678400)"},
        {source + R"({"redirect_to": ["https://a.example"]}})",
         at + R"(.redirect_to[0]": 'https://a.example' is no host; write a name in lower case, )"
              R"(such as api.example.com, or *.example.com)"},
        {source + R"({"burst": 1}})",
         "x.seedbed.json:2: unknown key \"http.burst\"; the keys here are requests_per_second, "
         "concurrent, cache_seconds, redirect_to"},
        {with(R"("http": {})"),
         R"(x.seedbed.json:3: "http": only a source asks the network; its kind is "source")"},
    });
}

BOOST_AUTO_TEST_CASE(a_name_has_at_most_64_characters) {
    const auto named = [](std::size_t length) {
        return problems_of(with(R"("models": [")" + std::string(length, 'a') + R"("])"));
    };
    BOOST_TEST(named(64).empty());
    BOOST_TEST(named(65).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_library_is_a_plain_file_name) {
    for (const char* library : {"../liborders.so", "/lib/liborders.so", ".."}) {
        std::string text = "{" + required + "}";
        text.replace(text.find("liborders.so"), std::string("liborders.so").size(), library);
        const std::vector<std::string> problems = problems_of(text);
        BOOST_REQUIRE(problems.size() == 1U);
        BOOST_TEST(problems.front().find("without directories") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_description_is_one_filled_line) {
    const auto described = [](const std::string& description) {
        std::string text = "{" + required + "}";
        text.replace(text.find("\"Orders\""), 8, description);
        return problems_of(text);
    };
    BOOST_TEST(described(R"("")") ==
                   std::vector<std::string>{R"(x.seedbed.json:2: "description": is empty)"},
               boost::test_tools::per_element());
    BOOST_TEST(described(R"("two\nlines")") ==
                   std::vector<std::string>{R"(x.seedbed.json:2: "description": must be one line )"
                                            "without control characters"},
               boost::test_tools::per_element());
    BOOST_TEST(described(R"("Münzen \u00a0 \u2026")").empty());
}

BOOST_AUTO_TEST_CASE(control_characters_are_refused_and_not_kept) {
    for (const char* control : {"\\u0000", "\\u001b", "\\u007f", "\\u0080", "\\u009b", "\\u009f"}) {
        std::string text = "{" + required + "}";
        text.replace(text.find("\"Orders\""), 8, "\"a" + std::string(control) + "b\"");
        const parsed_manifest parsed = parse_manifest(text, "x.seedbed.json");
        BOOST_TEST(parsed.problems ==
                       std::vector<std::string>{
                           R"(x.seedbed.json:2: "description": must be one line without )"
                           "control characters"},
                   boost::test_tools::per_element());
        BOOST_TEST(parsed.value.description == "");
    }
    check_each({
        {with_option(R"("type": "text", "default": "\u009b1m")"),
         R"(x.seedbed.json:4: "options[0].default": must be one line without control characters)"},
        {with_option(R"("type": "list", "default": ["a", "\u001b"])"),
         R"(x.seedbed.json:4: "options[0].default": must be one line without control characters)"},
        {with(R"("models": ["\u001b"])"),
         R"(x.seedbed.json:3: "models[0]": must be one line without control characters)"},
    });
}

BOOST_AUTO_TEST_CASE(a_mistyped_kind_says_nothing_about_the_network) {
    check_each({{R"({"name": "a", "version": "1.0", "kind": "sourze", "description": "A",
"library": "liba.so", "sdk": {}, "http": {}})",
                 R"(x.seedbed.json:1: "kind": 'sourze' is none of model, source; did you mean )"
                 R"('source'?)"}});
}

BOOST_AUTO_TEST_CASE(a_key_that_stands_twice_is_reported_however_it_is_written) {
    check_each({{with("\"models\": [],\n\"mod\\u0065ls\": []"),
                 R"(x.seedbed.json:4: "models": stands twice; keep one of the two)"}});
}

BOOST_AUTO_TEST_CASE(all_problems_of_a_manifest_come_at_once_in_the_order_of_their_lines) {
    const std::string text = R"({
  "wrong": 1,
  "kind": "table",
  "name": "2fast",
  "depends": [{ "plugin": "users",
                "version": "latest" }]
})";
    const std::vector<std::string> problems = problems_of(text);
    const std::vector<std::string> beginnings{
        R"(x.seedbed.json:1: "version" is missing)",
        R"(x.seedbed.json:1: "description" is missing)",
        R"(x.seedbed.json:1: "library" is missing)",
        R"(x.seedbed.json:1: "sdk" is missing)",
        R"(x.seedbed.json:2: unknown key "wrong")",
        R"(x.seedbed.json:3: "kind": 'table' is none of model, source)",
        R"(x.seedbed.json:4: "name": '2fast' is not a name here)",
        R"(x.seedbed.json:6: "depends[0].version": 'latest' is not a version range)",
    };
    BOOST_REQUIRE(problems.size() == beginnings.size());
    for (std::size_t i = 0; i < problems.size(); ++i) {
        BOOST_TEST(problems[i].substr(0, beginnings[i].size()) == beginnings[i]);
    }
}

BOOST_AUTO_TEST_CASE(text_that_is_not_json_is_one_problem_with_its_line) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "x.seedbed.json:1: not valid JSON: "},
        {"{\n\"name\": \"a\",\n}", "x.seedbed.json:3: not valid JSON: "},
        {"{\n\"name\" \"a\"}", "x.seedbed.json:2: not valid JSON: "},
        {"{}\n{}", "x.seedbed.json:2: not valid JSON: "},
        {"{\n\n\"name\": \"\xff\"}", "x.seedbed.json:3: not valid JSON: "},
        {"{\"name\": ", "x.seedbed.json:1: not valid JSON: "},
        {std::string(100, '['), "x.seedbed.json:1: not valid JSON: "},
    };
    for (const auto& [text, beginning] : cases) {
        const std::vector<std::string> problems = problems_of(text);
        BOOST_REQUIRE(problems.size() == 1U);
        BOOST_TEST_INFO(problems.front());
        BOOST_TEST(problems.front().find(beginning) == 0U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
